/** When a content is believed; rotation by others than this thread is in test/faults. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionFile } from '../../../../server/session/session-file';
import { until } from '../../../helpers/until';

const ID = 'CanarySession0123456789abcdefABCD';
const OTHER = ID.replace('Canary', 'Second');

let folder: string;
let path: string;
let file: SessionFile;

const fileAnew = (): SessionFile =>
  new SessionFile({ path, user: null, requirePrivate: false });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-file-'));
  path = join(folder, 'session');
  file = fileAnew();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** No ID is shown where a test fails. */
const isRead = async (id: string): Promise<boolean> =>
  (await file.read()).session === id;

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

/** Writes half, asks, and writes the rest while the answer is due. */
async function readInTheMiddle(id: string, flags: string): Promise<boolean> {
  const descriptor = openSync(path, flags, 0o600);
  writeSync(descriptor, id.slice(0, 20));
  if (flags === 'w') {
    // As `cp -p` and `rsync` do, who would have the file look old.
    utimesSync(path, new Date(2001, 1), new Date(2001, 1));
  }
  const answer = isRead(id);
  await new Promise(resolve => setTimeout(resolve, 20));
  writeSync(descriptor, id.slice(20));
  closeSync(descriptor);
  return await answer;
}

test('the first ID is not taken before it is whole', async () => {
  expect(await readInTheMiddle(ID, 'w')).toBe(true);
});

test.each(['w', 'r+'])(
  'nor is a later one, in a file opened with %s',
  async flags => {
    writeFileSync(path, ID);
    expect(await isRead(ID)).toBe(true);
    expect(await readInTheMiddle(OTHER, flags)).toBe(true);
  }
);

/** The quickest of five, on a machine that does other things too. */
async function quickest(open: () => SessionFile): Promise<number> {
  const times = [];
  for (let count = 0; count < 5; count++) {
    const opened = open();
    times.push(await timeOf(() => opened.read()));
  }
  return Math.min(...times);
}

const untilItRests = (): Promise<unknown> =>
  until(
    () => Date.now() - statSync(path).ctimeMs > 60 || null,
    'the file has not changed for a while'
  );

test('a file that rests is read without waiting, the first time and later', async () => {
  writeFileSync(path, ID);
  await untilItRests();
  expect(await quickest(fileAnew)).toBeLessThan(45);
  expect(await quickest(() => file)).toBeLessThan(45);
});

test('a file that has just changed is waited for, once', async () => {
  writeFileSync(path, ID);
  expect(await timeOf(() => file.read())).toBeGreaterThan(45);
  expect(await quickest(() => file)).toBeLessThan(45);
  // Its clock is not asked again: what is new was seen by nobody before.
  writeFileSync(path, OTHER);
  await untilItRests();
  expect(await timeOf(() => file.read())).toBeGreaterThan(45);
});

test('a FIFO is not waited for', async () => {
  execFileSync('mkfifo', [path]);
  await expect(file.read()).rejects.toMatchObject({
    code: 'session_unreadable'
  });
});
