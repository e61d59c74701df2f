/** What the sidecar tells of databases, tables and columns, also of servers that lack a call. */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test
} from 'vitest';
import type {
  ErrorReply,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply
} from '../../server/protocol';
import { type IRelay, startRelay } from '../helpers/relay';
import { callHeavydb, type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';

let sandbox: ISandbox;
let session: string;
let relay: IRelay;
let sidecar: ISidecar;

const run = (sql: string): Promise<unknown> =>
  callHeavydb(sandbox.httpPort, 'sql_execute', [
    session,
    sql,
    true,
    '',
    -1,
    -1
  ]);

beforeAll(async () => {
  sandbox = await startSandbox();
  session = await sandbox.logIn();
  await run(`CREATE TABLE "odd ""name"" ä&b=c%" (
    "select" INTEGER NOT NULL, "Two words" DECIMAL(10,2), at_ TIMESTAMP(6),
    tags TEXT[] ENCODING DICT(32), note TEXT ENCODING NONE, spot GEOMETRY(POINT, 4326))`);
  await run('CREATE VIEW far_flights AS SELECT * FROM flights LIMIT 3');
});
afterAll(() => sandbox?.stop());
beforeEach(async () => {
  relay = await startRelay(sandbox.httpPort);
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(session) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(relay.port)
    }
  });
});
afterEach(async () => {
  await sidecar?.stop();
  await relay?.stop();
});

async function ask<T>(path: string, status = 200): Promise<T> {
  const reply = await sidecar.get(path);
  expect(reply.status).toBe(status);
  return reply.json<T>();
}

const columnsOf = (table: string): Promise<SchemaColumnsReply> =>
  ask(`/schema/columns?table=${encodeURIComponent(table)}`);

test('lists the database, its tables and its views, by name and without columns', async () => {
  const schema = await ask<SchemaReply>('/schema');
  expect(schema.database).toBe('heavyai');
  expect(schema.databases).toEqual(['heavyai']);
  expect(schema.tables).toContainEqual({
    name: 'far_flights',
    kind: 'view',
    columnCount: expect.any(Number) as number
  });
  expect(schema.tables).toContainEqual({
    name: 'odd "name" ä&b=c%',
    kind: 'table',
    columnCount: 6
  });
  const names = schema.tables.map(({ name }) => name);
  expect(names.indexOf('airports')).toBeLessThan(names.indexOf('flights'));
  expect(JSON.stringify(schema)).not.toContain('origin');
});

test('tells the columns of a table whose name and columns are odd', async () => {
  const { columns, viewSql } = await columnsOf('odd "name" ä&b=c%');
  expect(viewSql).toBe('');
  expect(columns.map(({ name, type }) => [name, type])).toEqual([
    ['select', 'INTEGER'],
    ['Two words', 'DECIMAL(10,2)'],
    ['at_', 'TIMESTAMP(6)'],
    ['tags', 'TEXT[] ENCODING DICT(32)'],
    ['note', 'TEXT ENCODING NONE'],
    ['spot', 'GEOMETRY(POINT, 4326) ENCODING COMPRESSED(32)']
  ]);
  expect(columns.map(({ nullable }) => nullable)).toEqual([
    false,
    ...Array.from({ length: 5 }, () => true)
  ]);
});

test('tells the query of a view beside its columns', async () => {
  const { columns, viewSql } = await columnsOf('far_flights');
  expect(viewSql).toContain('SELECT * FROM flights LIMIT 3');
  expect(columns.map(({ name }) => name)).toContain('origin');
});

test('asks on a clone of the session, never on the session itself', async () => {
  await ask('/schema');
  await columnsOf('flights');
  const sessions = relay.calls
    .filter(({ method }) => /table|database/.test(method))
    .map(call => call.session);
  expect(sessions.length).toBeGreaterThan(0);
  expect(sessions).not.toContain(session);
});

describe('of what cannot be told', () => {
  test('a table that is not there is the database’s own error', async () => {
    const error = await ask<ErrorReply>('/schema/columns?table=nowhere', 422);
    expect(error).toMatchObject({
      code: 'query_failed',
      message: expect.stringContaining('nowhere') as string
    });
  });

  test('another database’s tables are null where they may not be seen', async () => {
    expect(
      await ask<SchemaTablesReply>('/schema/tables?database=other')
    ).toEqual({ tables: null });
    const { tables } = await ask<SchemaTablesReply>(
      '/schema/tables?database=heavyai'
    );
    expect(tables?.map(({ name }) => name)).toContain('flights');
  });

  test('a request without a name is refused', async () => {
    const error = await ask<ErrorReply>('/schema/columns', 400);
    expect(error.code).toBe('request_invalid');
  });

  test('without a session the answer is why', async () => {
    await sidecar.stop();
    sidecar = await startSidecar({
      config: { sessionFile: '/nowhere/session' },
      env: {
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(relay.port)
      }
    });
    expect((await ask<ErrorReply>('/schema', 409)).code).toBe(
      'session_missing'
    );
  });
});

describe('of an old server', () => {
  test('names come without kinds where it tells no more', async () => {
    relay.refuse = method =>
      ['get_tables_meta', 'get_databases'].includes(method)
        ? `Invalid method name: '${method}'`
        : undefined;
    const schema = await ask<SchemaReply>('/schema');
    expect(schema.databases).toEqual(['heavyai']);
    expect(schema.tables).toContainEqual({
      name: 'flights',
      kind: 'unknown',
      columnCount: null
    });
  });

  test('an expired session is an error all the same', async () => {
    relay.refuse = method =>
      method === 'get_tables_meta' ? 'Session not valid.' : undefined;
    expect((await ask<ErrorReply>('/schema', 409)).code).toBe(
      'session_expired'
    );
  });
});

test('2,000 tables of 50 columns are listed in well under 8 MiB', async () => {
  const many = await startSandbox({ args: ['--empty'] });
  const own = await many.logIn();
  const columns = Array.from({ length: 50 }, (_, n) => `c${n} INTEGER`);
  for (let n = 0; n < 2000; n++) {
    await callHeavydb(many.httpPort, 'sql_execute', [
      own,
      `CREATE TABLE t${n} (${columns.join(', ')})`,
      true,
      '',
      -1,
      -1
    ]);
  }
  const other = await startSidecar({
    config: { sessionFile: await sessionFile(own) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(many.httpPort)
    }
  });
  const reply = await other.get('/schema');
  await other.stop();
  await many.stop();
  const { tables } = reply.json<SchemaReply>();
  expect(tables).toHaveLength(2000);
  expect(tables[10]?.name).toBe('t10');
  expect(reply.bytes.length).toBeLessThan(1024 * 1024);
});
