/** Status and queries against the sandbox, over each transport and with what older servers lack. */
import { unlink, writeFile } from 'node:fs/promises';
import { type Table, tableFromIPC } from 'apache-arrow';
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
  QuerySummary,
  StatusReply
} from '../../server/protocol';
import { readTable } from '../../src/table/read-table';
import { ResultTable } from '../../src/table/result-table';
import { sortRows } from '../../src/table/sort-rows';
import { sortedQuery } from '../../src/sql/sorted-query';
import { type IRelay, startRelay } from '../helpers/relay';
import { fetchRows, startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';

let sandbox: ISandbox;
let session: string;
let relay: IRelay;
let file: string;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());
beforeEach(async () => {
  session = await sandbox.logIn();
  file = await sessionFile(session);
  relay = await startRelay(sandbox.httpPort);
  sidecar = await start('http', relay.port);
});
afterEach(async () => {
  await sidecar?.stop();
  await relay?.stop();
});

const start = (
  protocol: string,
  port: number,
  config: Record<string, unknown> = {}
): Promise<ISidecar> =>
  startSidecar({
    config: { sessionFile: file, ...config },
    env: {
      OMNISCI_PROTOCOL: protocol,
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port)
    }
  });

const ask = (sql: string): Promise<Reply> => startQuery(sidecar, { sql });

type Result = { table: Table; summary: QuerySummary };

async function rows(sql: string, rowLimit?: number | null): Promise<Result> {
  const reply = await fetchRows(sidecar, { sql, rowLimit });
  if ('refused' in reply) {
    throw new Error(reply.refused.text.replaceAll(session, '[session]'));
  }
  const { bytes, summary } = reply;
  expect(bytes).toHaveLength(summary.bytes);
  if (summary.bytes > 0) {
    expect(bytes.subarray(-8).toString('hex')).toBe('ffffffff00000000');
  }
  return { table: tableFromIPC(bytes), summary };
}

const status = async (): Promise<StatusReply> =>
  (await sidecar.get('/status')).json();

/** Cells as texts, so that bigints and typed arrays compare by value. */
const cells = (table: Table): string[][] =>
  table.schema.fields.map((_field, index) =>
    [...(table.getChildAt(index) ?? [])].map(value => String(value))
  );

const EVERY_TYPE = `SELECT
  CAST(12 AS TINYINT) AS a_tinyint, CAST(-300 AS SMALLINT) AS a_smallint, 70000 AS an_int,
  CAST(9007199254740993 AS BIGINT) AS a_bigint, CAST(1.5 AS FLOAT) AS a_float,
  CAST(0.1 AS DOUBLE) AS a_double, CAST(-12345.67 AS DECIMAL(10,2)) AS a_decimal,
  CAST(TRUE AS BOOLEAN) AS a_bool, 'Zürich ''$&\\' AS a_text,
  DATE '1969-12-31' AS a_date, TIME '12:34:56' AS a_time,
  TIMESTAMP '2001-02-03 04:05:06' AS a_timestamp,
  CAST('2001-02-03 04:05:06.789' AS TIMESTAMP(3)) AS a_milli,
  CAST('1960-02-03 04:05:06.789123' AS TIMESTAMP(6)) AS a_micro,
  CAST('2001-02-03 04:05:06.789123456' AS TIMESTAMP(9)) AS a_nano,
  CAST(NULL AS BIGINT) AS no_bigint, CAST(NULL AS DECIMAL(10,2)) AS no_decimal,
  CAST(NULL AS DATE) AS no_date, CAST(NULL AS BOOLEAN) AS no_bool`;

test('tells user, database and version of the session', async () => {
  expect(await status()).toMatchObject({
    state: 'connected',
    user: 'admin',
    database: 'heavyai',
    serverVersion: expect.stringMatching(/^\d+\.\d+/) as string,
    source: { kind: 'file', path: file }
  });
});

