/**
 * Every state that a session file can be in, one after the other under one real sidecar: its code
 * in `GET /session`, within 2 seconds, at no cost of memory, and nothing of the file's content.
 */
import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  open,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  writeFile
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionReply } from '../../server/protocol';
import { peakMb } from '../bench/processes';
import {
  isRoot,
  NOBODY,
  openFolder,
  startSidecarAsNobody
} from '../helpers/other-user';
import { startQuery } from '../helpers/rows';
import { limitMs, times } from '../helpers/scale';
import { type ISidecar, privateFolder, startSidecar } from '../helpers/sidecar';

const CANARY = 'CanarySession0123456789abcdefABCD';
const BOUND_MS = limitMs(2000);
const ENV = {
  OMNISCI_PROTOCOL: 'http',
  OMNISCI_HOST: 'localhost',
  OMNISCI_PORT: '1'
};

let sidecar: ISidecar;
let path: string;

beforeAll(async () => {
  path = join(await privateFolder('omnisci-session-'), 'session');
  sidecar = await startSidecar({ config: { sessionFile: path }, env: ENV });
});
afterAll(() => sidecar.stop());

async function read(from = sidecar): Promise<SessionReply> {
  const started = performance.now();
  const reply = await from.get('/session');
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  expect(reply.status).toBe(200);
  return reply.json();
}

async function put(content: string | Buffer): Promise<void> {
  await rm(path, { force: true, recursive: true });
  await writeFile(path, content, { mode: 0o600 });
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
  await put(content);
  const reply = await read();
  expect(isCanary(reply)).toBe(true);
  expect(reply.state).toBeUndefined();
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
  ['binary', Buffer.from([0xff, 0xfe, 0x41, 0]), 'session_invalid'],
  ['part of an ID', 'abcdefg', 'session_invalid'],
  ['part of JSON', `{"session": "${CANARY}"`, 'session_invalid'],
  ['too long an ID', 'a'.repeat(129), 'session_invalid'],
  ['blanks within', 'CanarySession 0123456789', 'session_invalid'],
  ['JSON of another type', '{"session": 12345678}', 'session_invalid'],
  ['HTML', '<html>not found</html>', 'session_invalid'],
  ['more than the cap', 'a'.repeat(256 * 1024 + 1), 'session_invalid']
];

test.each(refused)('refuses %s', async (_name, content, code) => {
  await put(content);
  await expectRefusal(code);
});

/** The same as an error's status, where rows are asked for. */
async function expectRefusal(code: string): Promise<void> {
  const reply = await read();
  expect(reply.state).toBe(code);
  expect(reply.session === '').toBe(true);
  expect(reply.message).toContain(path);
  expect(reply.message?.includes(CANARY)).toBe(false);
  expect(sidecar.log().includes(CANARY)).toBe(false);
  const query = await startQuery(sidecar, { sql: 'SELECT 1' });
  expect([query.status, query.json().code]).toEqual([409, code]);
}

const noFiles: [string, () => unknown, string][] = [
  ['a missing file', () => undefined, 'session_missing'],
  [
    'a dangling link',
    () => symlink('/nowhere/at/all', path),
    'session_missing'
  ],
  ['a loop of links', () => symlink(path, path), 'session_unreadable'],
  ['a folder', () => mkdir(path), 'session_unreadable'],
  [
    'a FIFO that nobody writes to',
    () => execFileSync('mkfifo', [path]),
    'session_unreadable'
  ],
  ['an endless device', () => symlink('/dev/zero', path), 'session_unreadable'],
  ['a terminal', () => symlink('/dev/tty', path), 'session_unreadable']
];

test.each(noFiles)('answers for %s', async (_name, make, code) => {
  await rm(path, { force: true, recursive: true });
  await make();
  await expectRefusal(code);
});

test('answers for a socket', async () => {
  await rm(path, { force: true, recursive: true });
  const server = createServer();
  await new Promise<void>(resolve => server.listen(path, resolve));
  try {
    await expectRefusal('session_unreadable');
  } finally {
    server.close();
  }
});

test('refuses a gigabyte without reading it', async () => {
  await put(CANARY);
  await read();
  const before = peakMb(sidecar.pid);
  await truncate(path, 2 ** 30);
  for (let count = 0; count < 20; count++) {
    await expectRefusal('session_invalid');
  }
  expect(peakMb(sidecar.pid) - before).toBeLessThan(8);
});

