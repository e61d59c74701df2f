/** With real files, as HEAVY.AI's programs write them. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ILog } from '../../../../server/log';
import { FoundFileManager } from '../../../../server/session/found-file-manager';

const ID = 'CanarySession0123456789abcdefABCD';
const OTHER = ID.replace('Canary', 'Second');
const user = { uid: process.geteuid?.() ?? 0, gid: 0, groups: [] };
const log = { warn: () => undefined } as unknown as ILog;

let folder: string;
let candidates: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-found-'));
  candidates = ['first', 'second'].map(name => join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manage = () =>
  new FoundFileManager({ candidates, requirePrivate: false, user, log });

/** @param at - seconds since 1970. */
function write(path: string, id: string, at: number, mode = 0o600): void {
  writeFileSync(path, JSON.stringify({ session: id }));
  chmodSync(path, mode);
  utimesSync(path, at, at);
}

test('the newest file is taken, at each call, and is named with its time', async () => {
  const [first = '', second = ''] = candidates;
  write(first, ID, 2000);
  write(second, OTHER, 1000);
  const manager = manage();
  expect(await manager.getSession()).toMatchObject({
    source: { kind: 'file', path: first, writtenAt: 2_000_000 }
  });
  write(second, OTHER, 3000);
  const { session, source } = await manager.getSession();
  expect(session === OTHER).toBe(true);
  expect(source).toEqual({ kind: 'file', path: second, writtenAt: 3_000_000 });
});

test('a file that is open to others is closed, and nobody has to be warned', async () => {
  const [first = ''] = candidates;
  write(first, ID, 1000, 0o644);
  expect(await manage().getSession()).not.toHaveProperty('warning');
  expect(statSync(first).mode & 0o777).toBe(0o600);
});

test('what a link leads to keeps its mode', async () => {
  const [first = '', second = ''] = candidates;
  const elsewhere = join(folder, 'elsewhere');
  write(elsewhere, ID, 1000, 0o644);
  symlinkSync(elsewhere, first);
  mkdirSync(second);
  expect(await manage().getSession()).toHaveProperty('warning');
  expect(statSync(elsewhere).mode & 0o777).toBe(0o644);
});

test('where there is none, it says which setting names one', async () => {
  await expect(manage().getSession()).rejects.toMatchObject({
    code: 'session_file_not_configured',
    message: expect.stringContaining('session_file') as string
  });
});
