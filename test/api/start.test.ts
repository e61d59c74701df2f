import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/root';
import { until } from '../helpers/until';

/** One run of `npm start`, in a state folder of its own. */
class Start {
  readonly folder = mkdtempSync(join(tmpdir(), 'omnisci-start-'));
  readonly lines: string[] = [];
  /** What it tells a person. */
  said = '';
  readonly mark = randomUUID();
  readonly child: ChildProcess;

  constructor(...args: string[]) {
    this.child = spawn(
      process.execPath,
      [
        'scripts/start.mjs',
        '--no-browser',
        '--state-dir',
        join(this.folder, 'state'),
        ...args
      ],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          OMNISCI_TEST_MARK: this.mark,
          TMPDIR: this.folder
        }
      }
    );
    this.child.stderr?.on('data', (text: Buffer) => {
      this.said += text.toString();
    });
    if (this.child.stdout) {
      createInterface(this.child.stdout).on('line', line =>
        this.lines.push(line)
      );
    }
  }

  async link(): Promise<URL> {
    const line = await until(
      () => this.lines.find(text => text.startsWith('Ready: ')) ?? null,
      'npm start is ready'
    );
    return new URL(line.slice('Ready: '.length));
  }

  /** Asks a route of the Jupyter server, logged in by the link's token. */
  async ask(route: string, method = 'GET', body?: object): Promise<Response> {
    const link = await this.link();
    const headers = {
      Authorization: `token ${link.searchParams.get('token')}`,
      ...(body && { 'Content-Type': 'application/json' })
    };
    return fetch(new URL(route, link.origin), {
      method,
      headers,
      body: body && JSON.stringify(body)
    });
  }

  /** Every process that inherited this run's environment. */
  processes(): string[] {
    return readdirSync('/proc').filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.mark);
      } catch {
        return false;
      }
    });
  }

  sandboxPid(): number {
    const isSandbox = (pid: string): boolean =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sandbox.mjs');
    return Number(this.processes().find(isSandbox));
  }

  jupyterPid(): number {
    const file = readdirSync(join(this.folder, 'state/runtime')).find(name =>
      /^jpserver-\d+\.json$/.test(name)
    );
    return Number(/\d+/.exec(file ?? '')?.[0]);
  }

  sockets(folder = this.folder): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory()
        ? this.sockets(path)
        : entry.isSocket()
          ? [path]
          : [];
    });
  }

  async gone(): Promise<void> {
    await until(
      () => (this.processes().length === 0 ? true : null),
      'all of it has ended'
    );
  }
}

let start: Start;

afterEach(async () => {
  start.child.kill('SIGTERM');
  await start.gone();
  rmSync(start.folder, { recursive: true, force: true });
});

test('npm start prints the link last, and the link’s server is connected', async () => {
  start = new Start();
  await start.link();
  expect(start.lines.at(-1)).toMatch(
    /^Ready: http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+&omnisci&reset$/
  );
  const status = (await (await start.ask('/omnisci/status')).json()) as Record<
    string,
    unknown
  >;
  expect(status).toMatchObject({
    state: 'connected',
    user: 'admin',
    database: 'heavyai'
  });
  const session = join(start.folder, 'state/session/session.json');
  expect(statSync(session).mode & 0o777).toBe(0o600);
  const schema = await start.ask('/omnisci/schema');
  expect(await schema.json()).toMatchObject({
    databases: ['heavyai', 'weather']
  });
  const signIn = await start.ask('/omnisci/connections/sign-in', 'POST', {
    server: 'sandbox',
    username: 'ana',
    password: 'HyperInteractive',
    database: 'weather'
  });
  expect(await signIn.json()).toMatchObject({
    id: 'sandbox',
    state: 'connected'
  });
  const ana = await start.ask('/omnisci/connections/sandbox/schema');
  expect(await ana.json()).toMatchObject({
    database: 'weather',
    databases: ['weather']
  });
  expect(start.said).not.toContain('ended unexpectedly');

  process.kill(start.sandboxPid(), 'SIGKILL');
  await until(
    () => /sandbox database ended unexpectedly \(SIGKILL\)/.exec(start.said),
    'npm start tells that its database has ended'
  );
  expect((await start.ask('/api')).ok).toBe(true);
});

/** How it ends, and what it says of that: nothing where it was told to. */
const ENDINGS: [string, (start: Start) => unknown, string | null][] = [
  ['Ctrl-C', ({ child }) => child.kill('SIGINT'), null],
  ['SIGTERM', ({ child }) => child.kill('SIGTERM'), null],
  ['“Shut Down” in the menu', it => it.ask('/api/shutdown', 'POST'), '0'],
  [
    'kill -9 of Jupyter',
    it => process.kill(it.jupyterPid(), 'SIGKILL'),
    'SIGKILL'
  ]
];

describe.each(ENDINGS)('after %s', (_, end, code) => {
  test('no process, no socket and no session file is left', async () => {
    start = new Start();
    await start.ask('/omnisci/status');
    const kernel = await start.ask('/api/kernels', 'POST');
    expect(kernel.status).toBe(201);
    await end(start);
    await start.gone();
    expect(start.sockets()).toEqual([]);
    const told = /(\w+) ended unexpectedly \((\w+)\)/
      .exec(start.said)
      ?.slice(1);
    expect(told).toEqual(code === null ? undefined : ['JupyterLab', code]);
    expect(readdirSync(join(start.folder, 'state/session'))).toEqual([]);
  });
});
