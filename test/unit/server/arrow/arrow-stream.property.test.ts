/** The check of Arrow streams: right in any pieces, and never a hang, a crash or a part for the whole. */
import {
  Bool,
  Float64,
  Int32,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray
} from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ArrowStream,
  ArrowStreamCheck
} from '../../../../server/arrow/arrow-stream';
import {
  changes,
  cut,
  pieceSizes,
  spoil
} from '../../../helpers/arbitrary-bytes';
import { runs } from '../../../helpers/fuzz';

const END = 8;

const column: fc.Arbitrary<(rows: number) => Vector> = fc.oneof(
  fc
    .array(fc.option(fc.integer({ min: -9, max: 9 })), { minLength: 1 })
    .map(
      values => (rows: number) =>
        vectorFromArray(repeat(values, rows), new Int32())
    ),
  fc
    .array(fc.option(fc.string({ maxLength: 9 })), { minLength: 1 })
    .map(
      values => (rows: number) =>
        vectorFromArray(repeat(values, rows), new Utf8())
    ),
  fc
    .array(fc.option(fc.boolean()), { minLength: 1 })
    .map(
      values => (rows: number) =>
        vectorFromArray(repeat(values, rows), new Bool())
    ),
  fc
    .array(fc.option(fc.double()), { minLength: 1 })
    .map(
      values => (rows: number) =>
        vectorFromArray(repeat(values, rows), new Float64())
    )
);

const repeat = <T>(values: T[], rows: number): T[] =>
  Array.from({ length: rows }, (_, row) => values[row % values.length]!);

/** A table of one batch and some columns, as a stream with its end marked. */
const stream: fc.Arbitrary<{ bytes: Buffer; rows: number }> = fc
  .tuple(fc.nat(40), fc.array(column, { minLength: 1, maxLength: 5 }))
  .map(([rows, columns]) => {
    const vectors = columns.map((make, index) => [`c${index}`, make(rows)]);
    const table = new Table(
      Object.fromEntries(vectors) as Record<string, Vector>
    );
    return { bytes: Buffer.from(tableToIPC(table, 'stream')), rows };
  });

function inspect(pieces: Buffer[]): ArrowStream {
  const check = new ArrowStreamCheck();
  pieces.forEach(piece => check.push(piece));
  return check.end();
}

test('counts the rows of any table in any pieces, its end marked or not', () => {
  fc.assert(
    fc.property(stream, pieceSizes, ({ bytes, rows }, sizes) => {
      expect(inspect(cut(bytes, sizes))).toEqual({ rows, isEnded: true });
      const bare = bytes.subarray(0, -END);
      expect(inspect(cut(bare, sizes))).toEqual({ rows, isEnded: false });
    }),
    { numRuns: runs(60) }
  );
});

test('takes no part for the whole, but what ends with a message', () => {
  fc.assert(
    fc.property(stream, fc.nat(), pieceSizes, ({ bytes, rows }, at, sizes) => {
      const part = bytes.subarray(0, at % (bytes.length - END));
      let found: ArrowStream;
      try {
        found = inspect(cut(part, sizes));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      // After the schema, and before the only batch.
      expect(found).toEqual({ rows: 0, isEnded: false });
      expect(tableFromIPC(part).numRows).toBe(0);
      expect(rows).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: runs(100) }
  );
});

test('spoilt, it is refused by RangeError, or has the rows that Arrow itself reads', () => {
  fc.assert(
    fc.property(stream, changes, pieceSizes, ({ bytes }, how, sizes) => {
      const spoilt = spoil(bytes, how);
      let found: ArrowStream;
      try {
        found = inspect(cut(spoilt, sizes));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      let rows: number;
      try {
        rows = tableFromIPC(spoilt).numRows;
      } catch {
        // The browser looks too.
        return;
      }
      expect(rows).toBe(found.rows);
    }),
    { numRuns: runs(200) }
  );
});

test('any bytes at all are refused, by RangeError', () => {
  const beginnings = fc.constantFrom(
    '',
    'ffffffff',
    'ffffffff10000000',
    '10000000'
  );
  fc.assert(
    fc.property(
      beginnings,
      fc.uint8Array({ maxLength: 300 }),
      pieceSizes,
      (beginning, rest, sizes) => {
        const bytes = Buffer.concat([
          Buffer.from(beginning, 'hex'),
          Buffer.from(rest)
        ]);
        expect(() => inspect(cut(bytes, sizes))).toThrow(RangeError);
      }
    ),
    { numRuns: runs(200) }
  );
});

test('a length that is claimed takes no more memory than metadata may have', () => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(0xffffffff, 0);
  for (const length of [0x7fffffff, 0x80000000, 0xfffffffe, 0x04000001]) {
    bytes.writeUInt32LE(length, 4);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => inspect([bytes])).toThrow(RangeError);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
  }
});

test('what it lets pass makes Arrow take no memory, whatever size stands anywhere', () => {
  const bytes = Buffer.from(
    tableToIPC(
      new Table({
        n: vectorFromArray([1, 2, 3], new Int32()),
        text: vectorFromArray(['a', 'b', 'a'])
      }),
      'stream'
    )
  );
  const before = process.memoryUsage().heapTotal;
  for (let at = 8; at + 4 <= bytes.length; at++) {
    // The second had it ask V8 for more than an array can hold, which ends the process.
    for (const size of [0x00800000, 0x07ffffff, 0x7fffffff, 0x100, -1]) {
      const spoilt = Buffer.from(bytes);
      spoilt.writeInt32LE(size, at);
      try {
        inspect([spoilt]);
        tableFromIPC(spoilt);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }
  const grown = process.memoryUsage().heapTotal - before;
  expect(grown).toBeLessThan(256 * 1024 * 1024);
});
