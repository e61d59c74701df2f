/** Arbitraries for messages of Thrift's binary protocol, with fields of every type, nested. */
import fc from 'fast-check';
import {
  field,
  int,
  replyHead,
  struct as structOf,
  text
} from './thrift-bytes';

const bytesOf = (count: number): fc.Arbitrary<Buffer> =>
  fc
    .uint8Array({ minLength: count, maxLength: count })
    .map(bytes => Buffer.from(bytes));
const anyText = fc.uint8Array({ maxLength: 40 }).map(text);

/** For each type of fixed size: its number and its bytes. */
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
    anyText.map(bytes => ({ type: 11, bytes })),
    tie('struct').map(bytes => ({ type: 12, bytes })),
    // All elements have one type: the first one is repeated.
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
      structOf(...fields.map(([id, { type, bytes }]) => field(type, id, bytes)))
    )
}));

/** A complete reply, with a result of any form. */
export const anyMessage = struct.map(body =>
  Buffer.concat([replyHead('get_version', 1), body])
);