test('answers the rows asked for, and one more where there are more', async () => {
  const all = await rows('SELECT * FROM airports LIMIT 50', 50);
  expect(all.table.numRows).toBe(50);
  expect(all.summary).toMatchObject({
    rows: 50,
    more: false,
    queryType: 'read'
  });
  const some = await rows('SELECT * FROM airports LIMIT 50', 49);
  expect(some.table.numRows).toBe(50);
  expect(some.summary).toMatchObject({ rows: 50, more: true });
  expect(cells(some.table)).toEqual(cells(all.table));
});

describe("the admin's limits", () => {
  test('are told, and leave rows out whatever was asked for', async () => {
    await sidecar.stop();
    sidecar = await start('http', relay.port, {
      ...{ maxRows: 40, allowExport: false, allowHistory: false }
    });
    expect((await status()).limits).toEqual({
      ...{ maxRows: 40, export: false, history: false }
    });
    for (const rowLimit of [null, 1000, 40]) {
      const { table, summary } = await rows(
        'SELECT * FROM airports LIMIT 50',
        rowLimit
      );
      expect(table.numRows).toBe(41);
      expect(summary).toMatchObject({ rows: 41, more: true, maxRows: 40 });
    }
    const fewer = await rows('SELECT * FROM airports LIMIT 50', 10);
    expect(fewer.summary).toMatchObject({ rows: 11, more: true });
    expect(fewer.summary.maxRows).toBeUndefined();
    const all = await rows('SELECT * FROM airports LIMIT 40', null);
    expect(all.summary).toMatchObject({ rows: 40, more: false });
    expect(all.summary.maxRows).toBeUndefined();
  });

  test('are none by default', async () => {
    expect((await status()).limits).toEqual({
      ...{ maxRows: null, export: true, history: true }
    });
    const { summary } = await rows('SELECT * FROM airports LIMIT 50', null);
    expect(summary).toMatchObject({ rows: 50, more: false });
  });
});

test.each(['ascending', 'descending'] as const)(
  'rows sorted %s by the database are those that the grid sorts, NULL among them',
  async direction => {
    const sql = `SELECT CAST(2 AS INT) AS n UNION ALL SELECT CAST(NULL AS INT)
      UNION ALL SELECT -1 UNION ALL SELECT 10`;
    const order = { column: 0, direction };
    const { table } = await rows(sql);
    const inGrid = [...sortRows(table, order)].map(row =>
      String(table.getChildAt(0)?.get(row))
    );
    const byDatabase = await rows(sortedQuery(sql, order));
    expect(cells(byDatabase.table)).toEqual([inGrid]);
    const byItsDefault = await rows(
      `SELECT * FROM (${sql}) ORDER BY n ${direction === 'ascending' ? 'ASC' : 'DESC'}`
    );
    expect(cells(byItsDefault.table)).toEqual([inGrid]);
  }
);

test('an empty table keeps its columns', async () => {
  const { table, summary } = await rows('SELECT * FROM airports WHERE 1 = 0');
  expect(summary).toMatchObject({ rows: 0, more: false });
  expect(table.numRows).toBe(0);
  expect(table.numCols).toBeGreaterThan(3);
});

