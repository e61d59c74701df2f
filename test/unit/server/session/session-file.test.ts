/** With real files, and a writer that is caught in the middle. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { remedyOf } from '../../../../server/files/file-exposure';
import { SessionFile } from '../../../../server/session/session-file';

const ID = 'CanarySession0123456789abcdefABCD';
const HALF = ID.slice(0, 16);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-file-'));
  path = join(folder, 'session');
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileAt = (where: string, requirePrivate = false): SessionFile =>
  new SessionFile({
    path: where,
    user: { uid: process.geteuid?.() ?? 0, gid: 0, groups: [] },
    requirePrivate
  });

const write = (text: string): void =>
  writeFileSync(path, text, { mode: 0o600 });

/** Whether it reads the whole ID; no ID is shown where a test fails. */
const readsWhole = async (file: SessionFile): Promise<boolean> =>
  (await file.read()).session === ID;

describe('an ID that is half written', () => {
  const finishSoon = (): void => void setTimeout(() => write(ID), 10);

  test('is waited for at the first reading', async () => {
    write(HALF);
    finishSoon();
    expect(await readsWhole(fileAt(path))).toBe(true);
  });

  test('is waited for, though the file says that it is old', async () => {
    write(HALF);
    utimesSync(path, 1, 1);
    finishSoon();
    expect(await readsWhole(fileAt(path))).toBe(true);
  });

  test('is waited for at later readings', async () => {
    write('AnotherSession0123456789abcdef');
    const file = fileAt(path);
    expect(await readsWhole(file)).toBe(false);
    write(HALF);
    finishSoon();
    expect(await readsWhole(file)).toBe(true);
    expect(await readsWhole(file)).toBe(true);
  });
});

test('no reading leaves a descriptor open, whatever comes of it', async () => {
  write(ID);
  await fileAt(path).read();
  write('{');
  await fileAt(path)
    .read()
    .catch(() => undefined);
  await fileAt(folder)
    .read()
    .catch(() => undefined);
  const open = readdirSync('/proc/self/fd').filter(fd => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  });
  expect(open).toEqual([]);
});

describe('a path that leads to no text file', () => {
  const below = (): string => join(path, 'below');
  const cases: [string, () => string, string, string][] = [
    ['through a file', below, 'session_unreadable', '(ENOTDIR)'],
    ['nowhere', () => path, 'session_missing', 'does not exist'],
    ['to a folder', () => folder, 'session_unreadable', 'is a folder'],
    [
      'to a device',
      () => '/dev/zero',
      'session_unreadable',
      'not a regular file'
    ]
  ];
  test.each(cases)('%s', async (_name, where, code, says) => {
    if (where === below) {
      write(ID);
    }
    await expect(fileAt(where()).read()).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says) as string
    });
  });

  test('but to a FIFO that nobody writes to', async () => {
    execFileSync('mkfifo', [path]);
    await expect(fileAt(path).read()).rejects.toMatchObject({
      message: expect.stringContaining('is not a regular file') as string
    });
  });

  test('but to itself', async () => {
    symlinkSync(path, path);
    await expect(fileAt(path).read()).rejects.toMatchObject({
      code: 'session_unreadable',
      message: expect.stringContaining('(ELOOP)') as string
    });
  });
});

test('a link to a link is followed, as Kubernetes mounts secrets', async () => {
  mkdirSync(join(folder, '..2026'), { mode: 0o700 });
  writeFileSync(join(folder, '..2026', 'session'), ID, { mode: 0o600 });
  symlinkSync('..2026', join(folder, '..data'));
  symlinkSync('..data/session', path);
  expect(await readsWhole(fileAt(path, true))).toBe(true);
});

test('the remedy says who has to run it', () => {
  const exposure = { what: '', command: 'chmod 600 x' };
  expect(remedyOf({ ...exposure, needsRoot: false })).toBe(
    'To fix this, run: chmod 600 x'
  );
  expect(remedyOf({ ...exposure, needsRoot: true })).toBe(
    'To fix this, run as root: chmod 600 x'
  );
});
