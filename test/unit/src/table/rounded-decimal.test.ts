import { Decimal, Field, List, makeData } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundedReader } from '../../../../src/table/rounded-decimal';
import { runs } from '../../../helpers/fuzz';

const SCALE = 2;

const decimals = (values: bigint[], nullBitmap?: Uint8Array) =>
  makeData({
    type: new Decimal(SCALE, 38),
    length: values.length,
    nullBitmap,
    data: Uint32Array.from(
      values.flatMap(value =>
        [0n, 32n, 64n, 96n].map(shift =>
          Number(BigInt.asUintN(32, value >> shift))
        )
      )
    )
  });

const isRounded = (value: bigint): boolean =>
  roundedReader(decimals([value]))(0);

describe('a decimal that came as a double', () => {
  test('is not marked up to 15 digits, whatever its sign', () => {
    for (const value of [0n, 1n, 999_999_999_999_999n]) {
      expect([isRounded(value), isRounded(-value)]).toEqual([false, false]);
    }
  });

  test('is marked from where two have one double', () => {
    expect(isRounded(2n ** 52n - 1n)).toBe(false);
    expect(isRounded(2n ** 52n)).toBe(true);
    expect(isRounded(-(2n ** 52n))).toBe(true);
    expect(isRounded(10n ** 30n)).toBe(true);
  });

  test('is what the database holds wherever it is not marked', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
        fc.integer({ min: 0, max: 15 }),
        (unscaled, scale) => {
          fc.pre(!isRounded(unscaled));
          // HeavyDB divides, and the sidecar writes out what came.
          const sent = Number(unscaled) / 10 ** scale;
          const shown = sent.toFixed(scale).replace('.', '');
          expect(BigInt(shown)).toBe(unscaled);
        }
      ),
      { numRuns: runs(500) }
    );
  });

  test('is looked for in arrays', () => {
    const child = decimals([1n, 2n ** 60n, 3n]);
    const list = makeData({
      type: new List(new Field('item', child.type, true)),
      length: 3,
      valueOffsets: Int32Array.of(0, 1, 1, 3),
      child
    });
    const read = roundedReader(list);
    expect([read(0), read(1), read(2)]).toEqual([false, false, true]);
  });
});
