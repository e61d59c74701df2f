/** Servers beside the handed-over one: signing in and out, and what becomes of the sessions. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type {
  ClonedSession,
  ConnectionsReply,
  ErrorReply,
  SchemaReply,
  ServerStatus,
  StatusReply
} from '../../server/protocol';
import { Canaries } from '../helpers/canaries';
import {
  callHeavydb,
  countSessions,
  type ISandbox,
  startSandbox
} from '../helpers/sandbox';
import {
  type ISidecar,
  privateFolder,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';

const PASSWORD = 'correct horse: battery\\staple 日本';
const WRONG = 'wrong donkey battery staple canary';

let handedOver: ISandbox;
/** Where `ada` signs in with a password. */
let other: ISandbox;
let sidecar: ISidecar;

beforeAll(async () => {
  [handedOver, other] = await Promise.all([startSandbox(), startOther()]);
});
afterEach(() => sidecar?.stop());
afterAll(() => Promise.all([handedOver?.stop(), other?.stop()]));

async function start(config: Record<string, unknown> = {}): Promise<void> {
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await handedOver.logIn()),
      servers: [prod()],
      ...config
    },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(handedOver.httpPort)
    }
  });
}

const prod = () => ({
  ...{ id: 'prod', label: 'Production', username: 'ada' },
  ...{ protocol: 'binary', host: '127.0.0.1', port: other.binaryPort }
});

const signIn = (change: Record<string, unknown> = {}): Promise<Reply> =>
  sidecar.post('/connections/sign-in', {
    ...{ server: 'prod', username: 'ada', database: 'flights' },
    ...{ password: PASSWORD, ...change }
  });

const signOut = (server: string): Promise<Reply> =>
  sidecar.post('/connections/sign-out', { server });

const statusOf = async (key: string): Promise<StatusReply> =>
  (await sidecar.get(`/connections/${key}/status`)).json<StatusReply>();

const servers = async (): Promise<ServerStatus[]> =>
  (await sidecar.get('/connections')).json<ConnectionsReply>().servers;

const run = (key: string, sql: string, more = {}): Promise<Reply> =>
  sidecar.post(`/connections/${key}/queries`, {
    ...{ id: randomUUID(), sql, rowLimit: 10, ...more }
  });

const codeOf = (reply: Reply): string => reply.json<ErrorReply>().code;

/** How many sessions `ada` has in her database, the one that asks aside. */
async function sessionsOfAda(): Promise<number> {
  const session = await other.logIn('ada', PASSWORD, 'flights');
  const count = await countSessions(other, session, 'ada');
  await callHeavydb(other.httpPort, 'disconnect', [session]);
  return count - 1;
}

test('who signs in has a connection beside the handed-over one, to another server', async () => {
  await start();
  expect((await statusOf('prod')).state).toBe('sign_in_needed');
  const signedIn = (await signIn()).json<ServerStatus>();
  expect(signedIn).toMatchObject({
    ...{ id: 'prod', label: 'Production', origin: 'admin' },
    ...{ state: 'connected', auth: 'password', username: 'ada' }
  });
  expect(await statusOf('prod')).toMatchObject({
    ...{ state: 'connected', user: 'ada', database: 'flights' },
    source: { kind: 'sign-in' }
  });
  expect(await statusOf('handover')).toMatchObject({
    ...{ state: 'connected', user: 'admin', database: 'heavyai' }
  });
  expect((await run('prod', 'CREATE TABLE of_prod (a INTEGER)')).status).toBe(
    200
  );
  const tablesOf = async (key: string): Promise<string[]> =>
    (await sidecar.get(`/connections/${key}/schema`))
      .json<SchemaReply>()
      .tables.map(({ name }) => name);
  expect(await tablesOf('prod')).toContain('of_prod');
  expect(await tablesOf('handover')).not.toContain('of_prod');
  await run('prod', 'DROP TABLE of_prod');
});

test('each database of a server is a connection, on the same sign-in', async () => {
  await start();
  await signIn();
  const schema = async (key: string): Promise<SchemaReply> =>
    (await sidecar.get(`/connections/${key}/schema`)).json<SchemaReply>();
  expect(await schema('prod')).toMatchObject({
    database: 'flights',
    databases: ['flights', 'weather']
  });
  const { tables } = await schema('prod%3Bweather');
  expect(tables.map(({ name }) => name)).toContain('daily_weather');
  expect(await statusOf('prod%3Bweather')).toMatchObject({
    ...{ state: 'connected', user: 'ada', database: 'weather' }
  });
  const query = 'SELECT COUNT(*) FROM daily_weather';
  expect((await run('prod%3Bweather', query)).status).toBe(200);
  expect(codeOf(await run('prod', query))).toBe('query_failed');
  const { session, database } = (
    await sidecar.post('/connections/prod%3Bweather/sessions', {})
  ).json<ClonedSession>();
  expect(database).toBe('weather');
  const names = await callHeavydb(other.httpPort, 'get_tables', [session]);
  await callHeavydb(other.httpPort, 'disconnect', [session]);
  expect(JSON.stringify(names)).toContain('daily_weather');
});

