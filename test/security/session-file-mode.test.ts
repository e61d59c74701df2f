/**
 * Owner × mode × kind of session file, under two real sidecars that run as nobody: by default an
 * exposed file works and is warned of; where the admin requires a private one, it is refused.
 * Without root no file can be given to somebody else: then the owner's own rows remain.
 */
import {
  chmod,
  chown,
  mkdir,
  rename,
  rm,
  symlink,
  writeFile
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionReply, StatusReply } from '../../server/protocol';
import {
  isRoot,
  NOBODY,
  openFolder,
  startSidecarAsNobody
} from '../helpers/other-user';
import { startQuery } from '../helpers/rows';
import { type ISidecar, startSidecar } from '../helpers/sidecar';

const CANARY = 'CanarySession0123456789abcdefABCD';
const ENV = {
  OMNISCI_PROTOCOL: 'http',
  OMNISCI_HOST: 'localhost',
  OMNISCI_PORT: '1'
};

const reader = isRoot
  ? NOBODY
  : { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
const STRANGER = 54_321;
const OWNERS = {
  own: reader,
  'own, of another group': { uid: reader.uid, gid: STRANGER },
  "root's, of our group": { uid: 0, gid: reader.gid },
  "root's, of its own group": { uid: 0, gid: 0 },
  "a stranger's": { uid: STRANGER, gid: reader.gid }
};
type Owner = keyof typeof OWNERS;

/** What the two sidecars make of it: private, exposed, or out of reach for the reader. */
type Verdict = 'private' | 'exposed' | 'unreadable';
const EXPECTED: Record<Owner, Record<string, Verdict>> = {
  own: {
    '0400': 'private',
    '0600': 'private',
    '0700': 'private',
    '0200': 'unreadable',
    '0440': 'exposed',
    '0640': 'exposed',
    '0620': 'exposed',
    '0604': 'exposed',
    '0602': 'exposed',
    '0644': 'exposed',
    '0666': 'exposed'
  },
  'own, of another group': { '0600': 'private', '0640': 'exposed' },
  "root's, of our group": {
    '0440': 'private',
    '0640': 'private',
    '0600': 'unreadable',
    '0660': 'exposed',
    '0650': 'exposed',
    '0444': 'exposed',
    '0644': 'exposed'
  },
  "root's, of its own group": {
    '0640': 'unreadable',
    '0604': 'exposed',
    '0644': 'exposed'
  },
  "a stranger's": {
    '0600': 'unreadable',
    '0640': 'exposed',
    '0440': 'exposed',
    '0604': 'unreadable',
    '0644': 'exposed'
  }
};

const KINDS = ['file', 'link', 'Kubernetes volume'] as const;
/** What a link leads to is judged the same way, so these do for links. */
const MODES_OF_LINKS = ['0600', '0640', '0644'];

let folder: string;
let path: string;
let lenient: ISidecar;
let strict: ISidecar;

beforeAll(async () => {
  folder = await openFolder('omnisci-modes-');
  path = join(folder, 'session');
  const start = isRoot ? startSidecarAsNobody : startSidecar;
  const config = { sessionFile: path };
  lenient = await start({ config, env: ENV });
  strict = await start({
    config: { ...config, requirePrivateFile: true },
    env: ENV
  });
});
afterAll(() => Promise.all([lenient.stop(), strict.stop()]));

/** Puts a file, and what leads to it, in the place of what was there. */
async function put(
  kind: (typeof KINDS)[number],
  owner: { uid: number; gid: number },
  mode: string
): Promise<void> {
  const volume = join(folder, '..data');
  await rm(volume, { recursive: true, force: true });
  await mkdir(volume);
  const file = join(volume, 'session');
  await writeFile(file, CANARY);
  if (isRoot) {
    await chown(file, owner.uid, owner.gid);
  }
  await chmod(file, Number.parseInt(mode, 8));
  await rm(path, { force: true });
  if (kind === 'file') {
    await rename(file, path);
  } else {
    await symlink(kind === 'link' ? file : '..data/session', path);
  }
}

async function look(sidecar: ISidecar) {
  const session = (await sidecar.get('/session')).json<SessionReply>();
  const { state, warning, message } = (
    await sidecar.get('/status')
  ).json<StatusReply>();
  return { isGiven: session.session === CANARY, state, warning, message };
}

const owners = (Object.keys(OWNERS) as Owner[]).filter(
  owner => isRoot || owner === 'own'
);
const rows = KINDS.flatMap(kind =>
  owners.flatMap(owner =>
    Object.entries(EXPECTED[owner])
      .filter(([mode]) => kind === 'file' || MODES_OF_LINKS.includes(mode))
      .map(([mode, verdict]) => [verdict, owner, mode, kind] as const)
  )
);

const title = isRoot
  ? 'all rows can be made here'
  : "without root, only the owner's own rows can be made; the others are not applicable";
test(title, () => {
  expect(rows.length).toBe(isRoot ? 54 : 17);
});

describe.each(KINDS)('of a %s', kind => {
  test.each(rows.filter(row => row[3] === kind))(
    'it is %s: %s, mode %s',
    async (verdict, owner, mode) => {
      await put(kind, OWNERS[owner], mode);
      const [byDefault, required] = await Promise.all([
        look(lenient),
        look(strict)
      ]);
      // Nothing listens on the port, which is as far as a session that works can get here.
      const works = { isGiven: true, state: 'database_unreachable' };
      const fails = { isGiven: false, warning: undefined };
      if (verdict === 'unreadable') {
        const expected = { ...fails, state: 'session_unreadable' };
        expect(byDefault).toMatchObject(expected);
        expect(required).toMatchObject(expected);
      } else if (verdict === 'private') {
        const expected = { ...works, warning: undefined };
        expect(byDefault).toMatchObject(expected);
        expect(required).toMatchObject(expected);
      } else {
        expect(byDefault).toMatchObject(works);
        expect(byDefault.warning).toContain(path);
        expect(required).toMatchObject({
          ...fails,
          state: 'session_file_exposed'
        });
      }
    }
  );
});

test('the command in the warning mends what it warns of, and the log tells it once', async () => {
  await put('file', reader, '0600');
  await look(lenient);
  const lines = (): string[] =>
    lenient
      .log()
      .split('\n')
      .filter(line => line.includes('chmod 600'));
  const before = lines().length;
  await put('file', reader, '0644');
  for (let count = 0; count < 3; count++) {
    await look(lenient);
  }
  expect(lines().length).toBe(before + 1);
  const { warning } = await look(lenient);
  expect(warning).toBe(
    `The session file is open to other users (mode 0644). To fix this, run: chmod 600 ${path}`
  );
  await chmod(path, 0o600);
  expect((await look(lenient)).warning).toBeUndefined();
  await chmod(path, 0o640);
  await look(lenient);
  expect(lines().length).toBe(before + 2);
});

test('a refused file is an error of its own, with the command, and its content is not looked at', async () => {
  await put('file', reader, '0644');
  await writeFile(path, 'neither an ID nor JSON');
  const query = await startQuery(strict, { sql: 'SELECT 1' });
  expect(query.status).toBe(409);
  expect(query.json()).toMatchObject({ code: 'session_file_exposed' });
  expect(String(query.json().message)).toMatch(/require_private_file.*chmod/);
  expect(strict.log()).toContain('require_private_file');
});

const DEFAULT_MODE = /is mounted.*"defaultMode: 0440".*"fsGroup"/;

test("a secret of Kubernetes: its volume's defaultMode mends it, and no chmod", async () => {
  const volume = '..2026_11_28_10_20_30.1234567890';
  const folder = join(await openFolder('omnisci-volume-'), 'secret');
  await mkdir(join(folder, volume), { recursive: true });
  await writeFile(join(folder, volume, 'session'), CANARY, { mode: 0o644 });
  await chmod(join(folder, volume, 'session'), 0o644);
  await symlink(volume, join(folder, '..data'));
  await symlink('..data/session', join(folder, 'session'));
  const sidecar = await startSidecar({
    config: { sessionFile: join(folder, 'session') },
    env: ENV
  });
  const { warning } = await look(sidecar);
  await sidecar.stop();
  expect(warning).toMatch(DEFAULT_MODE);
  expect(warning).not.toContain('chmod');
});

/** What runs before the sidecar, in a name space of mounts of its own; `$F` is the session file. */
const MOUNTS = {
  'read-only folder': 'mount --bind "$D" "$D" && mount -o remount,ro,bind "$D"',
  'file that is mounted by itself':
    'mount -t tmpfs none "$T" && cp -p "$F" "$T/copy" && mount --bind "$T/copy" "$F"'
};
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'])
    .status === 0;

test.runIf(canMount).each(Object.entries(MOUNTS))(
  'a %s: its mode is set where it comes from',
  async (_what, mount) => {
    const folder = await openFolder('omnisci-volume-');
    const file = join(folder, 'session');
    await writeFile(file, CANARY);
    await chmod(file, 0o644);
    const other = await openFolder('omnisci-volume-');
    const script = `D="${folder}" F="${file}" T="${other}"; ${mount} && exec "$0" "$@"`;
    const sidecar = await startSidecar({
      config: { sessionFile: file },
      env: ENV,
      through: ['unshare', '-m', 'bash', '-c', script]
    });
    const { warning } = await look(sidecar);
    await sidecar.stop();
    expect(warning).toMatch(DEFAULT_MODE);
  }
);
