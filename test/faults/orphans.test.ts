/** A sidecar by itself, ended in each way right after it began to listen: no process and no socket is left. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { isRunning } from '../helpers/running';
import { limitMs, times } from '../helpers/scale';
import {
  buildSidecarOnce,
  privateFolder,
  send,
  SIDECAR
} from '../helpers/sidecar';
import { tell } from '../helpers/spread';
import { until } from '../helpers/until';

const LIMIT_MS = limitMs(5_000);
const STARTS = times({ quick: 3, full: 100 });
const folders: string[] = [];

beforeAll(() => buildSidecarOnce());
afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function folderOf(prefix: string): Promise<string> {
  const folder = await privateFolder(prefix);
  folders.push(folder);
  return folder;
}

/** Starts one as a user at a terminal would, ends it, and answers code and time. */
async function endOnce(
  socket: string,
  signal: NodeJS.Signals,
  env: Record<string, string> = {}
): Promise<{ code: number | null; took: number }> {
  const child = spawn(process.execPath, [SIDECAR, '--socket', socket], {
    env,
    stdio: 'ignore'
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  await until(
    () =>
      send(socket, { method: 'GET', path: '/' }).then(
        () => true,
        () => null
      ),
    'it answers'
  );
  const orderedAt = performance.now();
  child.kill(signal);
  const [code] = await exit;
  expect(isRunning(child.pid ?? 0)).toBe(false);
  return { code, took: performance.now() - orderedAt };
}

const orderly: [string, NodeJS.Signals, number][] = [
  ['SIGTERM', 'SIGTERM', 143],
  ['SIGINT', 'SIGINT', 130],
  ['a fault of its own', 'SIGUSR2', 70]
];

test.each(orderly)(
  '%s: it takes socket and folder along, every time',
  async (name, signal, expected) => {
    const crash = join(await folderOf('omnisci-crash-'), 'crash.cjs');
    writeFileSync(
      crash,
      `process.on('SIGUSR2', () => { throw new Error('A fault.'); });`
    );
    const took: number[] = [];
    for (let start = 0; start < STARTS; start++) {
      const folder = await folderOf('omnisci-socket-');
      const ended = await endOnce(join(folder, 'socket'), signal, {
        NODE_OPTIONS: `--require=${crash}`
      });
      expect(ended.code).toBe(expected);
      expect(existsSync(folder)).toBe(false);
      took.push(ended.took);
    }
    expect(tell(`Sidecar, ${name}`, took).max).toBeLessThan(LIMIT_MS);
  }
);

test('SIGKILL: the next one on the same socket takes it over, and the last takes it along', async () => {
  const folder = await folderOf('omnisci-socket-');
  const socket = join(folder, 'socket');
  const took: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    took.push((await endOnce(socket, 'SIGKILL')).took);
    expect(readdirSync(folder)).toEqual(['socket']);
  }
  expect(tell('Sidecar, SIGKILL', took).max).toBeLessThan(LIMIT_MS);
  await endOnce(socket, 'SIGTERM');
  expect(existsSync(dirname(socket))).toBe(false);
});