test('a database that is not there is told in the database’s words, and breaks no other', async () => {
  await start();
  await signIn();
  const missing = await run('prod%3Bnowhere', 'SELECT 1');
  expect([missing.status, missing.json<ErrorReply>().message]).toEqual([
    422,
    expect.stringContaining('nowhere')
  ]);
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
});

test('a wrong password is refused in the database’s words, and stands nowhere', async () => {
  await start();
  const reply = await signIn({ password: WRONG });
  expect(reply.status).toBe(403);
  expect(reply.json<ErrorReply>()).toMatchObject({
    code: 'sign_in_refused',
    message: 'Authentication failure'
  });
  await signIn();
  const canaries = new Canaries({ 'database password': [PASSWORD, WRONG] });
  const texts = [reply.text, (await sidecar.get('/connections')).text];
  expect(
    canaries.leaks([
      { name: 'the answers', content: texts.join('\n') },
      { name: 'the log', content: sidecar.log() }
    ])
  ).toEqual([]);
});

test('the sixth wrong password in a row does not reach the database', async () => {
  await start();
  for (let count = 0; count < 5; count++) {
    expect(codeOf(await signIn({ password: WRONG }))).toBe('sign_in_refused');
  }
  const sixth = await signIn();
  expect([sixth.status, codeOf(sixth)]).toEqual([429, 'too_many_requests']);
  expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(20);
});

test('so it is at a server that the user names, whatever it is called', async () => {
  await start({ allow: 'any' });
  const attempt = (id: string, password: string): Promise<Reply> =>
    signIn({
      ...{ password },
      server: {
        ...named('127.0.0.1', String(other.httpPort)).server,
        ...{ id, label: id }
      }
    });
  for (let count = 0; count < 5; count++) {
    const reply = await attempt(`mine-${count}`, WRONG);
    expect(codeOf(reply)).toBe('sign_in_refused');
  }
  expect(codeOf(await attempt('mine', PASSWORD))).toBe('too_many_requests');
});

test('signing out ends our session and what runs on it, never the handed-over one', async () => {
  await start();
  await signIn();
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
  expect(await sessionsOfAda()).toBeGreaterThan(1);
  expect((await signOut('prod')).json()).toEqual({ ended: true });
  expect(await sessionsOfAda()).toBe(0);
  expect((await statusOf('prod')).state).toBe('sign_in_needed');
  expect((await signOut('prod')).json()).toEqual({ ended: false });
  expect((await signOut('handover')).json()).toEqual({ ended: false });
  expect((await run('handover', 'SELECT 1')).status).toBe(200);
});

test('the end of the sidecar ends the sessions that it opened', async () => {
  await start();
  await signIn();
  await run('prod', 'SELECT 1');
  expect(await sessionsOfAda()).toBeGreaterThan(0);
  await sidecar.stop();
  expect(await sessionsOfAda()).toBe(0);
});

test('a session that ended in the database needs the password again, and no statement is lost', async () => {
  await start();
  await signIn();
  await restartOther();
  const reply = await run('prod', 'SELECT 1');
  expect([reply.status, codeOf(reply)]).toEqual([409, 'sign_in_needed']);
  expect((await run('handover', 'SELECT 1')).status).toBe(200);
  await signIn();
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
});

test('with a password file nobody types, and an ended session is opened again', async () => {
  const passwordFile = join(await privateFolder('passwords-'), 'passwords');
  const escaped = PASSWORD.replace(/[\\:]/g, '\\$&');
  await writeFile(
    passwordFile,
    `127.0.0.1:${other.binaryPort}:*:ada:${escaped}\n`,
    { mode: 0o600 }
  );
  await start({ passwordFile, servers: [{ ...prod(), database: 'flights' }] });
  expect(await servers()).toMatchObject([
    { id: 'handover' },
    { id: 'prod', auth: 'automatic', state: 'sign_in_needed' }
  ]);
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
  await restartOther();
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
  expect(await servers()).toMatchObject([{}, { state: 'connected' }]);
});

