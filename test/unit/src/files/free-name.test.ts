import { expect, test } from 'vitest';
import { freeName } from '../../../../src/files/free-name';

test('a name that is taken gets the first number that is free', async () => {
  const taken = new Set(['a.csv', 'a-1.csv', 'b']);
  const isTaken = (name: string) => Promise.resolve(taken.has(name));
  expect(await freeName('a.csv', isTaken)).toBe('a-2.csv');
  expect(await freeName('b', isTaken)).toBe('b-1');
  expect(await freeName('c.csv', isTaken)).toBe('c.csv');
});
