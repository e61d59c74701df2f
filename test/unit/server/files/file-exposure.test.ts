import { describe, expect, test } from 'vitest';
import { exposureOf } from '../../../../server/files/file-exposure';

const ADA = { uid: 1000, gid: 100, groups: [27] };
const ROOT = { uid: 0, gid: 0, groups: [0] };
const OWNERS = { own: 1000, root: 0, stranger: 1001 };

const judge = (uid: number, mode: number, { user = ADA, gid = 100 } = {}) =>
  exposureOf('/run/session', { uid, gid, mode: 0o100_000 | mode }, user);

describe('private is', () => {
  test.each([
    ['own', 0o600],
    ['own', 0o400],
    ['own', 0o700],
    ['root', 0o640],
    ['root', 0o440],
    ['root', 0o600]
  ] as const)("%s's file of mode %o", (owner, mode) => {
    expect(judge(OWNERS[owner], mode)).toBeNull();
  });

  test("root's file at 0640 to root, too", () => {
    expect(judge(0, 0o640, { user: ROOT })).toBeNull();
  });

  test('everything on Windows, which has no such modes', () => {
    expect(
      exposureOf('C:\\session', { uid: 0, gid: 0, mode: 0o100_666 }, null)
    ).toBeNull();
  });
});

describe('exposed is', () => {
  const single = [0o040, 0o020, 0o010, 0o004, 0o002, 0o001];
  test.each(single)("one's own file with as little as %o more", bit => {
    expect(judge(1000, 0o600 | bit)).toMatchObject({
      command: 'chmod 600 /run/session',
      needsRoot: false
    });
  });

  test.each(single.filter(bit => bit !== 0o040))(
    "root's file with as little as %o beside its group's reading",
    bit => {
      expect(judge(0, 0o640 | bit)).toMatchObject({
        command: 'chmod 640 /run/session',
        needsRoot: true
      });
    }
  );

  test.each([0o600, 0o400, 0o640, 0o644])(
    "a stranger's file, at mode %o",
    mode => {
      expect(judge(1001, mode)).toEqual({
        what: 'belongs to another user (ID 1001)',
        command: 'chown 1000 /run/session && chmod 600 /run/session',
        needsRoot: true
      });
    }
  );
});

test('the mode is told in four digits, without the kind of file', () => {
  expect(judge(1000, 0o644)?.what).toBe('is open to other users (mode 0644)');
  expect(judge(1000, 0o004)?.what).toContain('(mode 0004)');
});

test("root's file is left readable to us, by a group that we are in", () => {
  const command = (gid: number) => judge(0, 0o644, { gid })?.command;
  expect(command(0)).toBe('chgrp 100 /run/session && chmod 640 /run/session');
  expect(command(27)).toBe('chmod 640 /run/session');
});

test('root mends its own file without becoming root first', () => {
  expect(judge(0, 0o644, { user: ROOT })).toMatchObject({
    command: 'chmod 600 /run/session',
    needsRoot: false
  });
});

test.each([
  ['/a b', "'/a b'"],
  ["/it's", "'/it'\\''s'"],
  ['/$HOME;`x`', "'/$HOME;`x`'"],
  ['-rf', "'-rf'"]
])('the command can be pasted whatever the path is: %j', (path, quoted) => {
  const file = { uid: 1000, gid: 100, mode: 0o644 };
  expect(exposureOf(path, file, ADA)?.command).toBe(`chmod 600 ${quoted}`);
});

test("a password that root gave to a group is not private, unless it is a pod's", () => {
  const file = { uid: 0, gid: 100, mode: 0o100_640 };
  const judge = (isRootsForGroup: boolean) =>
    exposureOf('/run/passwords', file, ADA, { isRootsForGroup })?.what;
  expect(judge(true)).toBeUndefined();
  expect(judge(false)).toBe('belongs to another user (ID 0)');
});

test('to root, its own password file is private at 0600 only', () => {
  const judge = (mode: number) =>
    exposureOf('/p', { uid: 0, gid: 0, mode }, ROOT, {
      isRootsForGroup: false
    });
  expect(judge(0o600)).toBeNull();
  expect(judge(0o640)?.command).toBe('chmod 600 /p');
});
