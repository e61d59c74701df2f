import { expect, test } from 'vitest';
import { parseExpiry } from '../../../../server/session/parse-expiry';

test.each([
  ['2026-11-29T18:00:00Z', Date.UTC(2026, 10, 29, 18)],
  ['2026-11-29T18:00:00.250+01:30', Date.UTC(2026, 10, 29, 16, 30, 0, 250)],
  [' 2026-11-29 18:00Z ', Date.UTC(2026, 10, 29, 18)],
  [1_790_000_000, 1_790_000_000_000],
  [1_790_000_000.5, 1_790_000_000_500],
  [0, 0],
  [undefined, null],
  [null, null],
  ['', null]
])('%j is %j', (value, time) => {
  expect(parseExpiry(value)).toBe(time);
});

test.each([
  'tomorrow',
  '2026-11-29',
  '2026-11-29T18:00:00',
  '2026-13-29T18:00:00Z',
  '1790000000',
  -1,
  1_790_000_000_000_000,
  NaN,
  Infinity,
  true,
  {},
  []
])('%j is no time', value => {
  expect(parseExpiry(value)).toBeUndefined();
});
