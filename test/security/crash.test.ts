/** What the sidecar leaves behind when it is made to crash, to report or to open a debugger. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Canaries, type Place } from '../helpers/canaries';
import { type IRelay, startRelay } from '../helpers/relay';
import { startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  privateFolder,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';

const canary = (): string => randomBytes(16).toString('hex');
const jupyterToken = canary();
const hubToken = canary();
const password = canary();

let sandbox: ISandbox;
let relay: IRelay;
let session: string;
let canaries: Canaries;
let folder: string;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
  relay = await startRelay(sandbox.httpPort);
  session = await sandbox.logIn();
  canaries = new Canaries({
    'session ID': [session],
    'Jupyter token': [jupyterToken],
    'hub token': [hubToken],
    'database password': [password]
  });
});
afterEach(() => sidecar.stop('SIGKILL'));
afterAll(async () => {
  await relay.stop();
  await sandbox.stop();
});

/** With the credentials that the shim would have kept back, and in the middle of its work. */
async function startBusySidecar(nodeOptions = ''): Promise<void> {
  relay.reset();
  folder = await privateFolder('omnisci-crash-');
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(session) },
    cwd: folder,
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(relay.port),
      JUPYTER_TOKEN: jupyterToken,
      JUPYTERHUB_API_TOKEN: hubToken,
      JPY_API_TOKEN: hubToken,
      NODE_OPTIONS: nodeOptions
    }
  });
  await sidecar.get('/session');
  await startQuery(sidecar, {
    sql: `CREATE USER ada (password = '${password}')`
  });
  await startQuery(sidecar, { sql: 'SELECT 1' });
  const calls = relay.calls.length;
  relay.stall = () => true;
  void startQuery(sidecar, { sql: 'SELECT 2' }).catch(() => undefined);
  await until(
    () => (relay.calls.length > calls ? true : null),
    'a query waits for the database'
  );
}

const written = (): Place[] => [
  { name: 'the log', content: sidecar.log() },
  ...readdirSync(folder).map(name => ({
    name,
    content: readFileSync(join(folder, name))
  }))
];

test.each(['SIGABRT', 'SIGSEGV', 'SIGUSR2'] as const)(
  'a crash by %s writes no secret',
  async signal => {
    await startBusySidecar();
    sidecar.process.kill(signal);
    await sidecar.ended();
    expect(canaries.leaks(written())).toEqual([]);
  }
);

test('a report that whoever runs it by hand asks Node for holds no secret', async () => {
  await startBusySidecar('--report-on-signal --report-on-fatalerror');
  sidecar.process.kill('SIGUSR2');
  const report = await until(() => {
    const name = readdirSync(folder).find(found => found.endsWith('.json'));
    const text = name ? readFileSync(join(folder, name), 'utf8') : '';
    return text.trimEnd().endsWith('}') ? text : null;
  }, 'the report is written');
  expect(report).toContain('"environmentVariables"');
  expect(canaries.leaks(written())).toEqual([]);
});

test('SIGUSR1 opens no debugger', async () => {
  await startBusySidecar();
  sidecar.process.kill('SIGUSR1');
  await until(
    () => (sidecar.log().includes('SIGUSR1') ? true : null),
    'the signal has come'
  );
  expect((await sidecar.get('/')).status).toBe(200);
  expect(listeningPorts(sidecar.pid)).toEqual([]);
  expect(sidecar.log()).not.toContain('Debugger');
});

/** TCP ports of this process that somebody could connect to. */
function listeningPorts(pid: number): string[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
  return ['tcp', 'tcp6']
    .flatMap(kind =>
      readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n')
    )
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, , , state, , , , , , inode]) =>
        state === '0A' && sockets.includes(`socket:[${inode}]`)
    )
    .map(([, local]) => local ?? '');
}