describe.each(['http', 'binary', 'JSON only'])('over %s', kind => {
  beforeEach(async () => {
    await sidecar.stop();
    if (kind === 'JSON only') {
      relay.lacks = 'binary';
    }
    sidecar =
      kind === 'binary'
        ? await start('binary', sandbox.binaryPort)
        : await start('http', relay.port);
  });

  test('every type arrives exactly', async () => {
    const { table } = await rows(EVERY_TYPE);
    const row = Object.fromEntries(
      table.schema.fields.map(({ name }, index) => [
        name,
        cells(table)[index]![0]
      ])
    );
    expect(row).toMatchObject({
      a_tinyint: '12',
      a_smallint: '-300',
      a_bigint: '9007199254740993',
      a_double: '0.1',
      a_text: "Zürich '$&\\",
      no_bigint: 'null',
      no_date: 'null'
    });
    expect(
      (table.getChild('a_nano')?.data[0]?.values as BigInt64Array)[0]
    ).toBe(981173106789123456n);
  });

  test('columns of one name keep their own types and values', async () => {
    const sql = `SELECT 1 AS x, CAST(9007199254740993 AS BIGINT) AS x, 'a' AS x,
      origin AS y, destination AS y FROM flights LIMIT 1`;
    const reply = await fetchRows(sidecar, { sql });
    if ('refused' in reply) {
      throw new Error(reply.refused.text.replaceAll(session, '[session]'));
    }
    const result = new ResultTable(readTable(reply.bytes));
    expect(result.columns.map(({ name, sqlType }) => [name, sqlType])).toEqual([
      ['x', 'INTEGER'],
      ['x', 'BIGINT'],
      ['x', 'TEXT'],
      ['y', 'TEXT'],
      ['y', 'TEXT']
    ]);
    const { table } = await rows(
      'SELECT origin AS a, destination AS b FROM flights LIMIT 1'
    );
    const texts = result.columns.map((_, column) => result.text(0, column));
    expect(texts).toEqual([
      '1',
      '9007199254740993',
      'a',
      ...cells(table).flat()
    ]);
  });

  test('a refused statement gives the very text of the database', async () => {
    const reply = await ask('SELECT * FROM no_such_table');
    expect(reply.status).toBe(422);
    expect(reply.json<ErrorReply>()).toMatchObject({
      code: 'query_failed',
      message: expect.stringMatching(
        /^SQL Error: From line 1, column 15 to line 1, column 27: Object 'no_such_table' not found$/
      ) as string
    });
  });

  test('30,000 rows as columns are no trouble', async () => {
    relay.refuse = method =>
      method === 'sql_execute_df'
        ? "Invalid method name: 'sql_execute_df'"
        : undefined;
    const { table, summary } = await rows(
      'SELECT * FROM flights LIMIT 30000',
      30_000
    );
    expect(table.numRows).toBe(30_000);
    expect(summary.more).toBe(false);
  });
});

test('columns become the same table as Arrow, but for dictionaries', async () => {
  const [arrow, arrowFlights] = [
    await rows(EVERY_TYPE),
    await rows('SELECT * FROM flights LIMIT 20')
  ];
  relay.refuse = method =>
    method === 'sql_execute_df'
      ? "Invalid method name: 'sql_execute_df'"
      : undefined;
  const [columns, columnFlights] = [
    await rows(EVERY_TYPE),
    await rows('SELECT * FROM flights LIMIT 20')
  ];
  const types = ({ table }: Result): string[] =>
    table.schema.fields.map(({ name, type }) =>
      `${name}: ${type}`.replace('Dictionary<Int32, Utf8>', 'Utf8')
    );
  expect(types(columns)).toEqual(types(arrow));
  expect(cells(columns.table)).toEqual(cells(arrow.table));
  expect(types(columnFlights)).toEqual(types(arrowFlights));
  expect(cells(columnFlights.table)).toEqual(cells(arrowFlights.table));
});

test('what Arrow cannot carry comes as columns', async () => {
  await ask('CREATE TABLE places (p POINT, names TEXT[], at TIMESTAMP(0)[])');
  try {
    await ask(
      "INSERT INTO places VALUES ('POINT (1 2)', ARRAY['a', 'b'], NULL)"
    );
    const { table, summary } = await rows('SELECT p, names FROM places');
    expect(cells(table)[0]![0]).toMatch(/^POINT ?\(1 2\)$/);
    expect(cells(table)[1]![0]).toContain('a');
    expect(summary).toMatchObject({ rows: 1, more: false, queryType: 'read' });
  } finally {
    await ask('DROP TABLE places');
  }
});

