/** How the sidecar starts, ends, and leaves nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startQuery } from '../helpers/rows';
import {
  buildSidecarOnce,
  type ISidecar,
  privateFolder,
  SIDECAR,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';
import { limitMs } from '../helpers/scale';

const sidecars: ISidecar[] = [];
const start: typeof startSidecar = async options => {
  const sidecar = await startSidecar(options);
  sidecars.push(sidecar);
  return sidecar;
};

beforeAll(() => buildSidecarOnce());
afterEach(async () => {
  await Promise.all(sidecars.splice(0).map(sidecar => sidecar.stop('SIGKILL')));
});

test('SIGTERM ends it with 143, and takes socket and folder along', async () => {
  const sidecar = await start();
  expect(await sidecar.stop()).toBe(143);
  expect(existsSync(sidecar.socketPath)).toBe(false);
  expect(existsSync(dirname(sidecar.socketPath))).toBe(false);
});

test('a folder with something else in it stays', async () => {
  const sidecar = await start();
  const other = join(dirname(sidecar.socketPath), 'other');
  writeFileSync(other, '');
  await sidecar.stop();
  expect(readdirSync(dirname(other))).toEqual(['other']);
});

test('the socket is for its owner only', async () => {
  const { socketPath } = await start();
  const { statSync } = await import('node:fs');
  expect(statSync(socketPath).mode & 0o077).toBe(0);
});

test('^C of the terminal leaves it to its parent to end it', async () => {
  const sidecar = await start();
  sidecar.process.kill('SIGINT');
  expect((await sidecar.get('/')).status).toBe(200);
});

test('ends when its parent is gone', async () => {
  const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  const sidecar = await start({ parentPid: parent.pid });
  parent.kill('SIGKILL');
  expect(await sidecar.ended()).toBe(129);
  expect(existsSync(sidecar.socketPath)).toBe(false);
});

test('ends when it becomes an orphan', async () => {
  const socket = join(await privateFolder('omnisci-socket-'), 'socket');
  const script = `
    const { spawn } = require('node:child_process');
    const args = [${JSON.stringify(SIDECAR)}, '--socket', ${JSON.stringify(socket)}, '--parent-pid', process.pid];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    console.log(child.pid);
    setInterval(() => {}, 1e6);`;
  const parent = spawn(process.execPath, ['-e', script]);
  const pid = await new Promise<number>(resolve =>
    parent.stdout.once('data', (text: Buffer) => resolve(Number(text)))
  );
  await until(() => (existsSync(socket) ? true : null), 'it listens');
  parent.kill('SIGKILL');
  await until(() => (isRunning(pid) ? null : true), 'it ended');
  expect(existsSync(socket)).toBe(false);
});

test('takes over the socket that a killed one left', async () => {
  const first = await start();
  await first.stop('SIGKILL');
  const { socketPath } = first;
  expect(existsSync(socketPath)).toBe(true);
  const second = await start({ socketPath });
  expect((await second.get('/')).status).toBe(200);
});

test('does not take a socket over that is answered', async () => {
  const first = await start();
  const { code, log, lasted } = await run(['--socket', first.socketPath]);
  expect(code).toBe(1);
  expect(log).toMatch(/cannot start: Another process listens on .*socket/);
  expect(log.trim().split('\n')).toHaveLength(1);
  // A supervisor that starts it again at once must not do so ten times a second.
  expect(lasted).toBeGreaterThan(900);
  expect((await first.get('/')).status).toBe(200);
});

test('does not remove a file in the place of its socket', async () => {
  const path = join(await privateFolder('omnisci-socket-'), 'precious');
  writeFileSync(path, 'precious');
  const { code, log } = await run(['--socket', path]);
  expect(code).toBe(1);
  expect(log).toContain('not a socket');
  expect(readFileSync(path, 'utf8')).toBe('precious');
});

const misconfigured: [string, string[], Record<string, string>, RegExp][] = [
  ['nowhere to listen', [], {}, /--socket PATH or --port/],
  ['a port without a secret', ['--port', '0'], {}, /JUPYTERLAB_OMNISCI_SECRET/],
  [
    'a port that is none',
    ['--port', '80x'],
    { JUPYTERLAB_OMNISCI_SECRET: 's' },
    /whole number/
  ],
  ['an unknown argument', ['--sokcet', '/x'], {}, /--sokcet/],
  [
    'an unknown setting',
    ['--socket', '/x'],
    { JUPYTERLAB_OMNISCI_CONFIG: '{"sessionfile": "/x"}' },
    /sessionfile/
  ],
  [
    'a setting of another type',
    ['--socket', '/x'],
    { JUPYTERLAB_OMNISCI_CONFIG: '{"exposeSessionId": "maybe"}' },
    /exposeSessionId/
  ],
  [
    'configuration that is no JSON',
    ['--socket', '/x'],
    { JUPYTERLAB_OMNISCI_CONFIG: '{secret' },
    /not JSON/
  ],
  [
    'a socket in no folder',
    ['--socket', '/no/such/folder/x.sock'],
    {},
    /cannot start: .*the folder \/no\/such\/folder does not exist/
  ],
  [
    'a socket in what is no folder',
    ['--socket', join(process.execPath, 'x.sock')],
    {},
    /cannot start: .* is not a folder/
  ],
  [
    'a socket path that is too long',
    ['--socket', `/tmp/${'x'.repeat(200)}`],
    {},
    /cannot start/
  ]
];

test.concurrent.each(misconfigured)(
  'says in one line what is wrong with %s',
  async (_name, args, env, says) => {
    const { code, log } = await run(args, env);
    expect(code).toBe(1);
    expect(log).toMatch(says);
    expect(log.trim().split('\n')).toHaveLength(1);
  }
);

test('--help prints every setting', async () => {
  const { output } = await run(['--help']);
  for (const name of [
    '--socket',
    '--session-file',
    'OMNISCI_PORT',
    'JUPYTERLAB_OMNISCI_CONFIG'
  ]) {
    expect(output).toContain(name);
  }
});

test('runs alone, by arguments', async () => {
  const file = join(await privateFolder('omnisci-session-'), 'session');
  writeFileSync(file, 'AloneSession0123');
  const sidecar = await start({
    config: { sessionFile: file, port: 'MY_PORT' },
    env: { JUPYTERLAB_OMNISCI_PORT_VARIABLE: 'OTHER_PORT' }
  });
  const reply = (await sidecar.get('/session')).json<{
    environment: { port: string };
  }>();
  expect(reply.environment.port).toBe('OTHER_PORT');
});

test('forgets the secrets of its environment before a manager can see them', async () => {
  const folder = await privateFolder('omnisci-manager-');
  writeFileSync(
    join(folder, 'spy.cjs'),
    `exports.Spy = { getSession: () => ({ query: Object.keys(process.env).join(' ') }) };`
  );
  const sidecar = await start({
    config: { sessionManager: 'spy.Spy' },
    cwd: folder,
    env: {
      JUPYTERHUB_API_TOKEN: 't',
      JPY_API_TOKEN: 't',
      JUPYTER_TOKEN: 't',
      JUPYTERLAB_OMNISCI_SECRET: 's',
      COMPANY_TOKEN: 'kept'
    }
  });
  const { query } = (await sidecar.get('/session')).json<{ query: string }>();
  expect(query).toContain('COMPANY_TOKEN');
  expect(query).not.toMatch(/JUPYTER|JPY/);
});

test('a reader of its log that goes away does not end it', async () => {
  const sidecar = await start({ config: { sessionFile: SIDECAR } });
  sidecar.process.stderr?.destroy();
  sidecar.process.stdout?.destroy();
  for (let count = 0; count < 3; count++) {
    await startQuery(sidecar, { sql: 'SELECT 1' });
  }
  expect((await sidecar.get('/')).status).toBe(200);
});

test('does not wait for a database that is gone when it ends', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const file = join(await privateFolder('omnisci-session-'), 'session');
  writeFileSync(file, 'HangingSession01');
  const sidecar = await start({
    config: { sessionFile: file },
    env: {
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port)
    }
  });
  const connected = new Promise(resolve => server.once('connection', resolve));
  const query = startQuery(sidecar, { sql: 'SELECT 1' }).catch(() => null);
  await connected;
  const started = performance.now();
  expect(await sidecar.stop()).toBe(143);
  expect(performance.now() - started).toBeLessThan(limitMs(4000));
  await query;
  server.close();
});

type Run = { code: number | null; log: string; output: string; lasted: number };

async function run(
  args: string[],
  env: Record<string, string> = {}
): Promise<Run> {
  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, [SIDECAR, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let [log, output] = ['', ''];
  child.stderr?.on('data', (text: Buffer) => (log += text.toString()));
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>(resolve =>
    child.once('close', resolve)
  );
  return { code, log, output, lasted: performance.now() - started };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
