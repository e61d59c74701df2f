/** An editor that moves to another connection: what comes goes there, what is there stays. */
import { describe, expect, test } from 'vitest';
import type { MoveChoice } from '../../../../src/run/questions';
import { connectionPlaceholder } from '../../../../src/result-view/connection-placeholder';
import { statementsOf } from '../../../../src/sql/statements';
import {
  connected,
  FakeConnection,
  noSignIn,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import {
  endless,
  FakeDatabase,
  later,
  refused,
  rows,
  type Answer
} from '../../../helpers/fake-database';
import { editorOn, rowsShown, shown } from '../sql-editor/editor-on';

function otherConnection(...answers: Answer[]) {
  const database = new FakeDatabase(...answers);
  const connection = new FakeConnection({
    statuses: [connected()],
    client: { query: database.query },
    key: 'other'
  });
  return { database, connection };
}

test('statements to come go there; rows that are shown stay where they were run', async () => {
  const first = new FakeDatabase(rows(50));
  const other = otherConnection(rows(7));
  const { model, connection, ran } = editorOn(first, {
    text: 'SELECT n FROM t',
    rowLimit: 10
  });
  await model.runAll();
  const old = shown(model);

  expect(await model.setConnection(other.connection)).toBe(true);

  expect(model.connection).toBe(other.connection);
  expect(shown(model)).toBe(old);
  await model.loadMore(old, 20);
  await model.sortBy(old, { column: 0, direction: 'ascending' });
  expect(rowsShown(model)).toBe(20);
  expect(old.result?.connection).toBe(connection);
  expect(first.asked).toHaveLength(3);
  expect(other.database.asked).toEqual([]);

  await model.runAll();
  expect(rowsShown(model)).toBe(7);
  expect(shown(model).result?.connection).toBe(other.connection);
  expect(first.asked).toHaveLength(3);
  expect(ran.map(({ connection: key }) => key)).toEqual(['handover', 'other']);
});

test('it is told once, and not where the editor is there already', async () => {
  const { model } = editorOn(new FakeDatabase());
  const other = otherConnection();
  let told = 0;
  model.connectionChanged.connect(() => told++);
  await model.setConnection(other.connection);
  expect(await model.setConnection(other.connection)).toBe(true);
  expect(told).toBe(1);
});

test('its status is asked for, and what is shown follows it', async () => {
  const { model, connection } = editorOn(new FakeDatabase(), {
    statuses: [troubled()]
  });
  await connection.refresh();
  const trouble = () =>
    connectionPlaceholder({
      ...{ connection: model.connection, recovery: model.recovery },
      ...{ signIn: noSignIn, trans }
    });
  expect(trouble()).not.toBeNull();
  const other = otherConnection();
  await model.setConnection(other.connection);
  expect(trouble()).toBeNull();
  expect(other.connection.status?.state).toBe('connected');

  let changes = 0;
  model.changed.connect(() => changes++);
  await connection.refresh();
  expect(changes).toBe(0);
  await other.connection.refresh();
  expect(changes).toBe(1);
});

describe('while a Run is under way', () => {
  async function busyEditor(choice: MoveChoice, ...answers: Answer[]) {
    const asked: string[] = [];
    const editor = editorOn(new FakeDatabase(...answers), {
      text: 'SELECT 1; SELECT 2',
      askToMove: ({ sql }, to) => {
        asked.push(`${sql} → ${to.key}`);
        return Promise.resolve(choice);
      }
    });
    const running = editor.model.runAll();
    await expect.poll(() => editor.model.running.length).toBe(1);
    return { ...editor, asked, running };
  }

  test('its user is asked, and may stay', async () => {
    const late = later(rows(1));
    const other = otherConnection();
    const { model, connection, asked, running } = await busyEditor(
      'stay',
      late.answer
    );
    expect(await model.setConnection(other.connection)).toBe(false);
    expect(model.connection).toBe(connection);
    expect(asked).toEqual(['SELECT 1 → other']);
    late.give();
    await running;
    expect(other.database.asked).toEqual([]);
  });

  test('the Run goes on where it was, to its last statement', async () => {
    const late = later(rows(1));
    const other = otherConnection();
    const { model, ran, running } = await busyEditor('go-on', late.answer);
    expect(await model.setConnection(other.connection)).toBe(true);
    late.give();
    await running;
    expect(ran.map(({ connection: key }) => key)).toEqual([
      'handover',
      'handover'
    ]);
    expect(other.database.asked).toEqual([]);
  });

  test('or is stopped first', async () => {
    const other = otherConnection(rows(1));
    const { model, ran, running } = await busyEditor('stop', endless);
    await model.setConnection(other.connection);
    await running;
    expect(ran.map(({ outcome }) => outcome)).toEqual(['cancelled']);
    expect(other.database.asked).toEqual([]);
  });

  test('a Run that waits is run where its user wanted it', async () => {
    const late = later(rows(1));
    const first = new FakeDatabase(late.answer, rows(2));
    const other = otherConnection();
    const { model } = editorOn(first, {
      text: 'SELECT 1',
      askWhenBusy: () => Promise.resolve('wait'),
      askToMove: () => Promise.resolve('go-on')
    });
    const running = model.runAll();
    await expect.poll(() => model.running.length).toBe(1);
    const waiting = model.runner.run(statementsOf('SELECT 2'));
    await expect.poll(() => model.waiting).toBe(1);
    await model.setConnection(other.connection);
    late.give();
    await Promise.all([running, waiting]);
    expect(first.statements).toEqual(['SELECT 1', 'SELECT 2']);
    expect(other.database.asked).toEqual([]);
  });
});

test('what the old connection stopped is not done on the new one, nor asked about any more', async () => {
  const first = new FakeDatabase(refused('session_expired'), rows(1));
  const other = otherConnection();
  const { model, connection } = editorOn(first, {
    text: 'SELECT 1',
    statuses: [troubled(), connected()]
  });
  await model.runAll();
  expect(model.recovery.stopped).not.toBeNull();

  await model.setConnection(other.connection);
  expect(model.recovery.stopped).toBeNull();
  await connection.refresh();
  expect(first.statements).toEqual(['SELECT 1']);
  expect(other.database.asked).toEqual([]);
});

test('more rows of an older result heal with the connection that they are of', async () => {
  const first = new FakeDatabase(
    rows(50),
    refused('session_expired'),
    rows(50)
  );
  const other = otherConnection();
  const { model, connection } = editorOn(first, {
    text: 'SELECT 1',
    rowLimit: 10,
    statuses: [connected(), troubled('It has expired.'), connected()]
  });
  await connection.refresh();
  await model.runAll();
  const old = shown(model);
  await model.setConnection(other.connection);
  await model.loadMore(old, 20);
  const { recovery } = model;
  expect(
    connectionPlaceholder({
      connection: model.connection,
      recovery,
      signIn: noSignIn,
      trans
    })
  ).toMatchObject({ text: 'It has expired.' });

  await recovery.retry();
  expect(rowsShown(model)).toBe(20);
  expect(
    connectionPlaceholder({
      connection: model.connection,
      recovery,
      signIn: noSignIn,
      trans
    })
  ).toBeNull();
  expect(other.database.asked).toEqual([]);
});

test('a closed editor moves nowhere', async () => {
  const { model, connection } = editorOn(new FakeDatabase());
  model.dispose();
  expect(await model.setConnection(otherConnection().connection)).toBe(false);
  expect(model.connection).toBe(connection);
});
