import { expect, test } from 'vitest';
import { inSlices } from '../../../../src/lifetime/in-slices';

test('other tasks run between the slices of a long computation', async () => {
  let tasks = 0;
  setTimeout(() => tasks++);
  function* steps(): Generator<void, number> {
    while (tasks === 0) {
      yield;
    }
    return tasks;
  }
  expect(await inSlices(steps())).toBe(1);
});

test('an error of a step is that of the computation', async () => {
  function* steps(): Generator<void, void> {
    yield;
    throw new Error('It failed.');
  }
  await expect(inSlices(steps())).rejects.toThrow('It failed.');
});
