/** The store against an IndexedDB that refuses what a browser refuses. */
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DraftStore, type KeptDraft } from '../../../../src/drafts/draft-store';

const draft = (uid: string, sql = `SELECT ${uid}`): KeptDraft => ({
  ...{ uid, sql, title: `SQL ${uid}`, rowLimit: 100 },
  ...{ page: 'mine', changedAt: 1, closedAt: 2 }
});

const texts = async (store: DraftStore): Promise<string[]> =>
  (await store.all()).map(({ sql }) => sql).sort();

/** As a disk that has room for short texts only. */
function refuseLongTexts(): void {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: KeptDraft,
    key
  ) {
    if (value.sql.length > 100) {
      throw new DOMException('Full.', 'QuotaExceededError');
    }
    return put.call(this, value, key);
  });
}

const LONG = `SELECT '${'x'.repeat(200)}'`;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

test('what one page kept, the next one has', async () => {
  expect(await new DraftStore('/a/').put(draft('1'))).toBe(true);
  expect(await texts(new DraftStore('/a/'))).toEqual(['SELECT 1']);
  expect(await texts(new DraftStore('/b/'))).toEqual([]);
});

describe('where one text is refused', () => {
  test('the others stay, and those that follow are stored', async () => {
    const store = new DraftStore('/');
    await store.put(draft('1'));
    refuseLongTexts();
    expect(await store.put(draft('2', LONG))).toBe(false);
    expect(await store.put(draft('3'))).toBe(true);
    expect(await texts(store)).toEqual([LONG, 'SELECT 1', 'SELECT 3'].sort());
    expect(await texts(new DraftStore('/'))).toEqual(['SELECT 1', 'SELECT 3']);
  });

  test('it is there until the page is left, in place of an older one', async () => {
    const store = new DraftStore('/');
    await store.put(draft('1'));
    refuseLongTexts();
    await store.put(draft('1', LONG));
    expect(await texts(store)).toEqual([LONG]);
    await store.put(draft('1', 'SELECT 2'));
    expect(await texts(store)).toEqual(['SELECT 2']);
    await store.remove('1');
    expect(await texts(store)).toEqual([]);
  });
});

test('where there is no storage at all, all is there until the page is left', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('Denied.', 'SecurityError');
    }
  });
  const store = new DraftStore('/');
  expect(await store.put(draft('1'))).toBe(false);
  expect(await texts(store)).toEqual(['SELECT 1']);
  // Site data was switched on again.
  vi.stubGlobal('indexedDB', new IDBFactory());
  expect(await store.put(draft('2'))).toBe(true);
  expect(await texts(store)).toEqual(['SELECT 1', 'SELECT 2']);
});
