/**
 * More requests and queries than the sidecar takes at a time: what waits, what is refused and how,
 * and that everything that was let in is answered, and with its own answer.
 */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { tableFromIPC } from 'apache-arrow';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test
} from 'vitest';
import type { CancelReply, ErrorReply } from '../../server/protocol';
import { type IRelay, startRelay } from '../helpers/relay';
import { fetchPage, fetchRows, startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';

const AT_ONCE = 32;
const IN_LINE = 256;
const QUERIES_AT_ONCE = 16;

let sandbox: ISandbox;
let relay: IRelay;
let sidecar: ISidecar;
let release: () => void;

beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  relay = await startRelay(sandbox.httpPort);
});
afterAll(async () => {
  await relay?.stop();
  await sandbox?.stop();
});
beforeEach(async () => {
  relay.reset();
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(await sandbox.logIn()) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(relay.port)
    }
  });
});
afterEach(async () => {
  release?.();
  await sidecar?.stop();
});

/** The database keeps these calls back until `release` is called. */
function hold(method: string): void {
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  relay.hold = called => (called === method ? held : undefined);
}

const called = (method: string, times: number): Promise<true> =>
  until(
    () => (relay.count(method) === times ? true : null),
    `${method} was called ${times} times`
  );

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const codeOf = (reply: Reply): string => reply.json<ErrorReply>().code;

/** A table that is not there: the refusal names it, and so says whose answer it is. */
const columnsOf = (table: string): Promise<Reply> =>
  sidecar.get(`/schema/columns?table=${table}`);

/** The same, asked again for as long as there is too much else to answer. */
const onceThereIsRoom = (table: string): Promise<Reply> =>
  until(async () => {
    const reply = await columnsOf(table);
    return BUSY.has(reply.status) ? null : reply;
  }, 'there is room again');

/** Too many requests, or a database that a slow machine keeps from answering in time. */
const BUSY: ReadonlySet<number> = new Set([429, 504]);

/** A route that asks `get_tables_for_database`, which has a minute to answer. */
const HELD = '/schema/tables?database=heavyai';

type Leaving = { status: Promise<number>; hangUp: () => void };

function leaving(path: string): Leaving {
  const { socketPath } = sidecar;
  const request = http.get({ socketPath, path, agent: false });
  const status = new Promise<number>((resolve, reject) => {
    request.on('response', ({ statusCode }) => resolve(statusCode ?? 0));
    request.on('error', reject);
  });
  status.catch(() => undefined);
  return { status, hangUp: () => void request.destroy() };
}

/** Of one more than there is room for, one is refused: whichever comes last. */
const FULL = AT_ONCE + IN_LINE + 1;

const selectNonce = (nonce: string): string =>
  `SELECT '${nonce}' AS nonce, 1 AS n`;

const nonceIn = (rows: Awaited<ReturnType<typeof fetchRows>>): unknown =>
  'refused' in rows
    ? codeOf(rows.refused)
    : tableFromIPC(rows.bytes).getChild('nonce')?.get(0);

const nonceOf = async (nonce: string): Promise<unknown> =>
  nonceIn(await fetchRows(sidecar, { sql: selectNonce(nonce) }));

test('so many requests are answered at a time, so many wait, and the next is told when to come again', async () => {
  hold('get_table_details');
  const tables = many(FULL, () => `t_${randomUUID().slice(0, 8)}`);
  let settled = 0;
  const answers = tables.map(async table => {
    const reply = await columnsOf(table);
    settled++;
    return reply;
  });
  await called('get_table_details', AT_ONCE);
  const refused = await Promise.race(answers);
  expect(refused.status).toBe(429);
  expect(refused.json<ErrorReply>()).toMatchObject({
    code: 'too_many_requests'
  });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(relay.count('get_table_details')).toBe(AT_ONCE);
  expect(settled).toBe(1);

  release();
  // A slow machine may need longer for them all than a request waits: then it comes again.
  const replies = await Promise.all(
    tables.map(async (table, index) => {
      const reply = await answers[index]!;
      return reply.status === 429 ? onceThereIsRoom(table) : reply;
    })
  );
  const own = replies.filter(
    ({ status, text }, index) => status === 422 && text.includes(tables[index]!)
  );
  expect(own).toHaveLength(FULL);
});

