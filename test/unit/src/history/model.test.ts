import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../../../src/history/entries';
import { NO_LIMITS } from '../../../../src/connection-info/limits';
import { HistoryModel, keyOf } from '../../../../src/history/model';
import type { Change, HistoryStore } from '../../../../src/history/store';
import type { ExecutedStatement } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

/** What the browser's storage does, for several tabs at once. */
class FakeStore {
  readonly changedElsewhere = new Signal<HistoryStore, void>(
    this as unknown as HistoryStore
  );
  isPersistent = true;
  readonly histories = new Map<string, readonly HistoryEntry[]>();
  readonly lastKeys = new Map<string, string>();

  read(key: string): Promise<readonly HistoryEntry[]> {
    return Promise.resolve(this.histories.get(key) ?? []);
  }

  update(key: string, change: Change): Promise<readonly HistoryEntry[]> {
    this.histories.set(key, change(this.histories.get(key) ?? []));
    return this.read(key);
  }

  lastKey(baseUrl: string): Promise<string | null> {
    return Promise.resolve(this.lastKeys.get(baseUrl) ?? null);
  }

  setLastKey(baseUrl: string, key: string): Promise<void> {
    this.lastKeys.set(baseUrl, key);
    return Promise.resolve();
  }
}

let ids = 0;

const ran = (sql: string, id = String(++ids)): ExecutedStatement => ({
  id,
  sql,
  effect: 'none',
  startedAt: 1,
  elapsedMs: 1,
  outcome: 'rows',
  rows: 1,
  more: false,
  message: ''
});

async function open(
  options: {
    store?: FakeStore;
    connection?: FakeConnection;
    baseUrl?: string;
    keepHistory?: boolean;
    page?: string;
    endedPage?: string;
  } = {}
): Promise<HistoryModel> {
  const connection =
    options.connection ?? new FakeConnection({ statuses: [connected()] });
  const model = new HistoryModel({
    store: options.store ?? new FakeStore(),
    connection,
    baseUrl: options.baseUrl ?? '/',
    settings: {
      keepHistory: options.keepHistory ?? true,
      historySize: 1000
    },
    page: {
      id: options.page ?? 'mine',
      ended: () => Promise.resolve((page: string) => page === options.endedPage)
    }
  });
  await connection.ready();
  await model.ready;
  return model;
}

const texts = ({ found }: HistoryModel): string[] =>
  found.map(({ sql }) => sql);

