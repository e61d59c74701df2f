/** Whom a file is open to besides its reader, by owner and mode, and what mends it; pure. */
import type { BigIntStats } from 'node:fs';

/** The user that the sidecar runs as. Windows has none in this sense, and no rule. */
export type ProcessUser = Readonly<{
  uid: number;
  gid: number;
  groups: readonly number[];
}>;

export type FileAccess = { uid: number; gid: number; mode: number };

export type Exposure = {
  /** Follows "The session file", or what else the file is. */
  what: string;
  /** One line for a shell; `null` where the file is mounted, and no command helps. */
  command: string | null;
  /** Whether only root can run it. */
  needsRoot: boolean;
};

export const accessOf = (stats: BigIntStats): FileAccess => ({
  uid: Number(stats.uid),
  gid: Number(stats.gid),
  mode: Number(stats.mode)
});

/**
 * The rule of PostgreSQL's libpq for keys: what belongs to the reader is private at 0600, what root
 * made for a group at 0640, and nothing else is. Without `isRootsForGroup` it is that for passwords:
 * only what belongs to the reader.
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

/** Root's file must stay readable to us, who are not root: through a group of ours. */
function giveToGroup(
  path: string,
  file: FileAccess,
  user: ProcessUser
): string {
  const isOurs = file.gid === user.gid || user.groups.includes(file.gid);
  const chgrp = isOurs ? '' : `chgrp ${user.gid} ${quote(path)} && `;
  return `${chgrp}chmod 640 ${quote(path)}`;
}

/** For a POSIX shell; what needs no quotes gets none. */
const quote = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) && !path.startsWith('-')
    ? path
    : `'${path.replaceAll("'", "'\\''")}'`;

/** What to do. What ends with a command has no full stop. */
export const remedyOf = ({ command, needsRoot }: Exposure): string =>
  command === null
    ? 'It is mounted, so set its mode at its source. In Kubernetes, set "defaultMode: 0440" on the volume and "fsGroup" in the pod\'s securityContext.'
    : `To fix this, run${needsRoot ? ' as root' : ''}: ${command}`;
