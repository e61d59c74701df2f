/**
 * Who reads a request ID in a message finds its line in the log: of every failed request one, with
 * code and route, and never with the statement, the query's ID or the session's.
 */
import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorReply, StatusReply } from '../../server/protocol';
import { startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { until } from '../helpers/until';

const CANARY = 'CanaryOfTheStatement';
const ID = randomUUID();

let sandbox: ISandbox;
let sidecar: ISidecar;
let file: string;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  file = await sessionFile(await sandbox.logIn());
  sidecar = await startSidecar({
    config: { sessionFile: file },
    env: {
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.binaryPort)
    }
  });
});
afterAll(async () => {
  await sidecar?.stop();
  await sandbox?.stop();
});

/** The one line of a request. */
async function lineOf(requestId: string): Promise<string | undefined> {
  const find = (): string[] =>
    sidecar
      .log()
      .split('\n')
      .filter(line => line.includes(requestId));
  await until(() => find()[0] ?? null, 'the log tells of the request');
  expect(find()).toHaveLength(1);
  return find()[0];
}

const query = (sql: unknown, id = randomUUID() as string) =>
  sidecar.post('/queries', { id, sql, rowLimit: 1 });

test.each([
  [
    'a statement that the database refuses',
    () => query(`SELECT ${CANARY}`),
    'query_failed',
    'POST /queries'
  ],
  ['a body without SQL', () => query(7), 'request_invalid', 'POST /queries'],
  [
    'a query that is over',
    () => sidecar.get(`/queries/${ID}/pages/0?${CANARY}`),
    'query_unknown',
    'GET /queries/:id/pages/:number'
  ],
  [
    'a method that the route has not',
    () => sidecar.get(`/queries/${ID}/cancel`),
    'method_not_allowed',
    'GET /queries/:id/cancel'
  ],
  [
    'a route that there is not',
    () => sidecar.get(`/${CANARY}`),
    'not_found',
    'GET of no route'
  ],
  [
    'another site',
    () => sidecar.get('/status', { 'Sec-Fetch-Site': 'cross-site' }),
    'forbidden',
    'GET of no route'
  ]
])('%s', async (_what, ask, code, route) => {
  const reply = await ask();
  const { requestId, ...error } = reply.json<ErrorReply>();
  expect(error.code).toBe(code);
  expect(reply.headers['x-request-id']).toBe(requestId);
  const line = await lineOf(requestId);
  expect(line).toMatch(/^\[I /);
  expect(line).toContain(`Request ${requestId} (${route}): ${code}`);
  expect(sidecar.log()).not.toContain(CANARY);
  expect(sidecar.log()).not.toContain(ID);
});

test('no session: a query is refused, the status is not, and says it in its state', async () => {
  await unlink(file);
  const refused = await startQuery(sidecar, { sql: 'SELECT 1' });
  expect(refused.status).toBe(409);
  const { code, requestId } = refused.json<ErrorReply>();
  expect(code).toBe('session_missing');
  expect(await lineOf(requestId)).toContain(`(POST /queries): ${code}`);
  for (const route of ['/status', '/session']) {
    const told = await sidecar.get(route);
    expect(told.status).toBe(200);
    expect(told.json<StatusReply>().state).toBe('session_missing');
  }
});