test('whoever hangs up while in line costs the database nothing, and makes room', async () => {
  hold('get_tables_for_database');
  many(AT_ONCE, () => leaving(HELD));
  await called('get_tables_for_database', AT_ONCE);
  const line = many(IN_LINE + 1, () => leaving(HELD));
  expect(await Promise.race(line.map(({ status }) => status))).toBe(429);
  line.forEach(({ hangUp }) => hangUp());
  const later = many(IN_LINE, () => onceThereIsRoom('t_later'));
  release();
  const codes = (await Promise.all(later)).map(codeOf);
  expect(new Set(codes)).toEqual(new Set(['query_failed']));
  expect(relay.count('get_tables_for_database')).toBe(AT_ONCE);
});

test('readiness, the session and pages are not kept waiting by a database that is', async () => {
  hold('get_tables_for_database');
  const statuses = many(FULL, () => leaving(HELD).status);
  expect(await Promise.race(statuses)).toBe(429);
  expect((await sidecar.get('/')).status).toBe(200);
  expect((await sidecar.get('/session')).status).toBe(200);
  expect(await nonceOf('mine')).toBe('mine');
});

test('requests for pages that are not there yet keep nobody waiting', async () => {
  hold('sql_execute_df');
  const ids = many(QUERIES_AT_ONCE, () => randomUUID());
  const starts = ids.map(id =>
    startQuery(sidecar, { id, sql: selectNonce(id) })
  );
  await called('sql_execute_df', QUERIES_AT_ONCE);
  const waiting = ids.flatMap(id => many(4, () => fetchPage(sidecar, id, 0)));
  expect((await sidecar.get('/status')).json()).toMatchObject({
    state: 'connected'
  });
  expect(codeOf(await columnsOf('t_here'))).toBe('query_failed');
  release();
  for (const reply of await Promise.all([...starts, ...waiting])) {
    expect(reply.status).toBe(200);
  }
});

test('queries wait for their turn too; those that were let in have their own rows, those refused run later', async () => {
  hold('sql_execute_df');
  const ids = many(QUERIES_AT_ONCE + IN_LINE + 1, () => randomUUID());
  const own = (id: string) => fetchRows(sidecar, { id, sql: selectNonce(id) });
  const running = ids.map(own);
  await called('sql_execute_df', QUERIES_AT_ONCE);
  const first = await Promise.race(running);
  const refused = 'refused' in first ? first.refused : null;
  expect(refused && codeOf(refused)).toBe('too_many_queries');
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);

  release();
  const results = await Promise.all(running);
  const turnedAway = results.findIndex(rows => 'refused' in rows);
  results[turnedAway] = await own(ids[turnedAway]!);
  expect(results.map(nonceIn)).toEqual(ids);
});

test('a query that is cancelled, or whose caller hangs up, while in line never runs', async () => {
  hold('sql_execute_df');
  const held = many(QUERIES_AT_ONCE, index => nonceOf(String(index)));
  await called('sql_execute_df', QUERIES_AT_ONCE);
  const id = randomUUID();
  const cancelled = startQuery(sidecar, { id, sql: selectNonce(id) });
  const left = randomUUID();
  const body = JSON.stringify({
    id: left,
    sql: selectNonce(left),
    rowLimit: null
  });
  const request = http.request({
    socketPath: sidecar.socketPath,
    path: '/queries',
    method: 'POST',
    agent: false,
    headers: { 'Content-Type': 'application/json' }
  });
  request.on('error', () => undefined);
  await new Promise<void>(resolve => request.end(body, resolve));
  request.destroy();
  expect(
    (await sidecar.post(`/queries/${id}/cancel`, {})).json<CancelReply>()
  ).toEqual({ outcome: 'finished' });
  expect(codeOf(await cancelled)).toBe('query_cancelled');
  await until(async () => {
    // Another statement by its ID: refused as long as the query is known, and later otherwise.
    const reply = await startQuery(sidecar, { id: left, sql: 'SELECT 1' });
    return codeOf(reply) === 'query_unknown' ? true : null;
  }, 'the query whose caller has gone is forgotten');
  release();
  await Promise.all(held);
  expect(await nonceOf('next')).toBe('next');
  expect(relay.count('sql_execute_df')).toBe(QUERIES_AT_ONCE + 1);
});
