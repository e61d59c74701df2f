/**
 * From the database's reply to the last byte of Arrow out of the sidecar, against copying those
 * bytes once in memory: the CPU time of the sidecar, all of its threads and what the kernel does for
 * it. A database that answers from memory is on the one side, a caller that keeps nothing on the
 * other; the time of the whole exchange, in which all three share the machine, stands beneath.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../helpers/sandbox';
import { until } from '../helpers/until';
import { send } from '../helpers/sidecar';
import { type Figure, figureOf, median } from './figure';
import { ALL_ROWS, createMillion, MILLION } from './million-rows';
import { PageReader } from './page-reader';
import { cpuMs } from './processes';
import { ReplayingDatabase } from './replay';
import { eachRound } from './rounds';
import { spawnSidecar } from './sidecar-process';

/** A million rows have about 72 MB, which an admin's cap is not to cut. */
const MAX_RESULT_BYTES = 1 << 30;
const KINDS = [
  { name: 'transport: Arrow (WIRE)', arrow: true, aim: 12 },
  { name: 'transport: columns', arrow: false, aim: 50 }
];

type Exchange = { bytes: number; ms: number; cpuMs: number; copyMs: number };

export async function benchTransport(rounds: number): Promise<Figure[]> {
  const sandbox = await startSandbox();
  const session = await sandbox.logIn();
  await createMillion(sandbox, session);
  const database = await ReplayingDatabase.start(sandbox.httpPort);
  try {
    const figures: Figure[] = [];
    for (const { name, arrow, aim } of KINDS) {
      await database.order({ arrow });
      const exchanges = await exchange({
        ...{ session, databasePort: database.port, rounds }
      });
      const against = (
        key: 'ms' | 'cpuMs'
      ): { ours: number; baseline: number }[] =>
        exchanges.map(one => ({ ours: one[key], baseline: one.copyMs }));
      figures.push(
        figureOf({ name, unit: 'ms', aim }, against('cpuMs')),
        figureOf({ name: '  whole exchange', unit: 'ms' }, against('ms'))
      );
    }
    return figures;
  } finally {
    await database.stop();
    await sandbox.stop();
  }
}

/** With a sidecar of its own, which has not found out yet what the database knows. */
async function exchange(options: {
  session: string;
  databasePort: number;
  rounds: number;
}): Promise<Exchange[]> {
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-bench-'));
  const sessionFile = join(folder, 'session');
  writeFileSync(sessionFile, options.session, { mode: 0o600 });
  const socketPath = join(mkdtempSync(join(folder, 's')), 'socket');
  const sidecar = spawnSidecar({
    socket: socketPath,
    sessionFile,
    databasePort: options.databasePort,
    config: { maxResultBytes: MAX_RESULT_BYTES }
  });
  const exited = once(sidecar, 'exit');
  const reader = new PageReader({ socketPath, path: '/' });
  const read = async (): Promise<Exchange> => {
    const cpuBefore = cpuMs(sidecar.pid ?? 0);
    const began = performance.now();
    const { summary } = await reader.readAll(ALL_ROWS);
    const ms = performance.now() - began;
    if (summary.rows !== MILLION) {
      throw new Error(`There were ${summary.rows} rows.`);
    }
    const cpu = cpuMs(sidecar.pid ?? 0) - cpuBefore;
    const copyMs = copyingMs(summary.bytes);
    return { bytes: summary.bytes, ms, cpuMs: cpu, copyMs };
  };
  try {
    await until(
      () => send(socketPath, { method: 'GET', path: '/' }).catch(() => null),
      'the sidecar answers'
    );
    // The first is asked of the sandbox; in the second V8 still compiles.
    await read();
    await read();
    const exchanges: Exchange[] = [];
    await eachRound(options.rounds, async () => {
      exchanges.push(await read());
    });
    return exchanges;
  } finally {
    reader.dispose();
    sidecar.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Between buffers whose pages are there already. */
function copyingMs(bytes: number): number {
  const from = Buffer.alloc(bytes, 1);
  const to = Buffer.alloc(bytes, 2);
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    from.copy(to);
    return performance.now() - began;
  });
  return median(times);
}