test('a decimal beside geometry is marked where it may be rounded, and exact where it is not', async () => {
  await ask('CREATE TABLE sums (p POINT, d DECIMAL(18,2))');
  const exact = '12345678901234.56';
  const inexact = '1234567890123456.78';
  try {
    for (const sum of [exact, inexact]) {
      await ask(`INSERT INTO sums VALUES ('POINT (1 2)', ${sum})`);
    }
    const shown = async (columns: string): Promise<ResultTable> => {
      const reply = await fetchRows(sidecar, {
        sql: `SELECT ${columns} FROM sums ORDER BY d`
      });
      if ('refused' in reply) {
        throw new Error('The query was refused.');
      }
      return new ResultTable(readTable(reply.bytes));
    };
    const alone = await shown('d');
    expect([alone.text(0, 0), alone.text(1, 0)]).toEqual([exact, inexact]);
    expect([alone.isRounded(0, 0), alone.isRounded(1, 0)]).toEqual([
      false,
      false
    ]);
    const beside = await shown('d, p');
    expect(beside.columns).toMatchObject([
      { sqlType: 'DECIMAL(18,2)', isSentAsDouble: true },
      { sqlType: expect.stringContaining('POINT') as string }
    ]);
    expect(beside.text(0, 0)).toBe(exact);
    expect([beside.isRounded(0, 0), beside.isRounded(1, 0)]).toEqual([
      false,
      true
    ]);
  } finally {
    await ask('DROP TABLE sums');
  }
});

test.each([
  "ALTER SESSION SET EXECUTOR_DEVICE = 'CPU'",
  "; /* to the */ alter -- other\n SESSION set CURRENT_DATABASE='x'"
])(
  'a statement that would change one session of several is not sent: %j',
  async sql => {
    relay.reset();
    const { status, text } = await ask(sql);
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({
      code: 'session_not_altered',
      message: expect.stringContaining('cpu_mode') as string
    });
    expect(relay.calls).toEqual([]);
  }
);

test('a statement that changes something runs once and answers no table', async () => {
  expect((await rows('CREATE TABLE counted (n INT)')).summary).toMatchObject({
    bytes: 0,
    rows: 0,
    queryType: 'schema'
  });
  try {
    expect(
      (await rows('INSERT INTO counted VALUES (1)')).summary
    ).toMatchObject({
      bytes: 0,
      queryType: 'write'
    });
    const { table } = await rows('SELECT n FROM counted');
    expect(table.numRows).toBe(1);
  } finally {
    await ask('DROP TABLE counted');
  }
});

test('a failing read is not run a second time', async () => {
  await ask('SELECT * FROM no_such_table');
  expect(relay.count('sql_execute_df')).toBe(1);
  expect(relay.count('sql_execute')).toBe(0);
});

test('EXPLAIN and SHOW answer their texts', async () => {
  expect((await rows('EXPLAIN SELECT 1')).table.schema.names).toEqual([
    'Explanation'
  ]);
  expect((await rows('SHOW TABLES')).table.numRows).toBeGreaterThan(2);
});

