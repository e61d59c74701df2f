import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type Answer,
  FakeDatabase,
  refused,
  rows
} from '../../../helpers/fake-database';
import { editorOn, rowsShown } from '../sql-editor/editor-on';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page every 10 ms, for a second. */
const inPages: Answer = async (statement, options) => {
  for (let page = 1; page <= 100; page++) {
    await new Promise(resolve => setTimeout(resolve, 10));
    options.onProgress?.({ bytes: page, expectedBytes: 100, rows: page });
  }
  return rows(100)(statement, options);
};

test('the pages of a result change the editor at most ten times a second', async () => {
  const { model } = editorOn(new FakeDatabase(inPages), { text: 'SELECT 1' });
  const seen: number[] = [];
  model.changed.connect(() => {
    const { activity } = model.active ?? {};
    if (activity && activity.rows > 0) {
      seen.push(activity.rows);
    }
  });
  const running = model.runAll();
  await vi.advanceTimersByTimeAsync(1_100);
  await running;
  expect(rowsShown(model)).toBe(100);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.length).toBeLessThanOrEqual(11);
});

test('after an error, the editor changes as often for a hundred statements as for two', async () => {
  const changes = async (count: number): Promise<number> => {
    const text = 'SELECT 1;\n'.repeat(count);
    const { model } = editorOn(new FakeDatabase(refused('query_failed')), {
      text
    });
    let number = 0;
    model.changed.connect(() => number++);
    await model.runAll();
    return number;
  };
  expect(await changes(100)).toBe(await changes(2));
});
