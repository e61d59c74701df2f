import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import {
  connected,
  noSignIn,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import {
  done,
  FakeDatabase,
  refused,
  rows
} from '../../../helpers/fake-database';
import { connectionPlaceholder } from '../../../../src/result-view/connection-placeholder';
import { editorOn, rowsShown, shown } from '../sql-editor/editor-on';

const expired = refused('session_expired');

const troubleOf = ({
  model,
  connection
}: Pick<ReturnType<typeof editorOn>, 'model' | 'connection'>) =>
  connectionPlaceholder({
    connection,
    recovery: model.recovery,
    signIn: noSignIn,
    trans
  });

describe('a session that has ended', () => {
  test('keeps the rows that are there, and says what to do', async () => {
    const { model, connection } = editorOn(new FakeDatabase(rows(1), expired), {
      text: 'SELECT 1',
      statuses: [troubled('It has expired.')]
    });
    await model.runAll();
    await model.runAll();
    expect(rowsShown(model)).toBe(1);
    expect(troubleOf({ model, connection })).toMatchObject({
      tone: 'error',
      text: 'It has expired.',
      action: { label: 'Try again' }
    });
  });

  test('is tried again by the user, and what failed is run', async () => {
    const database = new FakeDatabase(expired, rows(1));
    const { model, connection } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    expect(model.tabs.current).toBeNull();
    await model.recovery.retry();
    expect(database.statements).toEqual(['SELECT 1', 'SELECT 1']);
    expect(rowsShown(model)).toBe(1);
    expect(model.recovery.stopped).toBeNull();
    expect(troubleOf({ model, connection })).toBeNull();
  });

  test('leaves nothing to be said once “Try again” brought the rows', async () => {
    const database = new FakeDatabase(expired, rows(1));
    const { model, connection } = editorOn(database, {
      text: 'SELECT 1',
      statuses: [connected(), troubled(), connected()]
    });
    await connection.refresh();
    await model.runAll();
    expect(troubleOf({ model, connection })).not.toBeNull();
    await model.recovery.retry();
    await expect.poll(() => model.tabs.items.length).toBe(1);
    expect(database.asked).toHaveLength(2);
    expect(model.recovery.isConnected).toBe(false);
    expect(troubleOf({ model, connection })).toBeNull();
  });

  test('heals by itself when the connection is seen to be back, for queries', async () => {
    const database = new FakeDatabase(expired, rows(1));
    const { model, connection } = editorOn(database, {
      text: 'SELECT 1',
      statuses: [troubled(), connected()]
    });
    await model.runAll();
    expect(database.asked).toHaveLength(1);
    await connection.refresh();
    await expect.poll(() => model.tabs.items.length).toBe(1);
    expect(database.asked).toHaveLength(2);
    expect(troubleOf({ model, connection })).toBeNull();
  });

  test('leaves it to the user to run again what may change something', async () => {
    const database = new FakeDatabase(expired, done);
    const { model, connection } = editorOn(database, {
      text: 'INSERT INTO t VALUES (1)',
      statuses: [troubled(), connected()]
    });
    await model.runAll();
    await connection.refresh();
    expect(database.asked).toHaveLength(1);
    expect(troubleOf({ model, connection })).toMatchObject({
      title: 'Connected again'
    });
    await model.recovery.retry();
    expect(database.asked).toHaveLength(2);
    expect(shown(model).outcome.kind).toBe('done');
    expect(troubleOf({ model, connection })).toBeNull();
  });

  test('is not told of any more when the user runs something else', async () => {
    const database = new FakeDatabase(expired, rows(1));
    const { model, connection } = editorOn(database, {
      text: 'INSERT INTO t VALUES (1)',
      statuses: [troubled(), connected()]
    });
    await model.runAll();
    await connection.refresh();
    expect(model.recovery.isConnected).toBe(true);
    await model.runner.run([new SqlStatement('SELECT 1', null)]);
    expect(model.recovery.isConnected).toBe(false);
    expect(troubleOf({ model, connection })).toBeNull();
  });

  test.each([
    'sidecar_unavailable',
    'server_unreachable',
    'server_timeout'
  ] as const)(
    'leaves it to the user to run again what may have run: %s',
    async code => {
      const database = new FakeDatabase(refused(code), rows(1));
      const { model, connection } = editorOn(database, {
        text: 'SELECT 1',
        statuses: [troubled(), connected()]
      });
      await model.runAll();
      await connection.refresh();
      expect(database.asked).toHaveLength(1);
      await model.recovery.retry();
      expect(database.asked).toHaveLength(2);
    }
  );

  test('in the midst of several statements goes on with the one that it stopped', async () => {
    const database = new FakeDatabase(done, expired, rows(1));
    const { model } = editorOn(database, {
      text: 'DROP TABLE t; SELECT 1; SELECT 2'
    });
    await model.runAll();
    await model.recovery.retry();
    expect(database.statements).toEqual([
      'DROP TABLE t',
      'SELECT 1',
      'SELECT 1',
      'SELECT 2'
    ]);
    expect(model.tabs.items).toHaveLength(3);
  });

  test('while more rows are loaded keeps the rows, and loads more when it is back', async () => {
    const database = new FakeDatabase(rows(20_000), expired, rows(20_000));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    await model.loadMore(shown(model), null);
    expect(rowsShown(model)).toBe(10_000);
    await model.recovery.retry();
    expect(rowsShown(model)).toBe(20_000);
    expect(model.recovery.stopped).toBeNull();
  });

  test.each(['asked for again by hand', 'closed'])(
    'is over for rows that are %s',
    async what => {
      const database = new FakeDatabase(
        rows(20_000),
        refused('sidecar_unavailable'),
        rows(20_000)
      );
      const { model, connection } = editorOn(database, { text: 'SELECT 1' });
      await connection.refresh();
      await model.runAll();
      await model.loadMore(shown(model), null);
      expect(troubleOf({ model, connection })).not.toBeNull();
      if (what === 'closed') {
        model.tabs.close(model.tabs.current!);
      } else {
        await model.loadMore(shown(model), null);
      }
      expect(model.recovery.stopped).toBeNull();
      expect(troubleOf({ model, connection })).toBeNull();
    }
  );

  test('is never tried for ever', async () => {
    const database = new FakeDatabase(expired);
    const { model } = editorOn(database, { text: 'SELECT 1' });
    await model.runAll();
    await Promise.resolve();
    expect(database.asked).toHaveLength(1);
  });
});

test('a connection that was lost for a moment only is told of as just that', async () => {
  const database = new FakeDatabase(refused('sidecar_unavailable'));
  const { model, connection } = editorOn(database, { text: 'SELECT 1' });
  await connection.refresh();
  await model.runAll();
  expect(troubleOf({ model, connection })).toMatchObject({
    title: 'The query was interrupted',
    action: { label: 'Run it again' }
  });
});

test.each(['too_many_queries', 'too_many_requests'] as const)(
  'what there was no room for is run again by a click, and by nobody else: %s',
  async code => {
    const database = new FakeDatabase(refused(code), rows(1));
    const { model, connection } = editorOn(database, { text: 'SELECT 1' });
    await connection.refresh();
    await model.runAll();
    expect(troubleOf({ model, connection })).toMatchObject({
      title: 'Too many queries',
      action: { label: 'Run it again' }
    });
    expect(database.asked).toHaveLength(1);
    await model.recovery.retry();
    expect(rowsShown(model)).toBe(1);
  }
);

test('what the database refused is not repeated by trying to connect', async () => {
  const database = new FakeDatabase(refused('query_failed'));
  const { model } = editorOn(database, { text: 'SELEC' });
  await model.runAll();
  await model.recovery.retry();
  expect(database.statements).toEqual(['SELEC']);
});
