/**
 * Reads Thrift's binary protocol from bytes that arrive in arbitrary pieces. Holds only the current
 * piece and the bytes of one value.
 */
import { EndsTooSoon, MalformedMessage } from '../message-scanner';

export const TYPE = {
  STOP: 0,
  BOOL: 2,
  I8: 3,
  DOUBLE: 4,
  I16: 6,
  I32: 8,
  I64: 10,
  STRING: 11,
  STRUCT: 12,
  MAP: 13,
  SET: 14,
  LIST: 15
} as const;
const SIZES: Readonly<Record<number, number>> = {
  [TYPE.BOOL]: 1,
  [TYPE.I8]: 1,
  [TYPE.DOUBLE]: 8,
  [TYPE.I16]: 2,
  [TYPE.I32]: 4,
  [TYPE.I64]: 8
};
const DEPTH_LIMIT = 64;
/** Limit for a string that is read at once: names, messages. */
const TEXT_LIMIT = 16 * 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** Returns more bytes; null at the end. */
export type ReadBytes = () => Promise<Buffer | null>;

export class BinaryInput {
  /** The current piece; `at` is the reading position in it. */
  buffer: Buffer = NOTHING;
  at = 0;

  constructor(private readonly read: ReadBytes) {}

  get available(): number {
    return this.buffer.length - this.at;
  }

  /** Waits until this many bytes are available. */
  async need(count: number): Promise<void> {
    if (this.available >= count) {
      return;
    }
    const parts = [this.buffer.subarray(this.at)];
    let length = parts[0]!.length;
    while (length < count) {
      const chunk = await this.read();
      if (!chunk) {
        throw new EndsTooSoon();
      }
      parts.push(chunk);
      length += chunk.length;
    }
    this.buffer =
      length === parts.at(-1)!.length
        ? parts.at(-1)!
        : Buffer.concat(parts, length);
    this.at = 0;
  }

  /** Returns the available part of the next `count` bytes, at least one byte. */
  async take(count: number): Promise<Buffer> {
    await this.need(1);
    const end = Math.min(this.at + count, this.buffer.length);
    const bytes = this.buffer.subarray(this.at, end);
    this.at = end;
    return bytes;
  }

  async int8(): Promise<number> {
    await this.need(1);
    return this.buffer.readInt8(this.at++);
  }

  async int16(): Promise<number> {
    await this.need(2);
    this.at += 2;
    return this.buffer.readInt16BE(this.at - 2);
  }

  async int32(): Promise<number> {
    await this.need(4);
    this.at += 4;
    return this.buffer.readInt32BE(this.at - 4);
  }

  async int64(): Promise<bigint> {
    await this.need(8);
    this.at += 8;
    return this.buffer.readBigInt64BE(this.at - 8);
  }

  /** The size of a string or list. */
  async size(): Promise<number> {
    const size = await this.int32();
    if (size < 0) {
      throw new MalformedMessage('it holds a negative size');
    }
    return size;
  }

  async text(): Promise<string> {
    return (await this.bytes()).toString();
  }

  /** A short string; a copy. */
  async bytes(): Promise<Buffer> {
    const size = await this.size();
    if (size > TEXT_LIMIT) {
      throw new MalformedMessage('it holds a text that is too long');
    }
    await this.need(size);
    this.at += size;
    return Buffer.from(this.buffer.subarray(this.at - size, this.at));
  }

  /** Calls back for each field of a struct. The callback must read or skip the value. */
  async struct(
    onField: (id: number, type: number) => Promise<void>
  ): Promise<void> {
    for (;;) {
      const type = await this.int8();
      if (type === TYPE.STOP) {
        return;
      }
      await onField(await this.int16(), type);
    }
  }

  /** Begins a list with elements of this type; returns their number. */
  async list(type: number): Promise<number> {
    const found = await this.int8();
    const size = await this.size();
    if (found !== type && size > 0) {
      throw new MalformedMessage('it holds a list of another type');
    }
    return size;
  }

  async skip(type: number, depth = 0): Promise<void> {
    if (depth > DEPTH_LIMIT) {
      throw new MalformedMessage('it is nested too deep');
    }
    const size = SIZES[type];
    if (size !== undefined) {
      await this.drop(size);
    } else if (type === TYPE.STRING) {
      await this.drop(await this.size());
    } else if (type === TYPE.STRUCT) {
      await this.struct((_id, field) => this.skip(field, depth + 1));
    } else if (type === TYPE.LIST || type === TYPE.SET) {
      await this.skipAll([await this.int8()], depth);
    } else if (type === TYPE.MAP) {
      await this.skipAll([await this.int8(), await this.int8()], depth);
    } else {
      throw new MalformedMessage('it holds an unknown type');
    }
  }

  private async skipAll(types: number[], depth: number): Promise<void> {
    const count = await this.size();
    for (let index = 0; index < count; index++) {
      for (const type of types) {
        await this.skip(type, depth + 1);
      }
    }
  }

  private async drop(count: number): Promise<void> {
    for (let remaining = count; remaining > 0;) {
      remaining -= (await this.take(remaining)).length;
    }
  }
}
