/** Cancelling reaches the database, on our own clone and on nothing else; so does a caller that leaves. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test
} from 'vitest';
import type {
  CancelReply,
  ErrorReply,
  StatusReply
} from '../../server/protocol';
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
import { limitMs } from '../helpers/scale';

/** Nine million million pairs: minutes at least. */
const ENDLESS =
  'SELECT COUNT(*) FROM flights a, flights b WHERE CAST(a.delay AS BIGINT) * b.distance > 7';

let sandbox: ISandbox;
let session: string;
let relay: IRelay;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());
beforeEach(async () => {
  session = await sandbox.logIn();
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

const called = (method: string, count = 1): Promise<boolean> =>
  until(
    () => (relay.count(method) >= count ? true : null),
    `${method} is called`
  );
const sessionsOf = (method: string): string[] =>
  relay.calls.filter(call => call.method === method).map(call => call.session);

async function startEndless(): Promise<{ id: string; poll: Promise<Reply> }> {
  const id = randomUUID();
  const started = relay.count('sql_execute_df');
  const poll = startQuery(sidecar, { id, sql: ENDLESS });
  poll.catch(() => undefined);
  await called('sql_execute_df', started + 1);
  return { id, poll };
}

async function cancel(id: string): Promise<CancelReply['outcome']> {
  const started = performance.now();
  const reply = await sidecar.post(`/queries/${id}/cancel`, {});
  expect(reply.status).toBe(200);
  expect(performance.now() - started).toBeLessThan(limitMs(2000));
  return reply.json<CancelReply>().outcome;
}

test('the database is told to stop, and who waits is told so', async () => {
  const { id, poll } = await startEndless();
  expect(await cancel(id)).toBe('interrupted');
  const reply = await poll;
  expect(reply.status).toBe(409);
  expect(reply.json<ErrorReply>()).toMatchObject({
    code: 'query_cancelled',
    message: expect.stringContaining('asked to stop') as string
  });
  // The clone is let go of when the database has answered the query itself.
  await called('disconnect');
  const [clone] = sessionsOf('sql_execute_df');
  expect(clone === session).toBe(false);
  for (const method of ['interrupt', 'disconnect']) {
    expect(sessionsOf(method).every(id => id === clone)).toBe(true);
  }
  expect((await sidecar.get('/status')).json<StatusReply>().state).toBe(
    'connected'
  );
});

test('of two queries the other goes on', async () => {
  const { id } = await startEndless();
  const other = fetchRows(sidecar, {
    sql: 'SELECT * FROM flights LIMIT 400000',
    rowLimit: null
  });
  await called('sql_execute_df', 2);
  expect(await cancel(id)).toBe('interrupted');
  expect(await other).toMatchObject({ summary: { rows: 400_000 } });
});

test('a clone that was interrupted is not used again', async () => {
  const { id } = await startEndless();
  await cancel(id);
  await called('disconnect');
  expect(await fetchRows(sidecar, { sql: 'SELECT 1' })).toMatchObject({
    summary: { rows: 1 }
  });
  expect(new Set(sessionsOf('sql_execute_df')).size).toBe(2);
});

test('a server that clones no sessions is not told, as it would stop more than ours', async () => {
  relay.refuse = method =>
    method === 'clone_session' ? "Invalid method name: 'x'" : undefined;
  relay.stall = method => method === 'sql_execute_df';
  const { id, poll } = await startEndless();
  expect(await cancel(id)).toBe('abandoned');
  expect((await poll).json<ErrorReply>().message).toContain('may still run');
  expect(relay.count('interrupt')).toBe(0);
  expect(relay.count('disconnect')).toBe(0);
});

test('a database that does not answer the interrupt is given up in time', async () => {
  relay.stall = method => ['interrupt', 'sql_execute_df'].includes(method);
  const { id, poll } = await startEndless();
  expect(await cancel(id)).toBe('abandoned');
  expect((await poll).json<ErrorReply>().code).toBe('query_cancelled');
});

test('a caller that leaves has its query interrupted within two seconds', async () => {
  const request = http.request({
    socketPath: sidecar.socketPath,
    method: 'POST',
    path: '/queries',
    headers: { 'Content-Type': 'application/json' }
  });
  request.on('error', () => undefined);
  request.end(
    JSON.stringify({ id: randomUUID(), sql: ENDLESS, rowLimit: null })
  );
  await called('sql_execute_df');
  const left = performance.now();
  request.destroy();
  await called('interrupt');
  expect(performance.now() - left).toBeLessThan(limitMs(2000));
  await called('disconnect');
});

test('the end of the sidecar interrupts what runs', async () => {
  await startEndless();
  await sidecar.stop();
  expect(relay.count('interrupt')).toBeGreaterThan(0);
  expect(relay.count('disconnect')).toBe(1);
});

test('a query that is cancelled before it begins never does', async () => {
  const id = randomUUID();
  expect(await cancel(id)).toBe('finished');
  const reply = await startQuery(sidecar, { id, sql: 'SELECT 1' });
  expect(reply.json<ErrorReply>().code).toBe('query_cancelled');
  expect(relay.calls).toEqual([]);
});

test('cancelling in the middle of the rows lets go of them, and keeps the clone', async () => {
  const id = randomUUID();
  const sql = 'SELECT * FROM flights LIMIT 900000';
  expect((await startQuery(sidecar, { id, sql, rowLimit: null })).status).toBe(
    200
  );
  expect(await cancel(id)).toBe('finished');
  const reply = await sidecar.get(`/queries/${id}/pages/1`);
  expect(reply.json<ErrorReply>().code).toBe('query_cancelled');
  expect(relay.count('interrupt')).toBe(0);
  await fetchRows(sidecar, { sql: 'SELECT 1' });
  expect(relay.count('clone_session')).toBe(1);
});
