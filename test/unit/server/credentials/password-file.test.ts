/** With real files. */
import {
  chmodSync,
  mkdtempSync,
  rmSync,
  unlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PasswordFile } from '../../../../server/credentials/password-file';

const SECRET = 'Canary-of-the-password-file';
const ME = { uid: process.geteuid?.() ?? 0, gid: 0, groups: [] };
const TARGET = {
  server: 'prod',
  protocol: 'https',
  host: 'db.example.com',
  port: '6278',
  user: 'ada',
  database: 'flights'
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-passwords-'));
  path = join(folder, 'passwords');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string | Buffer, mode = 0o600): void => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};

/** `found`, `nothing`, or the error: no password is shown where a test fails. */
const outcome = (options = {}): Promise<string> =>
  new PasswordFile({ path, user: ME, ...options }).find(TARGET).then(
    password =>
      password === null
        ? 'nothing'
        : password.reveal() === SECRET
          ? 'found'
          : 'another',
    (error: { code: string; message: string }) =>
      `${error.code}: ${error.message.replace(SECRET, '(the password!)')}`
  );

test('the file is read at each use', async () => {
  const file = new PasswordFile({ path, user: ME });
  const found = async () => (await file.find(TARGET))?.reveal() === SECRET;
  expect(await found()).toBe(false);
  write(`*:*:*:ada:${SECRET}\n`);
  expect(await found()).toBe(true);
  write('*:*:*:ada:changed');
  expect(await found()).toBe(false);
  unlinkSync(path);
  expect(await file.find(TARGET)).toBeNull();
});

test('a file that knows others only knows nothing', async () => {
  write(`*:*:*:bob:${SECRET}`);
  expect(await outcome()).toBe('nothing');
});

describe('it is refused', () => {
  test.each([0o640, 0o604, 0o622, 0o610])('at mode %o', async mode => {
    write(`*:*:*:ada:${SECRET}`, mode);
    const shown = `0${mode.toString(8)}`;
    expect(await outcome()).toBe(
      `config_invalid: The password file ${path} is open to other users (mode ${shown}), and is refused. To fix this, run: chmod 600 ${path}`
    );
  });

  test('where it is of another user', async () => {
    write(`*:*:*:ada:${SECRET}`);
    expect(await outcome({ user: { ...ME, uid: ME.uid + 1 } })).toMatch(
      /^config_invalid: .* belongs to another user .*chmod 600/
    );
  });

  test('where it is no file', async () => {
    expect(await outcome({ path: folder })).toBe(
      `config_invalid: The password file ${folder} is a folder.`
    );
  });

  test('where it is no text', async () => {
    write(Buffer.from([0xff, 0xfe, 0x41]));
    expect(await outcome()).toMatch(/is not text in UTF-8\.$/);
  });

  test('where it is too big', async () => {
    write(`# ${'x'.repeat(256 * 1024)}\n*:*:*:ada:${SECRET}`);
    expect(await outcome()).toMatch(/is larger than 256 KiB\.$/);
  });

  test.each([
    ['has five fields and more', `*:*:*:ada:${SECRET}:`],
    ['holds no password', '*:*:*:ada:']
  ])('where its line %s', async (_name, line) => {
    write(`# mine\n${line}\n`);
    expect(await outcome()).toMatch(
      /^config_invalid: The password file .* cannot be used: line 2 h.*\.$/
    );
  });
});

test('at 0400 it is private, and on Windows, whatever its mode', async () => {
  write(`*:*:*:ada:${SECRET}`, 0o400);
  expect(await outcome()).toBe('found');
  chmodSync(path, 0o644);
  expect(await outcome({ user: null })).toBe('found');
});
