/** One message of an Arrow stream by hand, with fields that no writer would set. */

export type MessageFields = {
  /** Of the union MessageHeader in Message.fbs: 1 a schema, 3 a record batch. */
  type: number;
  /** Rows of the batch; without it there is no header. */
  rows?: bigint;
  bodyLength?: bigint;
  /** How many fields the table has room for; four, unless told. */
  fields?: number;
};

const VTABLE = 4;
const TABLE = 24;
const HEADER = 48;
const LENGTH = 64;

/** The metadata, without the mark and its length: a flatbuffer of two tables at fixed places. */
export function arrowMessage(of: MessageFields): Buffer {
  const { type, rows, bodyLength = 0n, fields = 4 } = of;
  const bytes = Buffer.alloc(LENGTH);
  bytes.writeUInt32LE(TABLE, 0);
  // version 4, type 6, header 8, bodyLength 16: from the table's place.
  const offsets = [4, 6, rows === undefined ? 0 : 8, 16].slice(0, fields);
  bytes.writeUInt16LE(4 + 2 * offsets.length, VTABLE);
  offsets.forEach((offset, at) =>
    bytes.writeUInt16LE(offset, VTABLE + 4 + 2 * at)
  );
  bytes.writeInt32LE(TABLE - VTABLE, TABLE);
  bytes.writeUInt8(type, TABLE + 6);
  bytes.writeUInt32LE(HEADER - (TABLE + 8), TABLE + 8);
  bytes.writeBigInt64LE(bodyLength, TABLE + 16);
  // The header's vtable lies behind it: one field, 4 bytes on.
  bytes.writeInt32LE(HEADER - LENGTH, HEADER);
  bytes.writeBigInt64LE(rows ?? 0n, HEADER + 4);
  return Buffer.concat([bytes, Buffer.from([6, 0, 12, 0, 4, 0, 0, 0])]);
}

/** With the continuation mark, as since Arrow 0.15, and its length. */
export function framed(metadata: Buffer): Buffer {
  const head = Buffer.alloc(8, 0xff);
  head.writeUInt32LE(metadata.length, 4);
  return Buffer.concat([head, metadata]);
}
