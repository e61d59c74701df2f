import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampValue,
  DuckDBTimeValue
} from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { integerOf, realOf } from '../../../../sandbox/types/cell.js';

test.each([
  ['a DATE in seconds', new DuckDBDateValue(-1), 0, -86_400n],
  ['a TIME in seconds', new DuckDBTimeValue(45_296_999_999n), 0, 45_296n],
  ['a TIMESTAMP(3)', new DuckDBTimestampMillisecondsValue(-1n), 3, -1n],
  [
    'a TIMESTAMP(9)',
    new DuckDBTimestampNanosecondsValue(9_223_372_036_854_775_806n),
    9,
    9_223_372_036_854_775_806n
  ],
  ['microseconds shown as seconds', new DuckDBTimestampValue(-1n), 0, -1n],
  ['an interval', new DuckDBIntervalValue(1, 1, 5000n), 0, 2_678_400_005n],
  ['2^53 + 1', 9_007_199_254_740_993n, 0, 9_007_199_254_740_993n],
  ['a BOOLEAN', true, 0, 1n]
])('%s', (_, value, precision, expected) => {
  expect(integerOf(value, { precision })).toBe(expected);
});

test('a DECIMAL is the double nearest to it', () => {
  expect(realOf(new DuckDBDecimalValue(123_456n, 18, 4))).toBe(12.3456);
  expect(realOf(new DuckDBDecimalValue(-1n, 3, 2))).toBe(-0.01);
});
