/**
 * Walks JSON byte by byte and finds where the string at one path begins. Checks no more than it
 * needs.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [COMMA, COLON] = [0x2c, 0x3a];
const [BRACKET, BRACKET_END] = [0x5b, 0x5d];
const [BRACE, BRACE_END] = [0x7b, 0x7d];
const DEPTH_LIMIT = 64;
const MAX_KEY_LENGTH = 32;

type JsonCursor = {
  isArray: boolean;
  key: string;
  index: number;
  isKeyNext: boolean;
};

export class JsonPath {
  private readonly cursors: JsonCursor[] = [];
  private inText = false;
  private isEscaped = false;
  private key: string | null = null;

  /** Keys and indexes from the root, separated by slashes. */
  constructor(private readonly path: string) {}

  /** True if this byte opens the string at the path. Do not feed that string. */
  opens(byte: number): boolean {
    if (this.inText) {
      this.takeText(byte);
      return false;
    }
    const cursor = this.cursors.at(-1);
    switch (byte) {
      case QUOTE:
        if (cursor?.isKeyNext) {
          this.key = '';
        } else if (this.isThere()) {
          return true;
        }
        this.inText = true;
        break;
      case BRACE:
      case BRACKET:
        if (this.cursors.length === DEPTH_LIMIT) {
          throw new RangeError('it is nested too deep');
        }
        this.cursors.push({
          isArray: byte === BRACKET,
          key: '',
          index: 0,
          isKeyNext: byte === BRACE
        });
        break;
      case BRACE_END:
      case BRACKET_END:
        this.cursors.pop();
        break;
      case COLON:
        if (cursor) {
          cursor.isKeyNext = false;
        }
        break;
      case COMMA:
        if (cursor) {
          cursor.index++;
          cursor.isKeyNext = !cursor.isArray;
        }
    }
    return false;
  }

  private takeText(byte: number): void {
    if (this.isEscaped) {
      this.isEscaped = false;
    } else if (byte === BACKSLASH) {
      this.isEscaped = true;
    } else if (byte === QUOTE) {
      this.inText = false;
      if (this.key !== null) {
        this.cursors.at(-1)!.key = this.key;
        this.key = null;
      }
      return;
    }
    if (this.key !== null && this.key.length < MAX_KEY_LENGTH) {
      this.key += String.fromCharCode(byte);
    }
  }

  private isThere(): boolean {
    const path = this.cursors.map(({ isArray, key, index }) =>
      isArray ? String(index) : key
    );
    return path.join('/') === this.path;
  }
}
