/** Writes flatbuffers by hand (https://flatbuffers.dev/internals/), including invalid ones. */

/** A table by its fields: absent, a byte, a 64-bit number, or a reference. */
export type FlatNode =
  | { fields: (null | number | bigint | FlatNode)[] }
  | { tables: FlatNode[] }
  /** A vector of anything else, which may declare another number of elements. */
  | { bytes: Uint8Array; count: number };

export const table = (...fields: (null | number | bigint | FlatNode)[]) => ({
  fields
});
export const tables = (...all: FlatNode[]) => ({ tables: all });
export const text = (value: string): FlatNode => ({
  bytes: Buffer.from(value),
  count: Buffer.byteLength(value)
});
export const longs = (perElement: number, ...all: bigint[]): FlatNode => ({
  bytes: Buffer.from(BigInt64Array.from(all).buffer),
  count: all.length / perElement
});

/**
 * Every field has eight bytes. A node that is used twice is written once; non-tables come last,
 * because references only lead forwards.
 */
export function flatbuffer(root: FlatNode): Buffer {
  const out = Buffer.alloc(1 << 20);
  const places = new Map<FlatNode, number>();
  let end = 4;
  const reserve = (size: number): number => {
    const at = end;
    end += size;
    return at;
  };
  const later: [from: number, node: FlatNode][] = [];
  const refer = (from: number, node: FlatNode, isLast = false): void => {
    if ('bytes' in node && !isLast) {
      later.push([from, node]);
      return;
    }
    out.writeUInt32LE((places.get(node) ?? put(node)) - from, from);
  };
  const put = (node: FlatNode): number => {
    if ('fields' in node) {
      return putTable(node.fields, node);
    }
    const count = 'bytes' in node ? node.count : node.tables.length;
    const size = 'bytes' in node ? node.bytes.length : 4 * count;
    const at = reserve(4 + size);
    places.set(node, at);
    out.writeUInt32LE(count, at);
    if ('bytes' in node) {
      out.set(node.bytes, at + 4);
    } else {
      node.tables.forEach((child, index) => refer(at + 4 + 4 * index, child));
    }
    return at;
  };
  const putTable = (
    fields: Extract<FlatNode, { fields: unknown }>['fields'],
    node: FlatNode
  ): number => {
    const vtable = reserve(4 + 2 * fields.length);
    const at = reserve(4 + 8 * fields.length);
    places.set(node, at);
    out.writeUInt16LE(at - vtable, vtable);
    out.writeInt32LE(at - vtable, at);
    fields.forEach((field, index) => {
      const offset = 4 + 8 * index;
      if (field === null) {
        return;
      }
      out.writeUInt16LE(offset, vtable + 4 + 2 * index);
      if (typeof field === 'number') {
        out.writeUInt8(field, at + offset);
      } else if (typeof field === 'bigint') {
        out.writeBigInt64LE(field, at + offset);
      } else {
        refer(at + offset, field);
      }
    });
    return at;
  };
  out.writeUInt32LE(put(root), 0);
  later.forEach(([from, node]) => refer(from, node, true));
  return Buffer.from(out.subarray(0, end));
}
