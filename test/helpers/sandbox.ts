/** Starts the built sandbox database as a process of its own, on free ports, for one test file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './root';

const LOCK = join(ROOT, 'build', 'sandbox.lock');

export type SandboxOptions = {
  /** More command-line options, as `npm run sandbox -- --help` lists them. */
  args?: string[];
  /** Passwords by user, passed in a private file. */
  passwords?: Record<string, string>;
};

export interface ISandbox {
  httpPort: number;
  binaryPort: number;
  /** The process, for tests that send it signals. */
  pid: number;
  /** Settles when the process is gone, for any reason. */
  ended: Promise<void>;
  /** Ends the process and waits until it is gone; safe to call twice. */
  stop(): Promise<void>;
  /** Opens a session like Immerse and returns its ID. */
  logIn(user?: string, password?: string, database?: string): Promise<string>;
}

export async function startSandbox(
  options: SandboxOptions = {}
): Promise<ISandbox> {
  await buildOnce();
  const secrets = options.passwords && (await writeSecrets(options.passwords));
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'build', 'sandbox.mjs'),
      '--http-port=0',
      '--binary-port=0',
      `--parent-pid=${process.pid}`,
      ...(secrets ? [`--password-file=${secrets.file}`] : []),
      ...(options.args ?? [])
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] }
  );
  const { httpPort, binaryPort } = await untilReady(child).finally(() =>
    secrets?.remove()
  );
  const ended = new Promise<void>(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
    }
    child.once('exit', () => resolve());
  });
  return {
    httpPort,
    binaryPort,
    pid: child.pid ?? 0,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    logIn: (
      user = 'admin',
      password = 'HyperInteractive',
      database = 'heavyai'
    ) => logIn(httpPort, [user, password, database])
  };
}

async function writeSecrets(
  passwords: Record<string, string>
): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const file = join(folder, 'passwords.txt');
  const lines = Object.entries(passwords).map(pair => `${pair.join(':')}\n`);
  await writeFile(file, lines.join(''), { mode: 0o600 });
  return { file, remove: () => rm(folder, { recursive: true }) };
}

/** Several test files may start at once: one builds, the others wait for it. */
async function buildOnce(): Promise<void> {
  const { build } = await import('../../scripts/build.mjs');
  await mkdir(join(ROOT, 'build'), { recursive: true });
  for (;;) {
    try {
      await mkdir(LOCK);
      break;
    } catch {
      const age = await stat(LOCK).then(
        found => Date.now() - found.mtimeMs,
        () => 0
      );
      if (age > 60_000) {
        await rm(LOCK, { recursive: true, force: true });
      }
      await pause(50);
    }
  }
  try {
    await build(['sandbox']);
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

type Ready = { httpPort: number; binaryPort: number };

function untilReady(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr?.on('data', (text: Buffer) => {
      complaints += text.toString();
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The sandbox ended with ${code}. ${complaints}`))
    );
    if (child.stdout) {
      createInterface(child.stdout).once('line', line =>
        resolve(JSON.parse(line) as Ready)
      );
    }
  });
}

async function logIn(port: number, credentials: string[]): Promise<string> {
  return (await callHeavydb(port, 'connect', credentials)) as string;
}

/** Number of sessions that the database counts of a user; `session` is one of them. */
export async function countSessions(
  { httpPort }: ISandbox,
  session: string,
  user = 'admin'
): Promise<number> {
  const sql = 'SHOW USER SESSIONS';
  const answer = await callHeavydb(httpPort, 'sql_execute', [
    ...[session, sql, true, '', -1, -1]
  ]);
  // Works with any columns: each line contains the user's name once, and the column names do not.
  return JSON.stringify(answer).split(`"${user}"`).length - 1;
}

type Argument = string | number | boolean;

/** The error of the database, and in which of Thrift's two ways it arrived. */
export class HeavydbError extends Error {
  constructor(
    readonly kind: 'TDBException' | 'TApplicationException',
    message: string
  ) {
    super(message);
  }
}

/**
 * Calls a method by Thrift's JSON protocol without a Thrift library. The arguments are in the order
 * of their field IDs, which are 1, 2, …; numbers are sent as i32. Returns the raw JSON of the
 * result.
 */
export async function callHeavydb(
  port: number,
  method: string,
  args: Argument[]
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.apache.thrift.json' },
    body: JSON.stringify([
      1,
      method,
      1,
      0,
      Object.fromEntries(args.map((value, index) => [index + 1, typed(value)]))
    ])
  });
  const [, , messageType, , fields] = (await response.json()) as [
    number,
    string,
    number,
    number,
    Record<string, Record<string, unknown>>
  ];
  if (messageType === EXCEPTION) {
    throw new HeavydbError('TApplicationException', String(fields[1]?.str));
  }
  const failure = fields[1]?.rec as Record<string, { str: string }> | undefined;
  if (failure) {
    throw new HeavydbError('TDBException', String(failure[1]?.str));
  }
  return Object.values(fields[0] ?? {})[0];
}

const EXCEPTION = 3;

function typed(value: Argument): object {
  switch (typeof value) {
    case 'string':
      return { str: value };
    case 'number':
      return { i32: value };
    case 'boolean':
      return { tf: value ? 1 : 0 };
  }
}
