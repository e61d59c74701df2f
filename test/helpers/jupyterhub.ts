/**
 * A real JupyterHub with two users on this machine, with operating system accounts if this process
 * may create some. Everything is removed with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAccount, wayIn } from './accounts';
import { hubSettings } from './hub-settings';
import {
  addUser,
  type HomeOptions,
  type HubUser,
  SESSION_FILE
} from './hub-user';
import { type Process, processesWith } from './processes';
import { testPython } from './python';
import { ROOT } from './root';
import { until } from './until';

const MARK = 'OMNISCI_TEST_HUB';
const GRACE_MS = 5_000;

export type HubOptions = {
  /** The database's port, the same for both. */
  port: number;
  ada: HomeOptions;
  bob: HomeOptions;
};

type Made = {
  folder: string;
  log: string[];
  url: string;
  users: { ada: HubUser; bob: HubUser };
  together: string;
  password: string;
  token: string;
  prefix: readonly string[];
};

export class JupyterHub {
  private constructor(private readonly _made: Made) {
    this.url = _made.url;
    this.users = _made.users;
    this.together = _made.together;
    this.password = _made.password;
  }

  readonly url: string;
  readonly users: { ada: HubUser; bob: HubUser };
  /** Why both users share one account; empty if they have two. */
  readonly together: string;
  /** The authenticator's, the same for both. */
  readonly password: string;

  static async start(options: HubOptions): Promise<JupyterHub> {
    const folder = mkdtempSync(join(tmpdir(), 'omnisci-hub-'));
    chmodSync(folder, 0o711);
    const shelf = join(folder, 'shelf');
    mkdirSync(shelf);
    const way = wayIn(shelf);
    const apart = 'prefix' in way;
    const prefix = apart ? way.prefix : [];
    const users = {
      ada: addUser({ ...options.ada, label: 'ada', folder, apart }),
      bob: addUser({ ...options.bob, label: 'bob', folder, apart })
    };
    const [port, hubPort, proxyPort] = await freePorts();
    const password = crypto.randomUUID();
    const token = crypto.randomUUID();
    const settings = hubSettings({
      folder,
      ports: { public: port, hub: hubPort, proxy: proxyPort },
      users: [users.ada.name, users.bob.name],
      password,
      apart,
      token,
      environment: {
        JUPYTER_CONFIG_PATH: adminConfig(folder),
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(options.port),
        [MARK]: folder
      }
    });
    writeFileSync(join(folder, 'hub.json'), JSON.stringify(settings), {
      mode: 0o600
    });
    const [command = '', ...args] = [
      ...[...prefix, testPython(), '-m', 'jupyterhub'],
      ...['-f', join(ROOT, 'test/security/jupyterhub_config.py')]
    ];
    const child = spawn(command, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], HOME: folder, [MARK]: folder }
    });
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => log.push(text));
    }
    const url = `http://127.0.0.1:${port}/`;
    const together = apart ? '' : way.not;
    const made = { folder, log, url, users, together, password, token, prefix };
    const hub = new JupyterHub(made);
    await until(async () => {
      if (child.exitCode !== null) {
        throw new Error(`JupyterHub ended:\n${hub.log.slice(-2000)}`);
      }
      const answer = await fetch(`${url}hub/api`).catch(() => null);
      return answer?.ok ? true : null;
    }, 'JupyterHub is ready');
    return hub;
  }

  /** Output of the Hub, its proxy and the servers so far. */
  get log(): string {
    return this._made.log.join('');
  }

  link(path: string): string {
    return new URL(path, this.url).href;
  }

  /** All processes of this Hub. */
  processes(): Process[] {
    return processesWith(MARK, this._made.folder);
  }

  /**
   * Runs a Node script in a user's account, without root's rights, and returns its output as JSON.
   * `input` is its standard input.
   */
  runAs({ account }: HubUser, script: string, input: unknown): unknown {
    if (!account) {
      throw new Error('This user has no account of their own.');
    }
    const [command = '', ...args] = [
      ...[...this._made.prefix, 'setpriv', '--clear-groups'],
      ...[`--reuid=${account.uid}`, `--regid=${account.gid}`],
      ...[process.execPath, '-e', script]
    ];
    const { stdout, stderr } = spawnSync(command, args, {
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: process.env['PATH'] },
      input: JSON.stringify(input)
    });
    if (stdout === '') {
      throw new Error(`The script answered nothing: ${stderr}`);
    }
    return JSON.parse(stdout) as unknown;
  }

  /** Starts a server unless it runs; returns its base URL. */
  async startServer(user: HubUser, server = ''): Promise<string> {
    const path = server ? `servers/${server}` : 'server';
    await this.api('POST', `users/${user.name}/${path}`);
    const { url } = await until(async () => {
      const { servers } = (await this.api('GET', `users/${user.name}`)) as {
        servers: Record<string, { ready: boolean; url: string }>;
      };
      return servers[server]?.ready ? servers[server] : null;
    }, 'the server is ready');
    return this.link(url);
  }

  /** Stops a server if it runs. */
  async stopServer(user: HubUser): Promise<void> {
    await this.api('DELETE', `users/${user.name}/server`);
    await until(async () => {
      const { servers } = (await this.api('GET', `users/${user.name}`)) as {
        servers: Record<string, unknown>;
      };
      return '' in servers ? null : true;
    }, 'the server has stopped');
  }

  /** A token with which the Hub accepts requests of this user. */
  async tokenOf(user: HubUser): Promise<string> {
    const made = await this.api('POST', `users/${user.name}/tokens`, {
      note: 'made by a test'
    });
    return (made as { token: string }).token;
  }

  /** Calls the Hub's own API as an admin. */
  async api(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.link(`hub/api/${path}`), {
      method,
      headers: { Authorization: `token ${this._made.token}` },
      body: body === undefined ? null : JSON.stringify(body)
    });
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  /** Ends all of its processes; the Hub itself would take too long. */
  async stop(): Promise<void> {
    const patience = Date.now() + GRACE_MS;
    await until(() => {
      const left = this.processes();
      for (const { pid } of left) {
        tell(pid, Date.now() < patience ? 'SIGTERM' : 'SIGKILL');
      }
      return left.length === 0 ? true : null;
    }, 'every process of the Hub has ended');
    for (const { account } of Object.values(this.users)) {
      if (account) {
        removeAccount(account);
      }
    }
    rmSync(this._made.folder, { recursive: true, force: true });
  }
}

/**
 * The admin's settings, where no user can write; `jupyter_config.json` has the lowest priority of
 * the names.
 */
function adminConfig(folder: string): string {
  const path = join(folder, 'admin');
  mkdirSync(join(path, 'labconfig'), { recursive: true });
  const files = {
    'jupyter_config.json': {
      OmniSciSessionManager: { session_file: `~/${SESSION_FILE}` },
      OmniSciConfig: { node: process.execPath }
    },
    'labconfig/page_config.json': {
      disabledExtensions: {
        '@jupyterlab/apputils-extension:announcements': true
      }
    }
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(path, name), JSON.stringify(content));
  }
  return path;
}

/** All held at the same time, so that no two are equal. */
async function freePorts(): Promise<[number, number, number]> {
  const hold = async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return {
      port: typeof address === 'object' && address ? address.port : 0,
      release: () => once(server.close(), 'close')
    };
  };
  const [first, second, third] = await Promise.all([hold(), hold(), hold()]);
  await Promise.all([first, second, third].map(({ release }) => release()));
  return [first.port, second.port, third.port];
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
