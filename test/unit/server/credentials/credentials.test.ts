import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Credentials } from '../../../../server/credentials/credentials';

const TARGET = {
  server: 'prod',
  protocol: 'https',
  host: 'db.example.com',
  port: '6278',
  user: 'ada',
  database: 'flights'
};
const COMMAND = ['printf', '{"password": "of the command"}'];

let folder: string;
let passwordFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-credentials-'));
  passwordFile = join(folder, 'passwords');
  writeFileSync(passwordFile, '*:*:*:ada:of the file', { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const credentials = (options = {}): Credentials =>
  new Credentials({
    passwordFile: '',
    credentialCommand: [],
    user: { uid: process.geteuid?.() ?? 0, gid: 0, groups: [] },
    env: { PATH: process.env.PATH },
    ...options
  });

async function found(options: object, user = 'ada'): Promise<string | null> {
  const found = await credentials(options).findCredential({ ...TARGET, user });
  return found && 'password' in found ? found.password.reveal() : null;
}

test('the file is asked first, then the command', async () => {
  const both = { passwordFile, credentialCommand: COMMAND };
  expect(await found(both)).toBe('of the file');
  expect(await found(both, 'bob')).toBe('of the command');
  expect(await found({ passwordFile }, 'bob')).toBeNull();
  expect(await found({})).toBeNull();
});

test('a file that is refused is told, and the command not asked instead', async () => {
  chmodSync(passwordFile, 0o644);
  await expect(
    found({ passwordFile, credentialCommand: COMMAND })
  ).rejects.toMatchObject({ code: 'config_invalid' });
});

test('whether it may know a user is told without running a command', async () => {
  const mayKnow = (options: object, user = 'ada') =>
    credentials(options).mayKnow({ ...TARGET, user });
  expect(await mayKnow({})).toBe(false);
  expect(await mayKnow({ passwordFile })).toBe(true);
  expect(await mayKnow({ passwordFile }, 'bob')).toBe(false);
  expect(await mayKnow({ credentialCommand: ['none'] })).toBe(true);
  chmodSync(passwordFile, 0o644);
  expect(await mayKnow({ passwordFile })).toBe(true);
});
