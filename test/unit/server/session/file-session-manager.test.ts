/** With real files; what only a sidecar of its own can show is in test/faults and test/security. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileSessionManager } from '../../../../server/session/file-session-manager';

const ID = 'CanarySession0123456789abcdefABCD';
const OTHER = ID.replace('Canary', 'Second');
/** The files are made by whoever runs this, whose number is of no matter. */
const ME = { uid: process.geteuid?.() ?? 0, gid: 0, groups: [] };

let folder: string;
let path: string;
let warnings: string[];
let writing: NodeJS.Timeout | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnisci-manager-'));
  path = join(folder, 'session');
  warnings = [];
});
afterEach(() => {
  clearInterval(writing);
  rmSync(folder, { recursive: true });
});

const write = (text: string, mode = 0o600): void => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};

/** How often the file is open, where the system tells. */
const descriptors = (): number => {
  const all = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
  return all.filter(number => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`) === path;
    } catch {
      return false;
    }
  }).length;
};

const manage = (options = {}): FileSessionManager =>
  new FileSessionManager({
    sessionFile: path,
    requirePrivate: false,
    user: ME,
    log: {
      info: () => undefined,
      warn: message => void warnings.push(message),
      error: () => undefined
    },
    ...options
  });

/** `ID`, `OTHER`, or the error: no ID is shown where a test fails. */
const told = (manager: FileSessionManager): Promise<string> =>
  manager.getSession().then(
    ({ session }) =>
      session === ID ? 'ID' : session === OTHER ? 'OTHER' : 'no ID of ours',
    (error: { code: string; message: string }) =>
      `${error.code}: ${error.message}`
  );

describe('a call', () => {
  test('is answered by a read that began after it', async () => {
    const manager = manage();
    write(ID);
    const before = told(manager);
    unlinkSync(path);
    const after = await Promise.all([told(manager), told(manager)]);
    expect(['ID', after[0]]).toContain(await before);
    expect(after[0]).toMatch(/^session_missing: .*does not exist/);
    expect(after[1]).toBe(after[0]);
    write(OTHER);
    expect(await told(manager)).toBe('OTHER');
  });

  test('does not fail with the one before it', async () => {
    const manager = manage();
    const failing = told(manager);
    write(ID);
    expect(await told(manager)).toBe('ID');
    expect(await failing).toMatch(/^session_missing|^ID/);
  });

  test('shares its read with all who come meanwhile', async () => {
    const manager = manage();
    write(ID);
    const calls = [told(manager)];
    await manager.getSession();
    write(OTHER);
    for (let call = 0; call < 20; call++) {
      calls.push(told(manager));
      await new Promise(setImmediate);
      expect(descriptors()).toBeLessThanOrEqual(1);
    }
    expect(new Set((await Promise.all(calls)).slice(1))).toEqual(
      new Set(['OTHER'])
    );
    expect(descriptors()).toBe(0);
  });

  test('ends in time where the file is written to all the time, and so do later ones', async () => {
    write(ID);
    writing = setInterval(() => write(ID), 5);
    const manager = manage({ timeLimitMs: 150 });
    expect(await told(manager)).toMatch(
      /^session_unreadable: .*within 0.15 seconds/
    );
    const turnOfTheLoop = new Promise<string>(resolve =>
      setImmediate(resolve, 'waits')
    );
    expect(await Promise.race([told(manager), turnOfTheLoop])).toMatch(
      /^session_unreadable/
    );
    clearInterval(writing);
    await manager.dispose();
    expect(await told(manager)).toBe('ID');
  });

  test('tells of a file that never rests, where there is time to find out', async () => {
    write(ID);
    writing = setInterval(() => write(ID), 5);
    expect(await told(manage({ timeLimitMs: 20_000 }))).toMatch(
      /^session_invalid: .*changes too often to be read/
    );
  });
});

describe('a change is seen', () => {
  test('though size and time of the file stay the same', async () => {
    const manager = manage();
    write(ID);
    const { atime, mtime } = statSync(path);
    expect(await told(manager)).toBe('ID');
    writeFileSync(path, OTHER);
    utimesSync(path, atime, mtime);
    expect(await told(manager)).toBe('OTHER');
  });

  test.each(['2001-01-01', '2101-01-01'])(
    'though the clock of the file says %s',
    async date => {
      const manager = manage();
      for (const [text, name] of [
        [ID, 'ID'],
        [OTHER, 'OTHER']
      ] as const) {
        write(text);
        utimesSync(path, new Date(date), new Date(date));
        expect(await told(manager)).toBe(name);
        expect(await told(manager)).toBe(name);
      }
    }
  );
});

describe('the size', () => {
  const filled = (bytes: number): string => {
    const text = JSON.stringify({ session: ID, query: '' });
    return text.replace('""', `"${'x'.repeat(bytes - text.length)}"`);
  };

  test('may be 256 KiB, for the sake of a query', async () => {
    write(filled(256 * 1024));
    expect(await told(manage())).toBe('ID');
  });

  test('may not be a byte more', async () => {
    write(filled(256 * 1024 + 1));
    expect(await told(manage())).toMatch(
      /^session_invalid: .*larger than 256 KiB/
    );
  });
});

describe('an exposed file', () => {
  test('is warned of at each call, and in the log once until it was private', async () => {
    const manager = manage();
    const warn = async () => (await manager.getSession()).warning ?? '';
    write(ID, 0o644);
    for (let call = 0; call < 3; call++) {
      expect(await warn()).toBe(
        `The session file is open to other users (mode 0644). To fix this, run: chmod 600 ${path}`
      );
    }
    chmodSync(path, 0o604);
    expect(await warn()).toContain('(mode 0604)');
    expect(warnings).toHaveLength(1);
    chmodSync(path, 0o600);
    expect(await warn()).toBe('');
    chmodSync(path, 0o644);
    expect(await warn()).not.toBe('');
    expect(warnings).toHaveLength(2);
  });

  test('is refused where it must be private, whatever is in it, and the log says so once', async () => {
    const manager = manage({ requirePrivate: true });
    write('{', 0o644);
    for (let call = 0; call < 2; call++) {
      expect(await told(manager)).toMatch(
        /^session_file_exposed: .*require_private_file refuses it\. .*chmod 600 /
      );
    }
    expect(warnings).toHaveLength(1);
    write(ID);
    expect(await told(manager)).toBe('ID');
  });

  test('is none where there are no such modes', async () => {
    write(ID, 0o666);
    const manager = manage({ user: null, requirePrivate: true });
    expect(await told(manager)).toBe('ID');
    expect(warnings).toEqual([]);
  });
});

test.each([
  ['a folder', () => folder, 'is a folder'],
  ['a device', () => '/dev/null', 'is not a regular file'],
  ['a path below a file', () => join(path, 'x'), '(ENOTDIR)']
])('%s is unreadable', async (_name, at, says) => {
  write(ID);
  const sessionFile = at();
  const answer = await told(manage({ sessionFile }));
  expect(answer).toMatch(/^session_unreadable/);
  expect(answer).toContain(says);
  expect(answer).toContain(sessionFile);
});

test('a link that leads nowhere is a session that is missing', async () => {
  symlinkSync(join(folder, 'gone'), path);
  expect(await told(manage())).toMatch(/^session_missing/);
});
