import { expect, test } from 'vitest';
import { slopePerHour } from '../../load/slope';

const HOUR = 3_600_000;

test('tells how much a value grows in an hour', () => {
  const samples = [0, 1, 2, 3].map(hour => ({
    atMs: 1000 + hour * HOUR,
    value: 50 + 4 * hour
  }));
  expect(slopePerHour(samples)).toBeCloseTo(4);
});

test('sees through noise, and knows what falls', () => {
  const samples = Array.from({ length: 101 }, (_, index) => ({
    atMs: (index / 100) * HOUR,
    value: 80 - 2 * (index / 100) + (index % 2 === 0 ? 5 : -5)
  }));
  expect(slopePerHour(samples)).toBeCloseTo(-2, 0);
});

test('tells nothing of one sample', () => {
  expect(slopePerHour([{ atMs: 5, value: 1 }])).toBeNaN();
});
