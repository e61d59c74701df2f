import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
import {
  ClosedDrafts,
  KEPT_DRAFTS
} from '../../../../src/drafts/closed-drafts';
import type { DraftStore, KeptDraft } from '../../../../src/drafts/draft-store';
import type { SqlDraft } from '../../../../src/tokens';

/** What the browser's storage does, for several pages at once. */
class FakeStore {
  readonly changedElsewhere = new Signal<DraftStore, void>(
    this as unknown as DraftStore
  );
  readonly drafts = new Map<string, KeptDraft>();

  all = (): Promise<KeptDraft[]> => Promise.resolve([...this.drafts.values()]);

  put = (draft: KeptDraft): Promise<boolean> => {
    this.drafts.set(draft.uid, draft);
    return Promise.resolve(true);
  };

  remove = (uid: string): Promise<void> => {
    this.drafts.delete(uid);
    return Promise.resolve();
  };
}

const draft = (uid: string, sql = `SELECT ${uid}`): SqlDraft => ({
  uid,
  title: `SQL ${uid}`,
  sql,
  rowLimit: 100
});

function page(
  options: { store?: FakeStore; id?: string; ended?: string[] } = {}
) {
  const { store = new FakeStore(), id = 'mine', ended = [] } = options;
  const opened: SqlDraft[] = [];
  let now = 0;
  const drafts = new ClosedDrafts({
    store,
    page: {
      id,
      ended: () => Promise.resolve((page: string) => ended.includes(page))
    },
    now: () => ++now,
    isGiven: sql => sql === 'SELECT handed_over',
    open: draft => Promise.resolve(opened.push(draft))
  });
  return { drafts, store, opened };
}

const titles = ({ items }: ClosedDrafts): string[] =>
  items.map(({ title }) => title);

describe('the text of a closed editor', () => {
  test('is offered, the last one first, with its title and row limit', async () => {
    const { drafts, opened } = page();
    await drafts.close(draft('1'));
    await drafts.close(draft('2'));
    expect(titles(drafts)).toEqual(['SQL 2', 'SQL 1']);
    await drafts.reopen(drafts.items[1]!);
    expect(opened).toMatchObject([draft('1')]);
  });

  test('is kept however long it is, and though the browser stores none', async () => {
    const { drafts, store } = page();
    const long = draft('1', `SELECT '${'x'.repeat(1_500_000)}'`);
    await drafts.keep(long);
    expect(store.drafts.size).toBe(0);
    expect(await drafts.close(long)).toBe(true);
    expect(drafts.items[0]?.sql).toBe(long.sql);

    const { put } = store;
    store.put = draft => put(draft).then(() => false);
    expect(await drafts.close(draft('2'))).toBe(false);
    expect(titles(drafts)).toEqual(['SQL 2', 'SQL 1']);
  });

  test('is reopened on the connection that it had', async () => {
    const { drafts, opened } = page();
    await drafts.close({ ...draft('1'), connection: 'second' });
    await drafts.reopen(drafts.items[0]!);
    expect(opened).toMatchObject([{ connection: 'second' }]);
  });

  test('is not offered while its editor is open, also in another page', async () => {
    const { drafts, store } = page();
    await drafts.keep(draft('1'));
    await drafts.close(draft('1'));
    await drafts.keep(draft('1', 'SELECT more'));
    expect(titles(drafts)).toEqual([]);
    const other = page({ store, id: 'other' });
    await other.drafts.load();
    expect(titles(other.drafts)).toEqual([]);
  });

  test('is offered where its page ended before it was closed', async () => {
    const { drafts, store } = page({ id: 'crashed' });
    await drafts.keep(draft('1'));
    const next = page({ store, ended: ['crashed'] });
    await next.drafts.load();
    expect(titles(next.drafts)).toEqual(['SQL 1']);
  });

  test('that another page closed comes up here, too', async () => {
    const { drafts, store } = page();
    await page({ store, id: 'other' }).drafts.close(draft('1'));
    store.changedElsewhere.emit();
    await expect.poll(() => titles(drafts)).toEqual(['SQL 1']);
  });

  test.each([
    ['is empty', ' \n'],
    ['is the query that came with the session', 'SELECT handed_over']
  ])('is not kept where it %s', async (_, sql) => {
    const { drafts, store } = page();
    await drafts.keep(draft('1'));
    await drafts.close(draft('1', sql));
    expect(store.drafts.size).toBe(0);
  });

  test('is kept once where several hold the same', async () => {
    const { drafts, store } = page();
    await drafts.close(draft('1', 'SELECT 1'));
    await drafts.close(draft('2', 'SELECT 1'));
    expect(titles(drafts)).toEqual(['SQL 2']);
    expect([...store.drafts.keys()]).toEqual(['2']);
  });

  test('is forgotten when it is the oldest of too many, or when its user wants it', async () => {
    const { drafts, store } = page();
    for (let n = 0; n <= KEPT_DRAFTS; n++) {
      await drafts.close(draft(String(n)));
    }
    expect(drafts.items).toHaveLength(KEPT_DRAFTS);
    expect(store.drafts.has('0')).toBe(false);
    await drafts.remove('1');
    expect(drafts.items).toHaveLength(KEPT_DRAFTS - 1);
    await drafts.removeAll();
    expect(drafts.items).toEqual([]);
    expect(store.drafts.size).toBe(0);
  });

  test('that is open is not forgotten for those that are closed', async () => {
    const { drafts, store } = page();
    await drafts.keep(draft('open'));
    for (let n = 0; n <= KEPT_DRAFTS; n++) {
      await drafts.close(draft(String(n)));
    }
    expect(store.drafts.has('open')).toBe(true);
  });
});