describe('the clone of the session', () => {
  const queried = (): Set<string> =>
    new Set(
      relay.calls
        .filter(({ method }) => method.startsWith('sql_execute'))
        .map(call => call.session)
    );
  const disconnected = (): string[] =>
    relay.calls
      .filter(call => call.method === 'disconnect')
      .map(call => call.session);

  test('serves one query at a time, and is used again; the session itself is only asked about', async () => {
    await status();
    for (let turn = 0; turn < 3; turn++) {
      await rows('SELECT 1');
    }
    expect(relay.count('clone_session')).toBe(1);
    await Promise.all(Array.from({ length: 3 }, () => rows('SELECT 1')));
    expect(relay.count('clone_session')).toBeGreaterThan(1);
    expect(queried().has(session)).toBe(false);
  });

  test('is disconnected at the end, and the session is not', async () => {
    await rows('SELECT 1');
    const [clone] = queried();
    await sidecar.stop();
    expect(disconnected().length).toBe(1);
    expect(disconnected()[0] === clone).toBe(true);
    sidecar = await start('http', relay.port);
    expect((await status()).state).toBe('connected');
  });

  test('is made anew when it expired', async () => {
    await rows('SELECT 1');
    const [clone] = queried();
    await logOut(sandbox.httpPort, clone!);
    expect((await rows('SELECT 2')).table.numRows).toBe(1);
    expect(relay.count('clone_session')).toBe(2);
  });

  test('goes when another session is handed over', async () => {
    await rows('SELECT 1');
    const [clone] = queried();
    await writeFile(file, await sandbox.logIn());
    expect((await status()).state).toBe('connected');
    await until(
      () => (disconnected().length === 1 ? true : null),
      'it is disconnected'
    );
    expect(disconnected()[0] === clone).toBe(true);
    await rows('SELECT 2');
    expect(queried().size).toBe(2);
  });

  test('is one of the session that was handed over last, on the same host too (bug 19 of 2020)', async () => {
    await rows('SELECT 1');
    const next = await sandbox.logIn();
    await writeFile(file, next);
    await rows('SELECT 1');
    const cloned = relay.calls
      .filter(({ method }) => method === 'clone_session')
      .map(call => [session, next].indexOf(call.session));
    expect(cloned).toEqual([0, 1]);
  });

  test('is kept, as the session is, when the user connects again (bug 20 of 2020)', async () => {
    await rows('SELECT 1');
    expect(await status()).toMatchObject({
      state: 'connected',
      connection: { host: '127.0.0.1', port: String(relay.port) }
    });
    expect((await status()).state).toBe('connected');
    await rows('SELECT 1');
    expect(relay.count('clone_session')).toBe(1);
    expect(relay.count('connect')).toBe(0);
    expect(relay.count('disconnect')).toBe(0);
  });

  test('is not used when the session is gone', async () => {
    await rows('SELECT 1');
    await unlink(file);
    const reply = await ask('SELECT 1');
    expect(reply.status).toBe(409);
    expect(reply.json().code).toBe('session_missing');
    await until(
      () => (disconnected().length === 1 ? true : null),
      'it is disconnected'
    );
  });

  test('is done without where the server makes none', async () => {
    relay.refuse = method =>
      method === 'clone_session'
        ? "Invalid method name: 'clone_session'"
        : undefined;
    await rows('SELECT 1');
    expect([...queried()].length === 1 && queried().has(session)).toBe(true);
    await sidecar.stop();
    expect(disconnected()).toHaveLength(0);
  });
});

test('an expired session is a state, and an error to a query', async () => {
  await logOut(sandbox.httpPort, session);
  const told = await status();
  expect(told.state).toBe('session_expired');
  expect(told.message).toContain('Log in');
  const reply = await ask('SELECT 1');
  expect(reply.status).toBe(409);
  expect(reply.json()).toMatchObject({ code: 'session_expired' });
});

test('the session ID stays out of replies and logs, also where the database repeats it', async () => {
  const replies = [
    await sidecar.get('/status'),
    await ask(`SELECT * FROM "${session}"`),
    await ask(`SELECT * FROM t_${session.toUpperCase()}`),
    await ask('SELECT 1'),
    await ask('nonsense'),
    await sidecar.get('/nowhere')
  ];
  relay.refuse = () =>
    `CHECK failed for session ${session} (${btoa(`x${session}`)})`;
  replies.push(await sidecar.get('/status'), await ask('SELECT 1'));
  await relay.stop();
  replies.push(await sidecar.get('/status'), await ask('SELECT 1'));
  await sidecar.stop();
  const clone = relay.calls.find(
    call => call.method === 'sql_execute_df'
  )!.session;
  const everything = replies
    .map(({ headers, text }) => JSON.stringify(headers) + text)
    .concat(sidecar.log())
    .join('\n')
    .toLowerCase();
  const inner = btoa(`x${session}`).slice(4, -4).toLowerCase();
  for (const secret of [session, clone, inner]) {
    expect(everything.includes(secret.toLowerCase())).toBe(false);
  }
  expect(everything).toContain('[session id]');
});

/** Ends a session as its user would. */
async function logOut(port: number, id: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.apache.thrift.json' },
    body: JSON.stringify([1, 'disconnect', 1, 0, { 1: { str: id } }])
  });
}
