/**
 * Two connections, each with a database of its own to answer: what an editor of the second does
 * reaches the second, and nothing reaches the first.
 */
import { Signal } from '@lumino/signaling';
import { expect, test } from 'vitest';
import type { SchemaReply } from '../../../../server/protocol';
import { entryOf, runningEntry } from '../../../../src/history/entries';
import { ConnectionRegistry } from '../../../../src/connections/registry';
import { ConnectionSettings } from '../../../../src/servers/settings';
import { Schemas } from '../../../../src/schema/schemas';
import type { ExecutedStatement, ISqlEditors } from '../../../../src/tokens';
import { json, startAnsweringServer } from '../../../helpers/answering-server';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { FakeSettings } from '../../../helpers/fake-settings';
import { done, FakeDatabase, rows } from '../../../helpers/fake-database';
import { editorOn, rowsShown, shown } from '../sql-editor/editor-on';

const reply = (table: string): SchemaReply => ({
  database: 'heavyai',
  databases: ['heavyai'],
  tables: [{ name: table, kind: 'table', columnCount: 1 }]
});

/** A connection whose database holds one table, and that notes each time that it is asked for. */
function connectionTo(key: string, table: string) {
  const asked: string[] = [];
  const connection = new FakeConnection({
    statuses: [connected()],
    key,
    client: {
      schema: () => {
        asked.push('schema');
        return Promise.resolve(reply(table));
      }
    }
  });
  return { connection, asked };
}

test('statements, more rows and sorting go where the editor is connected', async () => {
  const first = new FakeDatabase();
  const second = new FakeDatabase(rows(50));
  editorOn(first, { key: 'first' });
  const { model, connection, ran } = editorOn(second, {
    key: 'second',
    text: 'SELECT n FROM t',
    rowLimit: 10
  });

  await model.runAll();
  await model.loadMore(shown(model), 20);
  await model.sortBy(shown(model), { column: 0, direction: 'descending' });

  expect(rowsShown(model)).toBe(20);
  expect(second.asked).toHaveLength(3);
  expect(first.asked).toEqual([]);
  expect(ran.map(({ connection: key }) => key)).toEqual(['second']);
  expect(shown(model).result?.connection).toBe(connection);
});

test('what is kept of a statement says where it was run', () => {
  const started = {
    ...{ id: '1', connection: 'second', sql: 'SELECT 1', startedAt: 5 }
  };
  expect(runningEntry(started, 'page')?.connection).toBe('second');
  const ran: ExecutedStatement = {
    ...started,
    ...{ elapsedMs: 1, outcome: 'rows', rows: 1, more: false, message: '' },
    effect: 'none'
  };
  expect(entryOf(ran)?.connection).toBe('second');
});

test('the tables of one are asked for, and asked for again, apart from the other’s', async () => {
  const first = connectionTo('first', 'of_first');
  const second = connectionTo('second', 'of_second');
  const statementExecuted = new Signal<ISqlEditors, ExecutedStatement>(
    {} as ISqlEditors
  );
  const schemas = new Schemas({ editors: { statementExecuted } });
  const both = [first, second].map(({ connection }) => schemas.of(connection));
  await Promise.all(both.map(schema => schema.load()));
  expect(schemas.of(first.connection)).toBe(both[0]);
  expect(both.map(schema => schema.tables[0]?.name)).toEqual([
    'of_first',
    'of_second'
  ]);

  statementExecuted.emit({
    ...{ id: '1', connection: 'second', startedAt: 0, elapsedMs: 1 },
    ...{ sql: 'CREATE TABLE x (a INTEGER)', outcome: 'done', rows: null },
    ...{ more: false, message: '', effect: 'schema' }
  });
  await both[1]!.load();

  expect(first.asked).toEqual(['schema']);
  expect(second.asked).toEqual(['schema', 'schema']);
});

test('a statement without a table is told of with its connection, too', async () => {
  const { model, ran } = editorOn(new FakeDatabase(done), {
    key: 'second',
    text: 'DROP TABLE t'
  });
  await model.runAll();
  expect(ran.map(({ connection: key, outcome }) => [key, outcome])).toEqual([
    ['second', 'done']
  ]);
});

test('a connection that the server does not know says so, and none takes its place', async () => {
  const server = await startAnsweringServer((request, response) => {
    const isKnown = !request.url?.includes('/connections/');
    const answer = isKnown
      ? json(connected().reply)
      : json(
          {
            code: 'connection_unknown',
            message: 'No such connection.',
            requestId: 'r1'
          },
          404
        );
    answer(request, response);
  });
  const connections = new ConnectionRegistry({
    sidecar: server.sidecar,
    settings: new ConnectionSettings(new FakeSettings()),
    trans,
    window: new EventTarget() as never,
    document: Object.assign(new EventTarget(), {
      visibilityState: 'visible' as const
    })
  });
  const gone = connections.get('gone');

  expect((await gone.refresh()).state).toBe('connection_unknown');
  expect((await connections.get().refresh()).state).toBe('connected');
  expect(connections.items.map(({ key }) => key)).toEqual(['handover', 'gone']);
  expect(connections.get('gone')).toBe(gone);
  expect(server.asked).toEqual(['connections/gone/status', 'status']);
  connections.dispose();
});
