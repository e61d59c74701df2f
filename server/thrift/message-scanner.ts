/**
 * Finds the end of one Thrift binary message in bytes that arrive in pieces. Raw TCP has no frames,
 * so the structure itself is walked. It is walked once and resumes where the bytes ended.
 */

const STOP = 0;
const STRING = 11;
const STRUCT = 12;
const MAP = 13;
const SET = 14;
const LIST = 15;
const SIZES: Readonly<Record<number, number>> = {
  2: 1,
  3: 1,
  4: 8,
  6: 2,
  8: 4,
  10: 8,
  16: 16
};
const DEPTH_LIMIT = 64;

/** The bytes are not a Thrift message. */
export class MalformedMessage extends Error {
  override name = 'MalformedMessage';
}

/** The bytes are an incomplete message, and no more arrived. */
export class EndsTooSoon extends MalformedMessage {
  override name = 'EndsTooSoon';

  constructor() {
    super('it ends too soon');
  }
}

export class MessageScanner {
  private buffer = Buffer.allocUnsafe(4096);
  private length = 0;
  private position = 0;
  private readonly steps = this.message();
  private needed = 0;

  constructor(private readonly limit: number) {}

  /** Takes more bytes; returns the whole message once it is complete. */
  push(chunk: Uint8Array): Buffer | null {
    this.append(chunk);
    while (this.position + this.needed <= this.length) {
      const step = this.steps.next();
      if (step.done) {
        return this.buffer.subarray(0, this.position);
      }
      this.needed = step.value;
      if (this.position + this.needed > this.limit) {
        throw new MalformedMessage('it is too big');
      }
    }
    return null;
  }

  private append(chunk: Uint8Array): void {
    const length = this.length + chunk.length;
    if (length > this.buffer.length) {
      const bigger = Buffer.allocUnsafe(
        Math.max(length, this.buffer.length * 2)
      );
      this.buffer.copy(bigger, 0, 0, this.length);
      this.buffer = bigger;
    }
    this.buffer.set(chunk, this.length);
    this.length = length;
  }

  /** Each `yield n` requests n bytes from `position` and returns when they are available. */
  private *message(): Generator<number, void, void> {
    yield 4;
    if (this.buffer.readUInt16BE(0) !== 0x8001) {
      throw new MalformedMessage('it does not begin as Thrift does');
    }
    this.position = 4;
    yield* this.skip(STRING);
    yield 4;
    this.position += 4;
    yield* this.skip(STRUCT);
  }

  private *skip(type: number, depth = 0): Generator<number, void, void> {
    if (depth > DEPTH_LIMIT) {
      throw new MalformedMessage('it is nested too deep');
    }
    const size = SIZES[type];
    if (size !== undefined) {
      yield size;
      this.position += size;
    } else if (type === STRING) {
      const length = yield* this.size();
      yield length;
      this.position += length;
    } else if (type === STRUCT) {
      for (;;) {
        yield 1;
        const field = this.buffer.readUInt8(this.position++);
        if (field === STOP) {
          return;
        }
        yield 2;
        this.position += 2;
        yield* this.skip(field, depth + 1);
      }
    } else if (type === LIST || type === SET) {
      yield 1;
      const element = this.buffer.readUInt8(this.position++);
      yield* this.elements([element], yield* this.size(), depth);
    } else if (type === MAP) {
      yield 2;
      const key = this.buffer.readUInt8(this.position);
      const value = this.buffer.readUInt8(this.position + 1);
      this.position += 2;
      yield* this.elements([key, value], yield* this.size(), depth);
    } else {
      throw new MalformedMessage('it holds an unknown type');
    }
  }

  private *elements(
    types: number[],
    count: number,
    depth: number
  ): Generator<number, void, void> {
    const sizes = types.map(type => SIZES[type] ?? NaN);
    const each = sizes.reduce((sum, size) => sum + size);
    if (!Number.isNaN(each)) {
      yield each * count;
      this.position += each * count;
      return;
    }
    for (let index = 0; index < count; index++) {
      for (const type of types) {
        if (type === STRING && this.skipStringAtHand()) {
          continue;
        }
        yield* this.skip(type, depth + 1);
      }
    }
  }

  /** The common case, a list of short strings, needs no generator per string. */
  private skipStringAtHand(): boolean {
    const start = this.position + 4;
    if (start > this.length) {
      return false;
    }
    const length = this.buffer.readInt32BE(this.position);
    if (length < 0 || start + length > this.length) {
      return false;
    }
    this.position = start + length;
    return true;
  }

  private *size(): Generator<number, number, void> {
    yield 4;
    const size = this.buffer.readInt32BE(this.position);
    if (size < 0) {
      throw new MalformedMessage('it holds a negative size');
    }
    this.position += 4;
    return size;
  }
}
