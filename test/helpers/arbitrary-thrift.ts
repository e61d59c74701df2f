/** Arbitraries for messages of Thrift's binary protocol, with fields of every type, nested. */
import fc from 'fast-check';

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const bytesOf = (count: number): fc.Arbitrary<Buffer> =>
  fc
    .uint8Array({ minLength: count, maxLength: count })
    .map(bytes => Buffer.from(bytes));
const text = fc
  .uint8Array({ maxLength: 40 })
  .map(bytes => Buffer.concat([int(bytes.length), bytes]));

/** Of each type without a size of its own: its number and its bytes. */
const FIXED: [type: number, size: number][] = [
  [2, 1],
  [3, 1],
  [4, 8],
  [6, 2],
  [8, 4],
  [10, 8]
];

type Value = { type: number; bytes: Buffer };

const listOf = (type: number, items: Value[]): Value => ({
  type,
  bytes: Buffer.concat([
    Buffer.of(items[0]?.type ?? 3),
    int(items.length),
    ...items.map(({ bytes }) => bytes)
  ])
});

const { struct } = fc.letrec<{ value: Value; struct: Buffer }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...FIXED.map(([type, size]) =>
      bytesOf(size).map(bytes => ({ type, bytes }))
    ),
    text.map(bytes => ({ type: 11, bytes })),
    tie('struct').map(bytes => ({ type: 12, bytes })),
    // Elements are of one type: the first one's, again and again.
    fc
      .tuple(tie('value'), fc.nat(4), fc.constantFrom(14, 15))
      .map(([item, count, type]) =>
        listOf(type, Array<Value>(count).fill(item))
      ),
    fc.tuple(tie('value'), tie('value')).map(([key, item]) => ({
      type: 13,
      bytes: Buffer.concat([
        Buffer.of(key.type, item.type),
        int(1),
        key.bytes,
        item.bytes
      ])
    }))
  ),
  struct: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 999 }), tie('value')), {
      maxLength: 5
    })
    .map(fields =>
      Buffer.concat([
        ...fields.map(([id, { type, bytes }]) =>
          Buffer.concat([Buffer.of(type, id >> 8, id & 255), bytes])
        ),
        Buffer.of(0)
      ])
    )
}));

/** A whole reply, with a result of any form. */
export const anyMessage = struct.map(body =>
  Buffer.concat([
    Buffer.of(0x80, 1, 0, 2),
    int(11),
    Buffer.from('get_version'),
    int(1),
    body
  ])
);
