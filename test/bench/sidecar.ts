/**
 * The built sidecar, started as the shim starts it, against a bare `node:http` server that
 * answers the same: start, memory, and CPU time for each request. Needs Linux's /proc.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ROOT } from '../helpers/root';
import { type Figure, figureOf } from './figure';
import { cpuMs, residentMb } from './processes';
import { eachRound } from './rounds';
import { spawnSidecar } from './sidecar-process';

const BARE = join(ROOT, 'test/bench/bare-server.cjs');
const LOAD = join(ROOT, 'test/bench/load.cjs');
const REQUESTS = 10_000;
/** Starts are short and wander most; each round has several. */
const STARTS = 4;
const SETTLING_MS = 500;

const ABOUT = [
  { name: 'start', unit: 'ms', aim: 1.7 },
  { name: 'memory, idle', unit: 'MB', aim: 1.15 },
  { name: 'memory, 10,000 requests', unit: 'MB', aim: 1.1 },
  { name: 'CPU, one request', unit: 'µs', aim: 1.8 }
] as const;

type Measured = Record<(typeof ABOUT)[number]['name'], number>;
type Server = { child: ChildProcess; startedMs: number; socket: string };
type Start = (folder: string, socket: string) => ChildProcess;

export async function benchSidecar(rounds: number): Promise<Figure[]> {
  const measured: { ours: Measured; baseline: Measured }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-bench-'));
  const file = join(folder, 'session');
  writeFileSync(file, SESSION, { mode: 0o600 });
  try {
    await eachRound(rounds, async round => {
      const [ours, baseline] = await measureBoth(folder, round % 2 === 1);
      measured.push({ ours, baseline });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return ABOUT.map(about =>
    figureOf(
      about,
      measured.map(({ ours, baseline }) => ({
        ours: ours[about.name],
        baseline: baseline[about.name]
      }))
    )
  );
}

/** With a query of a usual length; the answer has 282 bytes. */
const SESSION = JSON.stringify({
  session: 'x'.repeat(32),
  query: 'SELECT carrier_name, count(*) AS n FROM flights GROUP BY carrier_name'
});

const startSidecar: Start = (folder, socket) =>
  spawnSidecar({
    socket,
    sessionFile: join(folder, 'session'),
    databasePort: 6278
  });

const startBare: Start = (folder, socket) =>
  spawn(process.execPath, [BARE, socket, join(folder, 'session')], {
    stdio: 'ignore'
  });

/** Ours and the baseline's, in turns; which comes first changes with the round. */
async function measureBoth(
  folder: string,
  bareFirst: boolean
): Promise<[Measured, Measured]> {
  const turns = bareFirst ? [1, 0] : [0, 1];
  const starts: [number[], number[]] = [[], []];
  const rest: Partial<Measured>[] = [];
  for (let n = 0; n < STARTS; n++) {
    for (const turn of turns) {
      const server = await launch(
        turn === 0 ? startSidecar : startBare,
        folder
      );
      starts[turn as 0 | 1].push(server.startedMs);
      try {
        if (n === STARTS - 1) {
          rest[turn] = await load(server);
        }
      } finally {
        await end(server);
      }
    }
  }
  return [0, 1].map(turn => ({
    ...rest[turn],
    start: Math.min(...(starts[turn as 0 | 1] ?? []))
  })) as [Measured, Measured];
}

async function launch(start: Start, folder: string): Promise<Server> {
  // The sidecar takes an empty private folder of its socket away when it ends.
  const socket = join(mkdtempSync(join(folder, 's')), 'socket');
  const began = performance.now();
  const child = start(folder, socket);
  while (!(await answers(socket))) {
    if (child.exitCode !== null) {
      throw new Error(`${child.spawnargs.join(' ')} ended before it answered.`);
    }
    await pause(1);
  }
  return { child, socket, startedMs: performance.now() - began };
}

async function end({ child }: Server): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

const answers = (socketPath: string): Promise<boolean> =>
  new Promise(resolve => {
    get({ socketPath, path: '/', agent: false }, response => {
      response.on('end', () => resolve(response.statusCode === 200)).resume();
    }).on('error', () => resolve(false));
  });

/** Memory and CPU time; the first requests, in which V8 compiles, do not count as CPU. */
async function load(server: Server): Promise<Omit<Measured, 'start'>> {
  const pid = server.child.pid ?? 0;
  const ask = (): Promise<unknown> =>
    promisify(execFile)(process.execPath, [
      LOAD,
      server.socket,
      String(REQUESTS)
    ]);
  await pause(SETTLING_MS);
  const idle = residentMb(pid);
  await ask();
  const loaded = residentMb(pid);
  const before = cpuMs(pid);
  await ask();
  const perRequest = ((cpuMs(pid) - before) * 1000) / REQUESTS;
  return {
    'memory, idle': idle,
    'memory, 10,000 requests': loaded,
    'CPU, one request': perRequest
  };
}
