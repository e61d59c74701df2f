/** Arbitraries for data from a network: bytes, corrupt bytes, and bytes in any pieces. */
import fc from 'fast-check';

/** Changes of a message on its way; positions are fractions of its length. */
type Change =
  | { kind: 'flip'; place: number; bit: number }
  | { kind: 'insert'; place: number; bytes: Uint8Array }
  | { kind: 'remove'; place: number; count: number }
  | { kind: 'size'; place: number; size: number }
  | { kind: 'cut'; place: number };

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Sizes that caused faults before: 2 GiB, negative, just beyond the end. */
const size = fc.oneof(
  fc.constantFrom(0x7fffffff, -0x80000000, -1, 0x10000000, 0x01000000, 0),
  fc.integer({ min: 0, max: 4096 })
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    place,
    bit: fc.integer({ min: 0, max: 7 })
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 20 })
  }),
  fc.record({
    kind: fc.constant('remove' as const),
    place,
    count: fc.integer({ min: 1, max: 20 })
  }),
  fc.record({ kind: fc.constant('size' as const), place, size }),
  fc.record({ kind: fc.constant('cut' as const), place })
);

/** Several changes in order. */
export const changes = fc.array(change, { minLength: 1, maxLength: 4 });

export const spoil = (bytes: Buffer, all: readonly Change[]): Buffer =>
  all.reduce(applied, bytes);

function applied(bytes: Buffer, change: Change): Buffer {
  const at = Math.floor(change.place * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.kind) {
    case 'flip': {
      const spoilt = Buffer.from(bytes);
      if (at < spoilt.length) {
        spoilt[at]! ^= 1 << change.bit;
      }
      return spoilt;
    }
    case 'insert':
      return Buffer.concat([before, change.bytes, after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(change.count)]);
    case 'size': {
      const spoilt = Buffer.from(bytes);
      if (at + 4 <= spoilt.length) {
        spoilt.writeInt32BE(change.size, at);
      }
      return spoilt;
    }
    case 'cut':
      return before;
  }
}

/** Lengths of pieces, used cyclically. */
export const pieceSizes = fc.array(fc.integer({ min: 1, max: 97 }), {
  minLength: 1,
  maxLength: 5
});

/** Yields the bytes in these pieces, and then the end. */
export function inPiecesOf(
  bytes: Buffer,
  sizes: readonly number[]
): () => Promise<Buffer | null> {
  const pieces = cut(bytes, sizes);
  return () => Promise.resolve(pieces.shift() ?? null);
}

export function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
