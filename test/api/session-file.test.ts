/** What the session file and the environment say, as `GET /session` tells it; faults are in test/faults. */
import { rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply, StatusReply } from '../../server/protocol';
import {
  type ISidecar,
  privateFolder,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';

const CANARY = 'CanarySession0123456789abcdefABCD';
const DATABASE = {
  OMNISCI_PROTOCOL: 'http',
  OMNISCI_HOST: 'localhost',
  OMNISCI_PORT: '1'
};

let sidecar: ISidecar | undefined;
afterEach(() => sidecar?.stop());

async function readSession(path: string): Promise<SessionReply> {
  sidecar = await startSidecar({
    config: { sessionFile: path },
    env: DATABASE
  });
  const reply = await sidecar.get('/session');
  expect(reply.status).toBe(200);
  return reply.json();
}

/** The ID itself never becomes part of a failure's message. */
const isCanary = ({ session }: SessionReply): boolean => session === CANARY;

test('tells the session, where the database is, and which variables say so', async () => {
  const reply = await readSession(await sessionFile(CANARY));
  expect(isCanary(reply)).toBe(true);
  expect(reply.state).toBeUndefined();
  expect(reply.connection).toEqual({
    protocol: 'http',
    host: 'localhost',
    port: '1'
  });
  expect(reply.environment).toEqual({
    protocol: 'OMNISCI_PROTOCOL',
    host: 'OMNISCI_HOST',
    port: 'OMNISCI_PORT'
  });
});

test('hands over the query of the JSON form as it stands', async () => {
  const query = 'SELECT "a\\b" FROM t\nWHERE x = \'$&\' -- ü';
  const path = await sessionFile(JSON.stringify({ session: CANARY, query }));
  expect((await readSession(path)).query).toBe(query);
});

test('says how to configure a session file where none is', async () => {
  const reply = await readSession('');
  expect(reply.state).toBe('session_file_not_configured');
  expect(reply.message).toContain('OmniSciSessionManager.session_file');
});

test('where none is configured the file and the variables of HEAVY.AI are found', async () => {
  const path = await sessionFile(JSON.stringify({ session: CANARY }));
  sidecar = await startSidecar({
    config: { sessionFileCandidates: ['/nowhere/session', path] },
    env: { HEAVYAI_PROTOCOL: 'http', HEAVYAI_HOST: 'db', HEAVYAI_PORT: '1' }
  });
  expect(isCanary((await sidecar.get('/session')).json())).toBe(true);
  const status = (await sidecar.get('/status')).json<StatusReply>();
  expect(status).toMatchObject({
    source: { kind: 'file', path, writtenAt: expect.any(Number) as number },
    connection: { host: 'db' },
    environment: { host: 'HEAVYAI_HOST' }
  });
});

test('follows links, also when they are swapped, as Kubernetes does', async () => {
  const folder = await privateFolder('omnisci-session-');
  const [link, next] = [join(folder, 'session'), join(folder, 'next')];
  await symlink(await sessionFile('OtherSession1'), link);
  expect(isCanary(await readSession(link))).toBe(false);
  await symlink(await sessionFile(CANARY), next);
  await rename(next, link);
  expect(isCanary((await sidecar!.get('/session')).json())).toBe(true);
});

test('sees the session come, change and go without a restart', async () => {
  const path = join(await privateFolder('omnisci-session-'), 'session');
  const state = async () => (await sidecar!.get('/session')).json().state;
  expect((await readSession(path)).state).toBe('session_missing');
  await writeFile(path, CANARY);
  expect(await state()).toBeUndefined();
  await writeFile(path, '');
  expect(await state()).toBe('session_missing');
  await writeFile(path, '{"session": "OtherSession1"}');
  expect(await state()).toBeUndefined();
  await unlink(path);
  expect(await state()).toBe('session_missing');
});

test('keeps the ID to itself where it is told to', async () => {
  const path = await sessionFile(CANARY);
  sidecar = await startSidecar({
    config: { sessionFile: path, exposeSessionId: false },
    env: DATABASE
  });
  const reply = await sidecar.get('/session');
  expect(reply.text.includes(CANARY)).toBe(false);
  expect(reply.json()).toMatchObject({ session: '', query: '' });
});

const environments: [string, Record<string, string>, string, string][] = [
  ['no host', { OMNISCI_HOST: '' }, 'environment_missing', 'OMNISCI_HOST'],
  [
    'a blank protocol',
    { OMNISCI_PROTOCOL: '  ' },
    'environment_missing',
    'OMNISCI_PROTOCOL'
  ],
  [
    'another protocol',
    { OMNISCI_PROTOCOL: 'ftp' },
    'config_invalid',
    'OMNISCI_PROTOCOL'
  ],
  ['port 0', { OMNISCI_PORT: '0' }, 'config_invalid', 'OMNISCI_PORT'],
  ['port 65536', { OMNISCI_PORT: '65536' }, 'config_invalid', 'OMNISCI_PORT'],
  ['port 6278x', { OMNISCI_PORT: '6278x' }, 'config_invalid', 'OMNISCI_PORT'],
  [
    'a user in the host',
    { OMNISCI_HOST: 'me:pw@db' },
    'config_invalid',
    'OMNISCI_HOST'
  ]
];

test.each(environments)('answers for %s', async (_name, env, code, named) => {
  const path = await sessionFile(CANARY);
  sidecar = await startSidecar({
    config: { sessionFile: path },
    env: { ...DATABASE, ...env }
  });
  const status = (await sidecar.get('/status')).json<StatusReply>();
  expect(status.state).toBe(code);
  expect(status.message).toContain(named);
  const session = (await sidecar.get('/session')).json<SessionReply>();
  expect(isCanary(session)).toBe(true);
  expect(session.state).toBe(code);
});

test('reads the variables that it is told to, and trims their values', async () => {
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(CANARY),
      protocol: 'MY_PROTOCOL',
      host: 'MY_HOST',
      port: 'MY_PORT'
    },
    env: {
      MY_PROTOCOL: ' HTTPS ',
      MY_HOST: 'https://db.example',
      MY_PORT: '6273\n'
    }
  });
  const reply = (await sidecar.get('/session')).json<SessionReply>();
  expect(reply.state).toBeUndefined();
  expect(reply.connection).toEqual({
    protocol: 'HTTPS',
    host: 'https://db.example',
    port: '6273'
  });
  expect(reply.environment.host).toBe('MY_HOST');
});
