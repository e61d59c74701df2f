/** Each route of a connection, below its key, and what is said of a key that there is not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorReply, PageHeader, Routes } from '../../server/protocol';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';

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

const ID = '00000000-0000-4000-8000-000000000000';
const PAGE = `/queries/${ID}/pages/0`;

/** What each route answers here, without a statement and of a query that nobody started. */
const ROUTES = Object.entries({
  'GET /status': ['/status', 200],
  'POST /queries': ['/queries', 400],
  'GET /queries/:id/pages/:number': [PAGE, 404],
  'POST /queries/:id/cancel': [`/queries/${ID}/cancel`, 200],
  'POST /sessions': ['/sessions', 200],
  'GET /renders': ['/renders', 200],
  'POST /renders': ['/renders', 400],
  'POST /renders/:widget/pixel': ['/renders/7/pixel', 400],
  'POST /vega-lite': ['/vega-lite', 400],
  'GET /schema': ['/schema', 200],
  'GET /schema/tables': ['/schema/tables?database=heavyai', 200],
  'GET /schema/columns': ['/schema/columns?table=flights', 200]
} as const satisfies Record<
  Exclude<
    keyof Routes,
    | 'GET /session'
    | 'GET /connections'
    | 'POST /connections/sign-in'
    | 'POST /connections/sign-out'
  >,
  readonly [string, number]
>).map(([route, [path, status]]) => {
  const method = route.startsWith('GET') ? 'GET' : 'POST';
  return { route, method, path, status };
});

const ask = (method: string, path: string): Promise<Reply> =>
  sidecar.request({
    ...{ method, path },
    headers: { 'Content-Type': 'application/json' },
    ...(method === 'POST' && { body: '{}' })
  });

/** Without what differs each time. */
const lasting = ({ text }: Reply): string =>
  text
    .replace(/"requestId":"\w+"/, '')
    .replace(/"session":"[^"]+"/, '"session":"…"');

test.each(ROUTES)(
  '$route answers the same below the key of the handed-over connection',
  async ({ method, path, status }) => {
    const short = await ask(method, path);
    const long = await ask(method, `/connections/handover${path}`);
    expect([short.status, long.status]).toEqual([status, status]);
    expect(lasting(long)).toBe(lasting(short));
  }
);

test.each(ROUTES)(
  '$route names its methods where another is used',
  async ({ method, path }) => {
    for (const base of ['', '/connections/handover']) {
      const reply = await ask('DELETE', base + path);
      expect(reply.status).toBe(405);
      expect(reply.headers.allow?.split(', ')).toContain(method);
    }
  }
);

test.each(ROUTES)(
  '$route of an unknown connection is refused, and repeats nothing of the key',
  async ({ method, path }) => {
    const reply = await ask(method, `/connections/canary%2Fkey${path}`);
    expect(reply.status).toBe(404);
    expect(reply.json<ErrorReply>().code).toBe('connection_unknown');
    expect(reply.text + sidecar.log()).not.toContain('canary');
  }
);

test.each(['/handover', '/handover/', '/handover/none'])(
  '/connections%s is no route',
  async path => {
    const reply = await ask('GET', `/connections${path}`);
    expect(reply.status).toBe(404);
    expect(reply.json<ErrorReply>().code).toBe('not_found');
  }
);

test('a query that was started below the key goes on by the short path', async () => {
  const id = randomUUID();
  const body = { id, sql: 'SELECT COUNT(*) FROM flights', rowLimit: 10 };
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

test('nothing runs for an unknown connection', async () => {
  const id = randomUUID();
  const body = {
    id,
    sql: 'CREATE TABLE of_nobody (a INTEGER)',
    rowLimit: null
  };
  await sidecar.post('/connections/elsewhere/queries', body);
  const { tables } = (await sidecar.get('/schema')).json<{
    tables: { name: string }[];
  }>();
  expect(tables.map(({ name }) => name)).not.toContain('of_nobody');
});

test('the session itself is handed out at no key', async () => {
  expect((await ask('GET', '/session')).status).toBe(200);
  expect((await ask('GET', '/connections/handover/session')).status).toBe(404);
});
