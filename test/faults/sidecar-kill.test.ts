/**
 * `kill -9` of the sidecar at moments drawn by lot, while one client reads a large result and
 * another asks small questions: back in time, and nothing shown as complete that is not.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueryReply } from '../../src/sidecar/query';
import { SidecarError } from '../../src/sidecar/sidecar-error';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { sidecarOf } from '../helpers/running';
import { QueryClient } from '../helpers/query-client';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { isFull, limitMs, times } from '../helpers/scale';
import { buildSidecarOnce } from '../helpers/sidecar';
import { tell } from '../helpers/spread';

const KILLS = times({ quick: 8, full: 200 });
/** The longest that a sidecar is let live, so that some die young and some in the midst of rows. */
const LIFE_MS = 1_500;
const RECOVERY_MS = limitMs(3_000);
/** Some 20 MB: three pages. */
const LARGE =
  'SELECT dep_timestamp, origin, destination, distance, delay FROM flights LIMIT 600000';
const CODES = ['sidecar_unavailable', 'query_unknown'];

let sandbox: ISandbox;
let jupyter: Jupyter;
let runtime: string;

beforeAll(async () => {
  await buildSidecarOnce();
  sandbox = await startSandbox();
  const folders = new JupyterFolders();
  ({ runtime } = folders);
  writeFileSync(folders.sessionFile, await sandbox.logIn(), { mode: 0o600 });
  jupyter = await Jupyter.start(folders, {
    module: 'jupyter_server',
    config: { OmniSciSessionManager: { session_file: folders.sessionFile } },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
});
afterAll(async () => {
  await jupyter.stop();
  await sandbox.stop();
});

/** How often each code came, in place of rows; any other error is thrown. */
class Failures {
  readonly counts: Record<string, number> = {};

  take(error: unknown): void {
    if (!(error instanceof SidecarError) || !CODES.includes(error.code)) {
      throw error;
    }
    expect(error.message).toMatch(/^[A-Z].{20,}\.$/);
    this.counts[error.code] = (this.counts[error.code] ?? 0) + 1;
  }
}

/** Rows and the sum of a column, which no part of the rows has. */
function digestOf({ table }: QueryReply): string {
  const distances = table?.arrow.getChild('distance');
  let sum = 0;
  for (const distance of distances ?? []) {
    sum += Number(distance);
  }
  return `${table?.rowCount} rows, ${sum} miles`;
}

/** Asks until there is an answer, and tells how long that took since `from`. */
async function recovered(
  client: QueryClient,
  from: number,
  failures: Failures
): Promise<number> {
  for (;;) {
    try {
      await client.run('SELECT 1');
      return performance.now() - from;
    } catch (error) {
      failures.take(error);
      await pause(20);
    }
  }
}

test(`is back after each of ${KILLS} kills, and no part of a result passes for the whole`, async () => {
  const client = new QueryClient(jupyter);
  const whole = digestOf(await client.run(LARGE));
  expect(whole).toMatch(/^600000 rows/);

  const small = new Failures();
  const large = new Failures();
  let wholes = 0;
  const took: number[] = [];
  const reading = (async () => {
    while (took.length < KILLS) {
      try {
        expect(digestOf(await client.run(LARGE))).toBe(whole);
        wholes++;
      } catch (error) {
        large.take(error);
        await pause(20);
      }
    }
  })();

  const killing = (async () => {
    while (took.length < KILLS) {
      await pause(Math.random() * LIFE_MS);
      const pid = sidecarOf(jupyter.pid);
      expect(pid).not.toBeNull();
      const killedAt = performance.now();
      process.kill(pid ?? 0, 'SIGKILL');
      took.push(await recovered(client, killedAt, small));
    }
  })();
  await Promise.all([killing, reading]);

  const { p99, max } = tell('Sidecar back after kill -9', took);
  process.stdout.write(
    `Large results: ${wholes} whole, ${JSON.stringify(large.counts)}; small: ${JSON.stringify(small.counts)}\n`
  );
  expect(isFull ? p99 : max).toBeLessThan(RECOVERY_MS);
  expect(Object.keys(large.counts)).not.toEqual([]);
  expect(readdirSync(runtime).filter(isOurs)).toHaveLength(1);
  expect(jupyter.log).not.toContain('keeps failing');
});

const isOurs = (name: string): boolean =>
  name.startsWith('jupyterlab-omnisci-');
