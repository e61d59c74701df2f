/** Each route of a connection, below its key, and what is said of a key that there is not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorReply, PageHeader } from '../../server/protocol';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';

let sandbox: ISandbox;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(await sandbox.logIn()) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
});
afterAll(async () => {
  await sidecar?.stop();
  await sandbox?.stop();
});

test.each(['/status', '/schema', '/schema/columns?table=flights'])(
  'the handed-over connection answers %s below its key as without it',
  async path => {
    const short = await sidecar.get(path);
    const long = await sidecar.get(`/connections/handover${path}`);
    expect(long.status).toBe(200);
    expect(long.json()).toEqual(short.json());
  }
);

test('a query that was started below the key goes on by the short path', async () => {
  const id = randomUUID();
  const body = { id, sql: 'SELECT COUNT(*) FROM flights', firstN: 10 };
  const started = await sidecar.post('/connections/handover/queries', body);
  const header = JSON.parse(
    String(started.headers['x-omnisci-page'])
  ) as PageHeader;
  expect(header.summary?.rows).toBe(1);
  const again = await sidecar.get(`/queries/${id}/pages/0`);
  expect(again.bytes).toEqual(started.bytes);
  const cancelled = await sidecar.post(
    `/connections/handover/queries/${id}/cancel`,
    {}
  );
  expect(cancelled.json()).toEqual({ outcome: 'finished' });
});

test('an unknown key is refused at every route, and nothing runs', async () => {
  const id = randomUUID();
  const body = { id, sql: 'CREATE TABLE of_nobody (a INTEGER)', firstN: null };
  const replies = [
    await sidecar.get('/connections/elsewhere/status'),
    await sidecar.get('/connections/elsewhere/schema'),
    await sidecar.post('/connections/elsewhere/queries', body),
    await sidecar.get(`/connections/elsewhere/queries/${id}/pages/0`),
    await sidecar.post(`/connections/elsewhere/queries/${id}/cancel`, {})
  ];
  for (const reply of replies) {
    expect(reply.status).toBe(404);
    expect(reply.json<ErrorReply>().code).toBe('connection_unknown');
  }
  const { tables } = (await sidecar.get('/schema')).json<{
    tables: { name: string }[];
  }>();
  expect(tables.map(({ name }) => name)).not.toContain('of_nobody');
});

test('the session itself is handed out at no key', async () => {
  expect((await sidecar.get('/connections/handover/session')).status).toBe(404);
  expect((await sidecar.get('/connections/handover')).status).toBe(404);
});

test('a method that a route has not is refused below the key, too', async () => {
  const reply = await sidecar.post('/connections/handover/status', {});
  expect(reply.status).toBe(405);
  expect(reply.headers['allow']).toBe('GET, HEAD');
});
