/** Finds out from owner and mode which other users can open a file, and how to fix that; pure. */
import type { BigIntStats } from 'node:fs';

/** The user that the sidecar runs as. Windows has no such user and no rule. */
export type ProcessUser = Readonly<{
  uid: number;
  gid: number;
  groups: readonly number[];
}>;

export type FileAccess = { uid: number; gid: number; mode: number };

export type Exposure = {
  /** Continues the sentence "The session file …", or the name of another file. */
  what: string;
  /** One line for a shell; `null` if the file is mounted, because no command helps there. */
  command: string | null;
  /** Whether only root can run the command. */
  needsRoot: boolean;
};

export const accessOf = (stats: BigIntStats): FileAccess => ({
  uid: Number(stats.uid),
  gid: Number(stats.gid),
  mode: Number(stats.mode)
});

/**
 * The rule of PostgreSQL's libpq for key files: a file of the reader is private at 0600, a file of
 * root for a group at 0640, and no other file is private. Without `isRootsForGroup` it is the rule
 * for password files: only a file of the reader is private.
 */
export function exposureOf(
  path: string,
  file: FileAccess,
  user: ProcessUser | null,
  { isRootsForGroup = true } = {}
): Exposure | null {
  if (user === null) {
    return null;
  }
  const isOwn = file.uid === user.uid;
  const isOfRoot = file.uid === 0 && isRootsForGroup;
  if (!isOwn && !isOfRoot) {
    return {
      what: `belongs to another user (ID ${file.uid})`,
      command: `chown ${user.uid} ${quote(path)} && chmod 600 ${quote(path)}`,
      needsRoot: true
    };
  }
  if ((file.mode & (isOfRoot ? 0o037 : 0o077)) === 0) {
    return null;
  }
  const mode = (file.mode & 0o777).toString(8).padStart(4, '0');
  return {
    what: `is open to other users (mode ${mode})`,
    command: isOwn ? `chmod 600 ${quote(path)}` : giveToGroup(path, file, user),
    needsRoot: user.uid !== 0 && !isOwn
  };
}

/** Root's file must stay readable to us, who are not root, through one of our groups. */
function giveToGroup(
  path: string,
  file: FileAccess,
  user: ProcessUser
): string {
  const isOurs = file.gid === user.gid || user.groups.includes(file.gid);
  const chgrp = isOurs ? '' : `chgrp ${user.gid} ${quote(path)} && `;
  return `${chgrp}chmod 640 ${quote(path)}`;
}

/** Quotes for a POSIX shell, only where needed. */
const quote = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) && !path.startsWith('-')
    ? path
    : `'${path.replaceAll("'", "'\\''")}'`;

/** What to do. A text that ends with a command has no full stop. */
export const remedyOf = ({ command, needsRoot }: Exposure): string =>
  command === null
    ? 'It is mounted, so set its mode at its source. In Kubernetes, set "defaultMode: 0440" on the volume and "fsGroup" in the pod\'s securityContext.'
    : `To fix this, run${needsRoot ? ' as root' : ''}: ${command}`;
