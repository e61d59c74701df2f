/** Writes Thrift's binary protocol by hand, for messages that no library would write. */

export const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

export const long = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

export const text = (value: string | Uint8Array): Buffer =>
  Buffer.concat([int(Buffer.byteLength(value)), Buffer.from(value)]);

export const field = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type, id >> 8, id & 0xff), value]);

export const list = (type: number, items: Buffer[]): Buffer =>
  Buffer.concat([Buffer.of(type), int(items.length), ...items]);

export const struct = (...fields: Buffer[]): Buffer =>
  Buffer.concat([...fields, Buffer.of(0)]);

/** The beginning of a reply; its struct follows. */
export const replyHead = (method: string, sequence: number): Buffer =>
  Buffer.concat([Buffer.of(0x80, 1, 0, 2), text(method), int(sequence)]);
