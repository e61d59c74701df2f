/** A real `jupyter lab` with this extension, in temporary folders. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPython } from './python';
import { until } from './until';

const GRACE_MS = 10_000;

export type JupyterOptions = {
  /** The content of `jupyter_server_config.json`. */
  config?: Record<string, Record<string, unknown>>;
  /** Added to every process's environment; `undefined` removes a variable. */
  env?: Record<string, string | undefined>;
  /** More command-line arguments. */
  args?: string[];
  /** `jupyter_server` starts faster and loads the same server extension. */
  module?: 'jupyterlab' | 'jupyter_server';
  /** Instead of the tests' Python: its environment also has this extension. */
  python?: string;
  /** Runs it at a terminal, where Jupyter asks before Ctrl-C ends it. */
  atTerminal?: boolean;
};

/** A terminal of its own; this process' input types into it. */
const TERMINAL = ['-c', 'import pty, sys; pty.spawn(sys.argv[1:])'];

/** Created before the server, for a configuration that names a path in it. */
export class JupyterFolders {
  readonly top = mkdtempSync(join(tmpdir(), 'omnisci-lab-'));
  readonly root = this._make('root');
  readonly config = this._make('config');
  readonly runtime = this._make('runtime');
  readonly workspaces = this._make('workspaces');
  readonly settings = this._make('settings');
  readonly home = this._make('home');
  readonly sessionFile = join(this.top, 'session');

  remove(): void {
    rmSync(this.top, { recursive: true, force: true });
  }

  private _make(name: string): string {
    const path = join(this.top, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  }
}

export class Jupyter {
  /** Ends with a slash and includes the base URL. */
  readonly url: string;
  readonly token: string;
  /** Of Jupyter itself: at a terminal, {@link process} is the terminal's. */
  readonly pid: number;

  private constructor(
    readonly folders: JupyterFolders,
    readonly process: ChildProcess,
    private readonly _log: string[],
    runtime: Runtime
  ) {
    this.pid = runtime.pid;
    this.url = runtime.url;
    this.token = runtime.token;
  }

  /** Resolves once the server answers. */
  static async start(
    folders: JupyterFolders,
    options: JupyterOptions = {}
  ): Promise<Jupyter> {
    writeFileSync(
      join(folders.config, 'jupyter_server_config.json'),
      JSON.stringify({ ...options.config })
    );
    const labconfig = join(folders.config, 'labconfig');
    mkdirSync(labconfig, { recursive: true });
    writeFileSync(
      join(labconfig, 'page_config.json'),
      JSON.stringify({
        disabledExtensions: {
          '@jupyterlab/apputils-extension:announcements': true
        }
      })
    );
    const python = options.python ?? testPython();
    const module = options.module ?? 'jupyterlab';
    const child = spawn(
      python,
      [
        ...(options.atTerminal ? [...TERMINAL, python] : []),
        ...['-m', module, '--no-browser', '--allow-root', '--debug'],
        ...['--ServerApp.ip=127.0.0.1', '--ServerApp.port=0'],
        ...[`--ServerApp.root_dir=${folders.root}`],
        ...(options.args ?? [])
      ],
      {
        cwd: folders.root,
        stdio: [options.atTerminal ? 'pipe' : 'ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          HOME: folders.home,
          JUPYTER_CONFIG_DIR: folders.config,
          JUPYTER_RUNTIME_DIR: folders.runtime,
          JUPYTERLAB_WORKSPACES_DIR: folders.workspaces,
          JUPYTERLAB_SETTINGS_DIR: folders.settings,
          JUPYTER_PREFER_ENV_PATH: '1',
          ...options.env
        }
      }
    );
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => log.push(text));
    }
    const earlier = new Set(runtimeFiles(folders));
    const runtime = await until(async () => {
      if (child.exitCode !== null) {
        throw new Error(
          `JupyterLab ended before it was ready:\n${log.join('').slice(-2000)}`
        );
      }
      const file = runtimeFiles(folders).find(path => !earlier.has(path));
      const found = file ? readJson<Runtime>(file) : null;
      const answer =
        found && (await fetch(new URL('api', found.url)).catch(() => null));
      return answer?.ok ? found : null;
    }, 'JupyterLab is ready');
    return new Jupyter(folders, child, log, runtime);
  }

  /** The output of server and sidecar so far, with debug lines. */
  get log(): string {
    return this._log.join('');
  }

  /** A URL of the application: `path`, with the token. */
  link(path: string): string {
    const url = new URL(path, this.url);
    const rest = url.search.slice(1);
    return `${url.origin}${url.pathname}?token=${this.token}${rest ? `&${rest}` : ''}${url.hash}`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      // Jupyter may wait for a kernel that is just starting.
      const killing = setTimeout(() => this.process.kill('SIGKILL'), GRACE_MS);
      await exited;
      clearTimeout(killing);
    }
    this.folders.remove();
  }
}

type Runtime = { url: string; token: string; pid: number };

/** Jupyter writes its address here; a killed server leaves the file. */
function runtimeFiles(folders: JupyterFolders): string[] {
  return readdirSync(folders.runtime)
    .filter(name => /^jpserver-\d+\.json$/.test(name))
    .map(name => join(folders.runtime, name));
}

function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}
