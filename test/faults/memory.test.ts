/** A result of millions of rows passes through the sidecar, and does not stay in it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PageReader } from '../bench/page-reader';
import { peakMb, residentMb, resetPeak } from '../bench/processes';
import { BIG, BigAnswer, ROW_BYTES } from '../helpers/big-answer';
import { headerOf, startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { times } from '../helpers/scale';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { until } from '../helpers/until';

/** 192 MB, or 640. */
const ROWS = times({ quick: 3_000_000, full: 10_000_000 });
/** Far below the result; it is some pages, and what the garbage collector has not seen to yet. */
const MAX_GROWTH_MB = 96;
/** What the two systems' socket buffers hold, and two pages, with room to spare. */
const MAX_AHEAD_BYTES = 64 * 1024 * 1024;

let sandbox: ISandbox;
let database: BigAnswer;
let sidecar: ISidecar;
let baseline: number;

beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  database = await BigAnswer.start(sandbox.httpPort, ROWS);
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await sandbox.logIn()),
      maxResultBytes: 2 ** 30
    },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(database.port)
    }
  });
  // Loads what the first query loads.
  expect((await startQuery(sidecar, { sql: 'SELECT 1' })).status).toBe(200);
  baseline = residentMb(sidecar.pid);
});
afterAll(async () => {
  await sidecar?.stop();
  await database?.stop();
  await sandbox?.stop();
});
beforeEach(() => {
  resetPeak(sidecar.pid);
  database.given = 0;
});

const growth = (): number => peakMb(sidecar.pid) - baseline;

test('all of it is read, page by page, and memory stays flat', async () => {
  const { socketPath } = sidecar;
  const reader = new PageReader({ socketPath, path: '/' });
  const { summary } = await reader.readAll(BIG);
  reader.dispose();
  expect(summary.rows).toBe(ROWS);
  expect(database.given).toBeGreaterThan(ROWS * ROW_BYTES);
  expect(growth()).toBeLessThan(MAX_GROWTH_MB);
});

test('a caller that does not come for the next page keeps the rows in the database', async () => {
  const id = randomUUID();
  const first = await startQuery(sidecar, { id, sql: BIG, rowLimit: null });
  expect(headerOf(first).summary).toBeNull();
  let last = -1;
  await until(() => {
    const isStill = database.given === last;
    last = database.given;
    return isStill ? true : null;
  }, 'nothing more is taken from the database');
  expect(database.given).toBeLessThan(MAX_AHEAD_BYTES);
  expect(growth()).toBeLessThan(MAX_GROWTH_MB);
  await sidecar.post(`/queries/${id}/cancel`, {});
});
