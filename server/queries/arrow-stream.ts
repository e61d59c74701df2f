/**
 * Looks at an Arrow IPC stream without decoding it: counts rows from the messages' metadata and
 * sees that the end is marked. HeavyDB sends no end-of-stream marker; see facts of 2026-11-23.
 */

const CONTINUATION = 0xffffffff;
const END_OF_STREAM = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);
/** Of the union MessageHeader in Message.fbs. */
const SCHEMA = 1;
const RECORD_BATCH = 3;

export type ArrowStream = { rows: number; isEnded: boolean };

/** Throws where the bytes are no whole Arrow stream. */
export function inspectStream(bytes: Uint8Array): ArrowStream {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let rows = 0;
  let messages = 0;
  while (at < bytes.length) {
    let length = view.getUint32(at, true);
    at += 4;
    // Before Arrow 0.15 there was no continuation mark.
    if (length === CONTINUATION) {
      length = view.getUint32(at, true);
      at += 4;
    }
    if (length === 0) {
      return { rows, isEnded: true };
    }
    const { type, bodyLength, header } = readMessage(view, at, length);
    if ((type === SCHEMA) !== (messages === 0)) {
      throw new RangeError('the schema does not come first');
    }
    messages++;
    if (type === RECORD_BATCH) {
      rows += header.int64(0);
    }
    at += length + bodyLength;
    if (at > bytes.length) {
      throw new RangeError('the last message is cut');
    }
  }
  if (messages === 0) {
    throw new RangeError('there is no schema');
  }
  return { rows, isEnded: false };
}

/** The stream with its end marked. */
export function endStream(
  bytes: Uint8Array,
  { isEnded }: ArrowStream
): Uint8Array {
  return isEnded ? bytes : Buffer.concat([bytes, END_OF_STREAM]);
}

function readMessage(view: DataView, at: number, length: number) {
  if (at + length > view.byteLength) {
    throw new RangeError('the last message is cut');
  }
  const message = new Table(view, at + view.getUint32(at, true));
  return {
    type: message.uint8(1),
    header: message.table(2),
    bodyLength: message.int64(3)
  };
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
