/**
 * Looks at an Arrow IPC stream as it passes, without decoding or holding it: counts rows from the
 * messages' metadata, and sees that the stream is whole. HeavyDB marks no end.
 */

export const END_OF_STREAM = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);

const CONTINUATION = 0xffffffff;
/** Of the union MessageHeader in Message.fbs. */
const SCHEMA = 1;
const RECORD_BATCH = 3;
/** Of one message's metadata; that of a thousand columns has a few hundred kB. */
const METADATA_LIMIT = 64 * 1024 * 1024;

export type ArrowStream = { rows: number; isEnded: boolean };

export class ArrowStreamCheck {
  private expected: 'mark' | 'length' | 'metadata' | 'nothing' = 'mark';
  /** Collects what is expected, as it may come in pieces. */
  private held = Buffer.alloc(4);
  private filled = 0;
  /** Bytes of a message's body that are still to come. */
  private body = 0;
  private rows = 0;
  private messages = 0;

  /** Throws where this cannot be the next part of an Arrow stream. */
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

  /** Throws where the stream is not whole. */
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
    // Before Arrow 0.15 there was no continuation mark.
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
    const { buffer, byteOffset, byteLength } = this.held;
    const view = new DataView(buffer, byteOffset, byteLength);
    const message = new Table(view, view.getUint32(0, true));
    const type = message.uint8(1);
    if ((type === SCHEMA) !== (this.messages === 0)) {
      throw new RangeError('the schema does not come first');
    }
    this.messages++;
    if (type === RECORD_BATCH) {
      this.rows += message.table(2).int64(0);
    }
    this.body = message.int64(3);
  }
}

/** A flatbuffer's table: fields by their number in the .fbs file, absent ones 0. */
class Table {
  private readonly vtable: number;

  constructor(
    private readonly view: DataView,
    private readonly at: number
  ) {
    this.vtable = at - view.getInt32(at, true);
  }

  uint8(field: number): number {
    const at = this.find(field);
    return at === null ? 0 : this.view.getUint8(at);
  }

  int64(field: number): number {
    const at = this.find(field);
    const value = at === null ? 0 : Number(this.view.getBigInt64(at, true));
    if (value < 0 || !Number.isSafeInteger(value)) {
      throw new RangeError('a length makes no sense');
    }
    return value;
  }

  table(field: number): Table {
    const at = this.find(field);
    if (at === null) {
      throw new RangeError('a message has no header');
    }
    return new Table(this.view, at + this.view.getUint32(at, true));
  }

  private find(field: number): number | null {
    const slot = 4 + 2 * field;
    if (slot + 2 > this.view.getUint16(this.vtable, true)) {
      return null;
    }
    const offset = this.view.getUint16(this.vtable + slot, true);
    return offset === 0 ? null : this.at + offset;
  }
}
