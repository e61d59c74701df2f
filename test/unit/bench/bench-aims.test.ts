/** What the bench says at its end. */
import { expect, test } from 'vitest';
import { holdsAim, verdictOn } from '../../../scripts/bench-aims.mjs';

const figure = { ours: 20, ratio: 1.5, aim: 0, limit: undefined };

test('a figure holds its aim by its ratio, or its limit by itself', () => {
  expect(holdsAim({ ...figure, aim: 1.5 })).toBe(true);
  expect(holdsAim({ ...figure, aim: 1.4 })).toBe(false);
  expect(holdsAim({ ...figure, limit: 20 })).toBe(true);
  expect(holdsAim({ ...figure, limit: 19 })).toBe(false);
  expect(holdsAim(figure)).toBeUndefined();
});

test('what could not be measured holds nothing', () => {
  expect(holdsAim({ ...figure, ratio: NaN, aim: 2 })).toBe(false);
});

test('only figures with an aim count', () => {
  const held = { ...figure, aim: 2 };
  expect(verdictOn([figure, held])).toEqual({
    line: '1 of 1 aims held',
    isGood: true
  });
  expect(verdictOn([held, { ...figure, limit: 1 }])).toEqual({
    line: '1 of 2 aims held',
    isGood: false
  });
});
