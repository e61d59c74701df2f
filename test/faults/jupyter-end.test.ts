/**
 * However a Jupyter server ends, in the midst of a query: five seconds later nothing of ours runs,
 * and nothing of ours lies in the temporary folder.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { commandsWith, isRunning, sidecarOf } from '../helpers/running';
import { limitMs, times } from '../helpers/scale';
import { buildSidecarOnce } from '../helpers/sidecar';
import { tell } from '../helpers/spread';
import { until } from '../helpers/until';

const LIMIT_MS = limitMs(5_000);
const TURNS = times({ quick: 2, full: 25 });
const AT_ONCE = 2;

/** A Jupyter server whose database takes connections and says nothing. */
type Started = { jupyter: Jupyter; database: Server };
const started: Started[] = [];

beforeAll(() => buildSidecarOnce());
afterEach(async () => {
  for (const { jupyter, database } of started.splice(0)) {
    await jupyter.stop();
    database.close();
  }
});

async function start(
  folders = new JupyterFolders(),
  { atTerminal = false } = {}
): Promise<Started> {
  const database = createServer(socket =>
    socket.resume().on('error', () => socket.destroy())
  );
  await new Promise<void>(done => database.listen(0, '127.0.0.1', done));
  const temp = join(folders.top, 'tmp');
  mkdirSync(temp, { recursive: true });
  writeFileSync(folders.sessionFile, 'HangingSession01', { mode: 0o600 });
  const jupyter = await Jupyter.start(folders, {
    module: 'jupyter_server',
    atTerminal,
    config: { OmniSciSessionManager: { session_file: folders.sessionFile } },
    env: {
      TMPDIR: temp,
      // By it all that this server starts is found: it is nobody else's folder.
      OMNISCI_TEST_MARK: folders.top,
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String((database.address() as { port: number }).port)
    }
  });
  started.push({ jupyter, database });
  return { jupyter, database };
}

const ask = (
  { url, token }: Jupyter,
  route: string,
  init: RequestInit = {}
): Promise<Response> =>
  fetch(new URL(route, url), {
    ...init,
    headers: { Authorization: `token ${token}`, ...init.headers }
  });

/** A statement that the sidecar waits for when the end comes. */
async function startQuery({ jupyter, database }: Started): Promise<void> {
  const connected = once(database, 'connection');
  void ask(jupyter, 'omnisci/queries', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), sql: 'SELECT 1', rowLimit: 1 })
  }).catch(() => undefined);
  await connected;
}

/** As the menu's “Shut Down” does it, with the cookie of somebody who logged in. */
async function shutDown({ url, token }: Jupyter): Promise<void> {
  const form = await fetch(new URL('login', url));
  const [xsrf = ''] = form.headers.getSetCookie().map(cookieOf);
  const login = await fetch(new URL('login', url), {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: xsrf },
    body: new URLSearchParams({ password: token, _xsrf: valueOf(xsrf) })
  });
  const cookies = [xsrf, ...login.headers.getSetCookie().map(cookieOf)];
  const reply = await fetch(new URL('api/shutdown', url), {
    method: 'POST',
    headers: { Cookie: cookies.join('; '), 'X-XSRFToken': valueOf(xsrf) }
  });
  expect(reply.status).toBe(200);
}
const cookieOf = (header: string): string => header.split(';')[0] ?? '';
const valueOf = (cookie: string): string =>
  cookie.slice(cookie.indexOf('=') + 1);

/** Ctrl-C, then Ctrl-C again where Jupyter asks, or the answer. */
const interrupt =
  (second: string) =>
  async (server: Jupyter): Promise<void> => {
    const { stdin } = server.process;
    stdin?.write('\x03');
    await until(
      () => (server.log.includes('y/[n]') ? true : null),
      'Jupyter asks whether to shut down'
    );
    stdin?.write(second);
  };

type Ending = {
  name: string;
  end: (server: Jupyter) => unknown;
  atTerminal?: boolean;
};

const ENDINGS: Ending[] = [
  { name: 'kill -9', end: ({ pid }) => process.kill(pid, 'SIGKILL') },
  { name: 'SIGTERM', end: ({ pid }) => process.kill(pid, 'SIGTERM') },
  { name: 'SIGINT', end: ({ pid }) => process.kill(pid, 'SIGINT') },
  { name: 'Ctrl-C twice', end: interrupt('\x03'), atTerminal: true },
  { name: 'Ctrl-C and yes', end: interrupt('y\n'), atTerminal: true },
  { name: '“Shut Down” in the menu', end: shutDown }
];

const leftIn = (folders: JupyterFolders): string[] =>
  [folders.runtime, join(folders.top, 'tmp')]
    .flatMap(folder => readdirSync(folder))
    .filter(name => name.startsWith('jupyterlab-omnisci-'));

/** Answers after how long nothing was left: since the order, and since Jupyter itself was gone. */
async function endOnce({ end, atTerminal }: Ending): Promise<[number, number]> {
  const { jupyter, database } = await start(undefined, { atTerminal });
  await startQuery({ jupyter, database });
  const { folders, pid } = jupyter;
  expect(leftIn(folders)).toHaveLength(1);
  const orderedAt = performance.now();
  await end(jupyter);
  await until(() => (isRunning(pid) ? null : true), 'Jupyter has ended');
  const endedAt = performance.now();
  await until(
    () => (commandsWith(folders.top).length === 0 ? true : null),
    'all that it started has ended'
  );
  const now = performance.now();
  expect(leftIn(folders)).toEqual([]);
  await jupyter.stop();
  return [now - orderedAt, now - endedAt];
}

test.each(ENDINGS)(
  'after $name no process, no socket and no folder is left',
  async ending => {
    const took: [number, number][] = [];
    while (took.length < TURNS) {
      const count = Math.min(AT_ONCE, TURNS - took.length);
      const turns = Array.from({ length: count }, () => endOnce(ending));
      took.push(...(await Promise.all(turns)));
    }
    const { name } = ending;
    tell(
      `${name}: nothing left after the order`,
      took.map(([all]) => all)
    );
    const { max } = tell(
      `${name}: nothing left after Jupyter itself`,
      took.map(([, ours]) => ours)
    );
    expect(max).toBeLessThan(LIMIT_MS);
  }
);

test('a Jupyter that is started again where one was killed is served by a sidecar of its own', async () => {
  const folders = new JupyterFolders();
  const first = await start(folders);
  await startQuery(first);
  process.kill(first.jupyter.pid, 'SIGKILL');
  const { jupyter } = await start(folders);
  expect((await ask(jupyter, 'omnisci/')).status).toBe(200);
  expect(sidecarOf(jupyter.pid)).not.toBeNull();
  await until(
    () => (sidecarOf(first.jupyter.pid) === null ? true : null),
    'the first one’s sidecar has ended'
  );
  expect(leftIn(folders)).toHaveLength(1);
});
