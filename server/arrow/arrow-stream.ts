/**
 * Checks an Arrow IPC stream as it passes, without decoding or holding it: counts the rows from the
 * metadata, and checks that the stream is complete. HeavyDB does not mark the end.
 */
import { readArrowMessage } from './arrow-metadata';

export const END_OF_STREAM = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);

const CONTINUATION = 0xffffffff;
/** Limit for the metadata of one message; a thousand columns need a few hundred kB. */
const METADATA_LIMIT = 8 * 1024 * 1024;

export type ArrowStream = { rows: number; isEnded: boolean };

export class ArrowStreamCheck {
  private expected: 'mark' | 'length' | 'metadata' | 'nothing' = 'mark';
  /** Collects the expected bytes, which may arrive in pieces. */
  private held = Buffer.alloc(4);
  private filled = 0;
  /** Bytes of a message's body that have not arrived yet. */
  private body = 0;
  private rows = 0;
  private messages = 0;

  /** Throws if these bytes cannot be the next part of an Arrow stream. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.body > 0) {
        const skipped = Math.min(this.body, bytes.length - at);
        this.body -= skipped;
        at += skipped;
        continue;
      }
      const end = Math.min(at + this.held.length - this.filled, bytes.length);
      this.held.set(bytes.subarray(at, end), this.filled);
      this.filled += end - at;
      at = end;
      if (this.expected === 'nothing') {
        throw new RangeError('something follows the end');
      }
      if (this.filled === this.held.length) {
        this.step();
      }
    }
  }

  /** Rows of the batches whose metadata has passed. Their values may not have arrived yet. */
  get toldRows(): number {
    return this.rows;
  }

  /** Throws if the stream is incomplete. */
  end(): ArrowStream {
    const isEnded = this.expected === 'nothing';
    if (
      this.body > 0 ||
      this.filled > 0 ||
      !(isEnded || this.expected === 'mark')
    ) {
      throw new RangeError('the last message is cut');
    }
    if (this.messages === 0) {
      throw new RangeError('there is no schema');
    }
    return { rows: this.rows, isEnded };
  }

  private step(): void {
    if (this.expected === 'metadata') {
      this.readMessage();
      this.expect('mark', 4);
      return;
    }
    const length = this.held.readUInt32LE(0);
    // Streams from before Arrow 0.15 have no continuation mark.
    if (this.expected === 'mark' && length === CONTINUATION) {
      this.expect('length', 4);
    } else if (length === 0) {
      this.expect('nothing', 1);
    } else if (length > METADATA_LIMIT) {
      throw new RangeError('a length makes no sense');
    } else {
      this.expect('metadata', length);
    }
  }

  private expect(what: typeof this.expected, length: number): void {
    this.expected = what;
    this.filled = 0;
    if (this.held.length !== length) {
      this.held = Buffer.alloc(length);
    }
  }

  private readMessage(): void {
    const { isSchema, rows, bodyLength } = readArrowMessage(this.held);
    if (isSchema !== (this.messages === 0)) {
      throw new RangeError('the schema does not come first');
    }
    this.messages++;
    this.rows += rows;
    this.body = bodyLength;
  }
}