describe('the history of a database', () => {
  test('keeps what was run, and is there after a reload', async () => {
    const store = new FakeStore();
    const before = await open({ store });
    await before.add(ran('SELECT 1'));
    await before.add(ran('SELECT 2'));
    expect(texts(await open({ store }))).toEqual(['SELECT 2', 'SELECT 1']);
  });

  test('is not that of another user, database or Jupyter server', async () => {
    const store = new FakeStore();
    await (await open({ store })).add(ran('SELECT 1'));
    expect(texts(await open({ store, baseUrl: '/user/eve/' }))).toEqual([]);
    const status = connected();
    const others = [{ user: 'eve' }, { database: 'x' }].map(change => ({
      ...status,
      reply: status.reply && { ...status.reply, ...change }
    }));
    for (const other of others) {
      const connection = new FakeConnection({ statuses: [other] });
      expect(texts(await open({ store, connection }))).toEqual([]);
    }
  });

  test('follows the connection to another database', async () => {
    const store = new FakeStore();
    const other = connected();
    other.reply!.database = 'other';
    const connection = new FakeConnection({ statuses: [connected(), other] });
    const model = await open({ store, connection });
    await model.add(ran('SELECT 1'));
    await connection.refresh();
    await model.add(ran('SELECT 2'));
    expect(texts(model)).toEqual(['SELECT 2']);
    expect([...store.histories.keys()]).toEqual([
      keyOf('/', connected()),
      keyOf('/', other)
    ]);
  });

  test('stays in sight when the session expired, also after a reload', async () => {
    const store = new FakeStore();
    const connection = new FakeConnection({
      statuses: [connected(), troubled()]
    });
    const model = await open({ store, connection });
    await model.add(ran('SELECT 1'));
    await connection.refresh();
    await model.add(ran('SELECT 2'));
    expect(texts(model)).toEqual(['SELECT 2', 'SELECT 1']);
    const reloaded = new FakeConnection({ statuses: [troubled()] });
    expect(texts(await open({ store, connection: reloaded }))).toEqual([
      'SELECT 2',
      'SELECT 1'
    ]);
  });

  test('loses nothing where two tabs write', async () => {
    const store = new FakeStore();
    const [one, two] = [await open({ store }), await open({ store })];
    await Promise.all([one.add(ran('SELECT 1')), two.add(ran('SELECT 2'))]);
    store.changedElsewhere.emit();
    await expect
      .poll(() => texts(one).sort())
      .toEqual(['SELECT 1', 'SELECT 2']);
    await expect
      .poll(() => texts(two).sort())
      .toEqual(['SELECT 1', 'SELECT 2']);
  });

  test('has what runs, and what came of it in its place', async () => {
    const model = await open();
    const { id, sql, startedAt } = ran('SELECT 1');
    await model.begin({ id, sql, startedAt });
    expect(model.entries).toMatchObject([{ sql, outcome: 'running' }]);
    await model.add(ran('SELECT 1', id));
    expect(model.entries).toMatchObject([{ sql, outcome: 'rows', count: 1 }]);
  });

  test('says of what ran in a page that has ended that it was interrupted', async () => {
    const store = new FakeStore();
    const before = await open({ store, page: 'reloaded' });
    await before.begin(ran('SELECT 1'));
    const elsewhere = await open({ store });
    expect(elsewhere.entries).toMatchObject([{ outcome: 'running' }]);
    const after = await open({ store, endedPage: 'reloaded' });
    expect(after.entries).toMatchObject([{ outcome: 'interrupted' }]);
    await after.add(ran('SELECT 1'));
    const outcomes = after.entries.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['rows', 'interrupted']);
    // It is kept so, whoever reads it.
    expect((await open({ store })).entries[1]?.outcome).toBe('interrupted');
  });

  test('forgets one, and all', async () => {
    const model = await open();
    await model.add(ran('SELECT 1'));
    await model.add(ran('SELECT 2'));
    await model.remove(model.entries[0]?.id ?? '');
    expect(texts(model)).toEqual(['SELECT 1']);
    await model.clear();
    expect(texts(model)).toEqual([]);
  });

  test('keeps nothing new when it is off, and what was there', async () => {
    const store = new FakeStore();
    await (await open({ store })).add(ran('SELECT 1'));
    const model = await open({ store, keepHistory: false });
    await model.add(ran('SELECT 2'));
    expect(texts(model)).toEqual(['SELECT 1']);
  });

  test('never gives a secret to the storage', async () => {
    const store = new FakeStore();
    const model = await open({ store });
    await model.add(ran("ALTER USER ada (password = 'hunter2')"));
    await model.add(ran("ALTER USER ada (password = 'hunter2"));
    expect(JSON.stringify([...store.histories])).not.toContain('hunter2');
    expect(texts(model)).toEqual([
      "ALTER USER ada (password = '•••'",
      "ALTER USER ada (password = '•••')"
    ]);
  });
});

test('saves nothing where the administrator turned the history off, and says so', async () => {
  const connection = new FakeConnection({ statuses: [connected()] });
  connection.limits = { ...NO_LIMITS, history: false };
  const model = await open({ connection });
  await model.begin({ id: 'a', sql: 'SELECT 1', startedAt: 1 });
  await model.add(ran('SELECT 1'));
  expect(model.entries).toEqual([]);
  expect(model.offBy).toBe('administrator');
  connection.limits = NO_LIMITS;
  expect(model.offBy).toBeNull();
  model.settings = { ...model.settings, keepHistory: false };
  expect(model.offBy).toBe('user');
});

test('waits for what the administrator allows before it saves anything', async () => {
  const connection = new FakeConnection({ statuses: [connected()] });
  const store = new FakeStore();
  const model = await open({ connection, store });
  let tell = (): void => undefined;
  connection.ready = () =>
    new Promise(resolve => {
      tell = () => resolve(connected());
    });
  const saved = model.add(ran('SELECT 1'));
  connection.limits = { ...NO_LIMITS, history: false };
  tell();
  await saved;
  expect([...store.histories.values()].flat()).toEqual([]);
});