test('a file that is gone is a log-out at the very next request', async () => {
  for (let turn = 0; turn < times({ quick: 5, full: 500 }); turn++) {
    await put(CANARY);
    expect(isCanary(await read())).toBe(true);
    await unlink(path);
    expect((await read()).state).toBe('session_missing');
  }
});

test('an ID that is written in two pieces is taken whole', async () => {
  await put('');
  const file = await open(path, 'w');
  await file.write(CANARY.slice(0, 20));
  const reading = read();
  await file.write(CANARY.slice(20));
  await file.close();
  expect(isCanary(await reading)).toBe(true);
});

test('a path below a file is unreadable', async () => {
  await put(CANARY);
  const below = await startSidecar({
    config: { sessionFile: join(path, 'session') },
    env: ENV
  });
  expect((await read(below)).state).toBe('session_unreadable');
  await below.stop();
});

test('a file without right of reading is unreadable, until there is one', async () => {
  const folder = isRoot
    ? await openFolder('omnisci-session-')
    : await privateFolder('omnisci-session-');
  const sessionFile = join(folder, 'session');
  await writeFile(sessionFile, CANARY, { mode: 0o600 });
  const start = isRoot ? startSidecarAsNobody : startSidecar;
  if (!isRoot) {
    await chmod(sessionFile, 0o000);
  }
  const other = await start({ config: { sessionFile }, env: ENV });
  const refusal = await read(other);
  expect(refusal.state).toBe('session_unreadable');
  expect(refusal.message).toContain('EACCES');
  if (isRoot) {
    execFileSync('chown', [`${NOBODY.uid}:${NOBODY.gid}`, sessionFile]);
  }
  await chmod(sessionFile, 0o600);
  expect(isCanary(await read(other))).toBe(true);
  await other.stop();
});

/** A sidecar whose file system has the fault that `control` names. */
async function startWithFaults() {
  const folder = await privateFolder('omnisci-session-');
  const sessionFile = join(folder, 'session');
  const control = join(folder, 'fault');
  const faultyOpen = join(__dirname, '../helpers/faulty-open.cjs');
  await writeFile(control, '');
  const other = await startSidecar({
    config: { sessionFile },
    env: {
      ...ENV,
      FAULTY_OPEN_CONTROL: control,
      NODE_OPTIONS: `--require ${JSON.stringify(faultyOpen)}`
    }
  });
  return { other, folder, sessionFile, control };
}

test.each([
  ['a file that was swapped away while it was opened', 'ENOENT', 'missing'],
  ['a stale handle of NFS', 'ESTALE', 'unreadable']
])('%s is opened anew, for a while', async (_name, errno, state) => {
  const { other, sessionFile, control } = await startWithFaults();
  await writeFile(sessionFile, CANARY, { mode: 0o600 });
  await writeFile(control, `${errno} 1`);
  expect(isCanary(await read(other))).toBe(true);
  await writeFile(control, `${errno} 99`);
  expect((await read(other)).state).toBe(`session_${state}`);
  await other.stop();
});

test('a file system that hangs is told in time, and at once to who comes later', async () => {
  const { other, folder, sessionFile, control } = await startWithFaults();
  execFileSync('mkfifo', [sessionFile]);
  await writeFile(control, 'hang');
  const hung = await Promise.all(Array.from({ length: 8 }, () => read(other)));
  for (const { state, message } of hung) {
    expect(state).toBe('session_unreadable');
    expect(message).toContain('could not be read within');
  }
  const started = performance.now();
  expect((await read(other)).state).toBe('session_unreadable');
  expect(performance.now() - started).toBeLessThan(limitMs(1000));

  const next = join(folder, 'next');
  await writeFile(next, CANARY, { mode: 0o600 });
  // Whoever writes to the FIFO lets the reader go on.
  const writer = await open(sessionFile, 'r+');
  await rename(next, sessionFile);
  await expect
    .poll(async () => isCanary(await read(other)), { timeout: limitMs(10_000) })
    .toBe(true);
  await writer.close();
  await other.stop();
});

test('a sidecar ends though its file system hangs', async () => {
  const { other, sessionFile, control } = await startWithFaults();
  execFileSync('mkfifo', [sessionFile]);
  await writeFile(control, 'hang');
  const reading = other.get('/session').catch(() => null);
  expect((await other.get('/')).status).toBe(200);
  const started = performance.now();
  expect(await other.stop()).not.toBe(0);
  expect(performance.now() - started).toBeLessThan(limitMs(5000));
  await reading;
});
