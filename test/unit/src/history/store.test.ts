/** The store against an IndexedDB that refuses what a browser refuses. */
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HistoryEntry } from '../../../../src/history/entries';
import { HistoryStore } from '../../../../src/history/store';

const entry = (sql: string): HistoryEntry => ({ sql }) as HistoryEntry;
const add =
  (sql: string) =>
  (entries: readonly HistoryEntry[]): readonly HistoryEntry[] => [
    ...entries,
    entry(sql)
  ];

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('a history stays in sight where the disk is full, with what is run from then on', async () => {
  const store = new HistoryStore();
  await store.update('ada', add('SELECT 1'));
  expect(store.isPersistent).toBe(true);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError');
  });
  await store.update('ada', add('SELECT 2'));
  expect(store.isPersistent).toBe(false);
  expect(await store.read('ada')).toEqual([
    entry('SELECT 1'),
    entry('SELECT 2')
  ]);
  expect(await new HistoryStore().read('ada')).toEqual([entry('SELECT 1')]);
});
