/**
 * What the machine runs out of, or changes its mind about: descriptors, disk and the time of day.
 * The sidecar answers, does not end, and is well again when the machine is.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ErrorReply, StatusReply } from '../../server/protocol';
import { FaultProxy } from '../helpers/fault-proxy';
import { fetchRows, startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type SidecarOptions,
  privateFolder,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { blackHoleAt } from '../helpers/toxics';
import { until } from '../helpers/until';
import { limitMs } from '../helpers/scale';

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox?.stop());

let sidecar: ISidecar | undefined;
afterEach(() => sidecar?.stop());

const start = async (
  env: Record<string, string> = {},
  more: Pick<SidecarOptions, 'logTo' | 'through'> & { port?: number } = {}
): Promise<ISidecar> => {
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await sandbox.logIn()),
      connectTimeout: 2,
      answerTimeout: 2
    },
    env: {
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(more.port ?? sandbox.binaryPort),
      ...env
    },
    logTo: more.logTo,
    through: more.through
  });
  return sidecar;
};

async function expectRows(from: ISidecar): Promise<void> {
  const rows = await fetchRows(from, { sql: 'SELECT 1' });
  expect('summary' in rows && rows.summary.rows).toBe(1);
}

test.runIf(process.platform === 'linux')(
  'no descriptors left: an error with a code or no connection, no end, and rows once there are some',
  async () => {
    const own = await start();
    await expectRows(own);
    const limit = (most: number): void => {
      execFileSync('prlimit', [`--pid=${own.pid}`, `--nofile=${most}:4096`]);
    };
    const open = readdirSync(`/proc/${own.pid}/fd`).length;
    // From none for a caller to enough for all.
    for (let spare = 0; spare < 4; spare++) {
      limit(open + spare);
      const reply = await startQuery(own, { sql: 'SELECT 1' }).catch(
        () => null
      );
      if (reply && reply.status !== 200) {
        expect(reply.status).not.toBe(500);
        expect(reply.json<ErrorReply>().code).toMatch(/^[a-z_]+$/);
      }
    }
    limit(1024);
    await until(async () => {
      const reply = await startQuery(own, { sql: 'SELECT 1' }).catch(
        () => null
      );
      return reply?.status === 200 ? true : null;
    }, 'it has rows again');
    expect(own.process.exitCode).toBeNull();
    expect(own.log()).not.toMatch(/stops because of an error/);
  }
);

test.runIf(process.platform === 'linux')(
  'a full disk under its log: it answers, errors too, and does not end',
  async () => {
    const full = openSync('/dev/full', 'w');
    try {
      const own = await start({}, { logTo: full });
      await expectRows(own);
      // This is what it logs.
      const fault = await startQuery(await unreachable(full), {
        sql: 'SELECT 1'
      });
      expect(fault.json()).toMatchObject({ code: 'database_unreachable' });
      expect(sidecar!.process.exitCode).toBeNull();
      await own.stop();
    } finally {
      closeSync(full);
    }
  }
);

test.runIf(process.platform === 'linux')(
  'an address space too small for WebAssembly, as of batch systems: whole rows without a digest, and one warning',
  async () => {
    const own = await start({}, { through: ['prlimit', '--as=8000000000'] });
    for (const rows of [3, 5]) {
      const sql = `SELECT x FROM range(${rows}) AS t(x)`;
      const result = await fetchRows(own, { sql });
      if ('refused' in result) {
        throw new Error(result.refused.text);
      }
      expect(result.summary.rows).toBe(rows);
      expect(result.headers.map(({ digest }) => digest)).toEqual([null]);
    }
    expect(own.log().match(/results go without a digest/g)).toHaveLength(1);
    expect(own.log()).toContain('ulimit -v');
  }
);

const unreachable = (logTo: number): Promise<ISidecar> =>
  start({}, { port: 1, logTo });

test('a clock that jumps by years and back: rows, and time limits that hold', async () => {
  const jumps = join(await privateFolder('omnisci-clock-'), 'jumps.cjs');
  await writeFile(
    jumps,
    `const now = Date.now.bind(Date);
    let turn = 0;
    Date.now = () => now() + (++turn % 2 ? 1 : -1) * 5 * 365 * 86_400_000;`
  );
  const proxy = await FaultProxy.start(sandbox.binaryPort);
  try {
    const own = await start(
      { NODE_OPTIONS: `--require ${jumps}` },
      { port: proxy.port }
    );
    for (let turn = 0; turn < 5; turn++) {
      await expectRows(own);
    }
    proxy.poison('get_session_info', blackHoleAt(0));
    const started = performance.now();
    const status = await own.get('/status');
    expect(status.json<StatusReply>().state).toBe('database_timeout');
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(1900);
    expect(ms).toBeLessThan(limitMs(8000));
    proxy.heal();
    await expectRows(own);
  } finally {
    await proxy.stop();
  }
});
