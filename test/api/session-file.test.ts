/** Every fault that a session file can have, against the real sidecar: its code, within 2 s. */
import { execFileSync } from 'node:child_process';
import {
  mkdir,
  open,
  rename,
  symlink,
  truncate,
  unlink,
  writeFile
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply, StatusReply } from '../../server/protocol';
import { startQuery } from '../helpers/rows';
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
  const started = performance.now();
  const reply = await sidecar.get('/session');
  expect(performance.now() - started).toBeLessThan(2000);
  expect(reply.status).toBe(200);
  return reply.json();
}

/** The ID itself never becomes part of a failure's message. */
const isCanary = ({ session }: SessionReply): boolean => session === CANARY;

const accepted: [string, string | Buffer][] = [
  ['plain text', CANARY],
  ['a newline at the end', `${CANARY}\n`],
  ['CRLF', `${CANARY}\r\n`],
  ['a BOM', `\ufeff${CANARY}\n`],
  ['blanks around it', `  \t${CANARY} \n\n`],
  ['JSON', JSON.stringify({ session: CANARY })],
  ['JSON with other keys', JSON.stringify({ session: CANARY, user: { a: 1 } })],
  ['JSON with a BOM and CRLF', `\ufeff{\r\n"session": "${CANARY}"\r\n}\r\n`]
];

test.each(accepted)('accepts %s', async (_name, content) => {
  const reply = await readSession(await sessionFile(content));
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

const refused: [string, string | Buffer, string][] = [
  ['an empty file', '', 'session_missing'],
  ['blanks only', ' \r\n\t\n', 'session_missing'],
  ['a BOM only', '\ufeff', 'session_missing'],
  ['JSON with an empty session', '{"session": ""}', 'session_missing'],
  ['JSON without a session', '{"query": "SELECT 1"}', 'session_missing'],
  ['JSON with a null session', '{"session": null}', 'session_missing'],
  ['two lines', `${CANARY}\n${CANARY}\n`, 'session_invalid'],
  ['two BOMs', `\ufeff\ufeff${CANARY}`, 'session_invalid'],
  ['a NUL', `${CANARY}\0`, 'session_invalid'],
  [
    'bytes that are no text',
    Buffer.from([0xff, 0xfe, 0x41, 0]),
    'session_invalid'
  ],
  ['seven characters', 'abcdefg', 'session_invalid'],
  ['too long an ID', 'a'.repeat(129), 'session_invalid'],
  ['blanks within', 'CanarySession 0123456789', 'session_invalid'],
  ['broken JSON', `{"session": "${CANARY}"`, 'session_invalid'],
  ['JSON of another type', '{"session": 12345678}', 'session_invalid'],
  ['HTML', '<html>not found</html>', 'session_invalid'],
  ['more than the cap', 'a'.repeat(256 * 1024 + 1), 'session_invalid']
];

test.each(refused)('refuses %s', async (_name, content, code) => {
  const path = await sessionFile(content);
  const reply = await readSession(path);
  expect(reply.state).toBe(code);
  expect(reply.session === '').toBe(true);
  expect(reply.message).toContain(path);
  expect(reply.message?.includes(CANARY)).toBe(false);
  expect(sidecar!.log().includes(CANARY)).toBe(false);
});

type Maker = (path: string) => Promise<unknown>;
const noFiles: [string, Maker, string][] = [
  ['a missing file', () => Promise.resolve(), 'session_missing'],
  [
    'a dangling link',
    path => symlink('/nowhere/at/all', path),
    'session_missing'
  ],
  ['a folder', path => mkdir(path), 'session_unreadable'],
  ['a loop of links', path => symlink(path, path), 'session_unreadable'],
  [
    'a FIFO that nobody writes to',
    path => Promise.resolve(execFileSync('mkfifo', [path])),
    'session_unreadable'
  ],
  [
    'an endless device',
    path => symlink('/dev/zero', path),
    'session_unreadable'
  ],
  [
    'a sparse gigabyte',
    async path => {
      await writeFile(path, '');
      await truncate(path, 2 ** 30);
    },
    'session_invalid'
  ]
];

test.each(noFiles)('answers for %s', async (_name, make, code) => {
  const path = join(await privateFolder('omnisci-session-'), 'session');
  await make(path);
  const reply = await readSession(path);
  expect(reply.state).toBe(code);
  expect(reply.message).toContain(path);
  // The same as an error's status, where rows are asked for.
  const query = await startQuery(sidecar!, { sql: 'SELECT 1' });
  expect(query.status).toBe(409);
  expect(query.json().code).toBe(code);
});

test('answers for a path below a file', async () => {
  const path = join(await sessionFile(CANARY), 'session');
  expect((await readSession(path)).state).toBe('session_unreadable');
});

test('answers for a socket', async () => {
  const path = join(await privateFolder('omnisci-session-'), 'session');
  const server = createServer();
  await new Promise<void>(resolve => server.listen(path, resolve));
  try {
    expect((await readSession(path)).state).toBe('session_unreadable');
  } finally {
    server.close();
  }
});

test('says how to configure a session file where none is', async () => {
  const reply = await readSession('');
  expect(reply.state).toBe('session_file_not_configured');
  expect(reply.message).toContain('OmniSciSessionManager.session_file');
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

test('never answers a mixture while the file is rotated in place', async () => {
  const path = await sessionFile(CANARY);
  const other = 'z'.repeat(CANARY.length);
  await readSession(path);
  let rotating = true;
  const rotation = (async () => {
    for (let turn = 0; rotating; turn++) {
      const file = await open(path, 'w');
      const text = turn % 2 ? CANARY : other;
      await file.write(text.slice(0, 10));
      await file.write(text.slice(10));
      await file.close();
      await pause(150);
    }
  })();
  const seen = new Set<string>();
  for (let count = 0; count < 25; count++) {
    const { session, state } = (
      await sidecar!.get('/session')
    ).json<SessionReply>();
    seen.add(
      session === CANARY || session === other ? 'whole' : (state ?? 'mixture')
    );
  }
  rotating = false;
  await rotation;
  expect(seen).toContain('whole');
  expect(seen).not.toContain('mixture');
  await writeFile(path, CANARY);
  expect(isCanary((await sidecar!.get('/session')).json())).toBe(true);
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
