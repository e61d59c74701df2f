/** Starts the built sidecar like Jupyter's shim: a process of its own on a unix socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import http, { type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { until } from './until';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SIDECAR = join(ROOT, 'jupyterlab_omnisci/sidecar/main.cjs');

export type Reply = {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** Fails if the body is not JSON. */
  json: <T = Record<string, unknown>>() => T;
};

export type SidecarOptions = {
  /** Put into JUPYTERLAB_OMNISCI_CONFIG, over the defaults. */
  config?: Record<string, unknown>;
  env?: Record<string, string>;
  cwd?: string;
  /** Reuses this socket; otherwise one is made in a new private folder. */
  socketPath?: string;
  parentPid?: number;
  /** Runs as another user, from a bundle that this user can read; only root can. */
  as?: { uid: number; gid: number; bundle: string };
  /** A command that starts Node in its own place, such as `prlimit --as=N`. */
  through?: readonly string[];
  /** A file descriptor for its log, instead of {@link ISidecar.log}. */
  logTo?: number;
};

export interface ISidecar {
  readonly pid: number;
  readonly socketPath: string;
  readonly process: ChildProcess;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>
  ): Promise<Reply>;
  request(options: RequestOptions): Promise<Reply>;
  /** Ends it with SIGTERM, or another signal, and returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when it ended by itself. */
  ended(): Promise<number | null>;
  /** Its output and error streams so far. */
  log(): string;
}

export type RequestOptions = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** Resolves once it answers `GET /`; rejects with its log if it ends instead. */
export async function startSidecar(
  options: SidecarOptions = {}
): Promise<ISidecar> {
  await buildSidecarOnce();
  const socketPath =
    options.socketPath ??
    join(await privateFolder('omnisci-socket-'), 'socket');
  const [command, ...before] = [...(options.through ?? []), process.execPath];
  const child = spawn(
    command,
    [
      ...before,
      options.as?.bundle ?? SIDECAR,
      '--socket',
      socketPath,
      '--parent-pid',
      String(options.parentPid ?? process.pid)
    ],
    {
      cwd: options.cwd,
      uid: options.as?.uid,
      gid: options.as?.gid,
      env: {
        PATH: process.env.PATH,
        ...options.env,
        JUPYTERLAB_OMNISCI_CONFIG: JSON.stringify({
          protocol: 'OMNISCI_PROTOCOL',
          host: 'OMNISCI_HOST',
          port: 'OMNISCI_PORT',
          sessionFile: '',
          sessionManager: '',
          exposeSessionId: true,
          baseUrl: '/',
          configDirs: [],
          ...options.config
        })
      },
      stdio: ['ignore', 'pipe', options.logTo ?? 'pipe']
    }
  );
  const sidecar = handleOf(child, socketPath);
  await until(async () => {
    if (child.exitCode !== null) {
      throw new Error(`The sidecar ended: ${sidecar.log()}`);
    }
    return await sidecar.get('/').catch(() => null);
  }, 'the sidecar answers');
  return sidecar;
}

/** A folder that only this user can enter. */
export const privateFolder = (prefix: string): Promise<string> =>
  mkdtemp(join(tmpdir(), prefix));

/** A session file with this content, in a folder of its own. */
export async function sessionFile(content: string | Buffer): Promise<string> {
  const path = join(await privateFolder('omnisci-session-'), 'session');
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

/** Several test files start at once: one builds, the others wait. */
export async function buildSidecarOnce(): Promise<void> {
  const { build } = await import('../../scripts/build.mjs');
  const lock = join(ROOT, 'build', 'sidecar.lock');
  await mkdir(join(ROOT, 'build'), { recursive: true });
  await until(async () => {
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 30_000) {
      await rm(lock, { recursive: true, force: true });
    }
    return await mkdir(lock).then(
      () => true,
      () => null
    );
  }, 'nobody else builds the sidecar');
  try {
    await build(['sidecar']);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

function handleOf(child: ChildProcess, socketPath: string): ISidecar {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  const exit = new Promise<number | null>(resolve => {
    child.once('close', code => resolve(code));
  });
  const request = (options: RequestOptions): Promise<Reply> =>
    send(socketPath, options);
  return {
    pid: child.pid ?? 0,
    socketPath,
    process: child,
    request,
    get: (path, headers) => request({ method: 'GET', path, headers }),
    post: (path, body, headers) =>
      request({
        method: 'POST',
        path,
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body)
      }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return await exit;
    },
    async ended() {
      return await Promise.race([
        exit,
        pause(180_000).then(() => {
          throw new Error('The sidecar did not end.');
        })
      ]);
    },
    log: () => output
  };
}

export function send(
  where: string | number,
  { method, path, headers, body }: RequestOptions
): Promise<Reply> {
  const place =
    typeof where === 'string'
      ? { socketPath: where }
      : { host: '127.0.0.1', port: where };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { ...place, method, path, headers, agent: false },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString(),
            json: <T>() => JSON.parse(bytes.toString()) as T
          });
        });
      }
    );
    request.on('error', reject);
    request.end(body);
  });
}