test('a program gets a session of its own, whose end logs nobody else out', async () => {
  await start();
  await signIn();
  const reply = await sidecar.post('/connections/prod/sessions', {});
  const { session, connection } = reply.json<ClonedSession>();
  expect(connection).toEqual({
    ...{ protocol: 'binary', host: '127.0.0.1' },
    port: String(other.binaryPort)
  });
  await callHeavydb(other.httpPort, 'get_tables', [session]);
  await callHeavydb(other.httpPort, 'disconnect', [session]);
  expect((await run('prod', 'SELECT 1')).status).toBe(200);
  const second = await sidecar.post('/connections/prod/sessions', {});
  expect(second.json<ClonedSession>().session).not.toBe(session);
});

test('no program gets one where the admin hands out none', async () => {
  await start({ exposeSessionId: false });
  const reply = await sidecar.post('/sessions', {});
  expect([reply.status, codeOf(reply)]).toEqual([403, 'forbidden']);
});

test.each([
  ['the admin’s word', { readOnly: ['prod'] }, {}],
  ['the user’s own switch', {}, { readOnly: true }]
])('by %s a connection only reads', async (_who, config, more) => {
  await start(config);
  await signIn();
  const writing = await run('prod', 'CREATE TABLE never (a INTEGER)', more);
  expect([writing.status, codeOf(writing)]).toEqual([403, 'read_only']);
  expect((await run('prod', 'SELECT 1', more)).status).toBe(200);
  expect((await statusOf('prod')).readOnly).toBe('readOnly' in config);
  const { tables } = (
    await sidecar.get('/connections/prod/schema')
  ).json<SchemaReply>();
  expect(tables.map(({ name }) => name)).not.toContain('never');
});

const named = (host: string, port: string) => ({
  server: { id: 'mine', label: 'Mine', protocol: 'http', host, port }
});

test('a server that the user names is asked only where the admin allows any', async () => {
  await start();
  const mine = named('127.0.0.1', String(other.httpPort));
  expect(codeOf(await signIn(mine))).toBe('connection_forbidden');
  await sidecar.stop();
  await start({ allow: 'any' });
  expect((await signIn(mine)).json<ServerStatus>()).toMatchObject({
    ...{ id: 'mine', origin: 'user', state: 'connected' }
  });
  expect((await run('mine', 'SELECT 1')).status).toBe(200);
  expect((await servers()).map(({ id }) => id)).toEqual([
    ...['handover', 'prod', 'mine']
  ]);
});

test.each([
  ['169.254.169.254', '80'],
  ['[fe80::1]', '80'],
  ['::ffff:169.254.169.254', '80'],
  ['2852039166', '80'],
  ['evil.example/path', '80'],
  ['user@evil.example', '80'],
  ['', '80'],
  ['127.0.0.1', '0'],
  ['127.0.0.1', '6278x']
])(
  '%s:%s, named by a user, is no address to connect to',
  async (host, port) => {
    await start({ allow: 'any' });
    const reply = await signIn(named(host, port));
    expect([400, 409]).toContain(reply.status);
    expect(['request_invalid', 'config_invalid']).toContain(codeOf(reply));
  }
);

test.each([
  ['no object', 'null'],
  [
    'no server',
    JSON.stringify({ username: 'a', database: 'b', password: 'c' })
  ],
  ['an ID that is a path', body({ id: '../session' })],
  ['an ID with a database', body({ id: 'a;b' })],
  ['a number for a password', body({}, { password: 7 })],
  ['an empty password', body({}, { password: '' })],
  ['an object for a user', body({}, { username: {} })]
])('%s is refused as invalid', async (_what, text) => {
  await start({ allow: 'any' });
  const reply = await sidecar.request({
    ...{ method: 'POST', path: '/connections/sign-in', body: text },
    headers: { 'Content-Type': 'application/json' }
  });
  expect([reply.status, codeOf(reply)]).toEqual([400, 'request_invalid']);
});

function body(server: object, more: object = {}): string {
  return JSON.stringify({
    server: { ...named('h', '1').server, ...server },
    ...{ username: 'ada', database: '', password: WRONG, ...more }
  });
}

test('more than 4 KiB are no sign-in', async () => {
  await start();
  const reply = await signIn({ username: 'a'.repeat(5000) });
  expect([reply.status, codeOf(reply)]).toEqual([413, 'request_too_large']);
});

/** A database forgets its sessions when it is started anew. */
async function restartOther(): Promise<void> {
  const { binaryPort, httpPort } = other;
  await other.stop();
  other = await startOther([
    `--binary-port=${binaryPort}`,
    `--http-port=${httpPort}`
  ]);
}

const startOther = (args: string[] = []): Promise<ISandbox> =>
  startSandbox({
    args: [
      ...['--user=ada', `--password=${PASSWORD}`],
      ...['--database=flights', '--database=weather'],
      ...args
    ]
  });
