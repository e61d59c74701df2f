/**
 * Reads a session file through one descriptor, on which kind, owner, mode and size are checked:
 * never waits on a FIFO or device, never reads more than the cap, never takes an ID in the
 * writing for a whole one. Follows links, as Kubernetes mounts need, and judges what they lead to.
 */
import { type BigIntStats, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../errors/api-error';
import { isMounted } from './mounted-file';
import { NO_DESCRIPTORS, tooManyFiles } from '../admission/limits';
import { type Exposure, exposureOf, type ProcessUser } from './file-exposure';
import {
  invalidFile,
  parseSessionFile,
  type SessionFileContent
} from './parse-session-file';

/** The JSON form may hold a query, so that it can be long; see docs/decisions/0016. */
const SIZE_CAP = 256 * 1024;
/** A file that changed within this time may still be in the writing. */
const SETTLED_AFTER_MS = 50;
const LOOKS = 12;
/** How often a path is followed that led to a file which was swapped away meanwhile. */
const ATTEMPTS = 4;
const SWAPPED_AWAY = ['ENOENT', 'ESTALE'];
/** Without O_NONBLOCK the opening of a FIFO waits for a writer. Windows has neither of the two. */
const FLAGS =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

export type SessionFileOptions = {
  path: string;
  /** Whoever reads: what is open to others than these is exposed. */
  user: ProcessUser | null;
  /** Refuses an exposed file, before anything of it is read. */
  requirePrivate: boolean;
};

export type SessionFileReading = SessionFileContent & {
  exposure: Exposure | null;
};

export class SessionFile {
  /** The state of the file that was believed last. */
  private settled = '';

  constructor(private readonly options: SessionFileOptions) {}

  /** Reads and checks the file; throws an {@link ApiError} that names it, never its content. */
  async read(): Promise<SessionFileReading> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.readWhereItIs();
      } catch (error) {
        if (error instanceof ApiError) {
          throw error;
        }
        // Between following `..data` and arriving, a Kubernetes volume removes the old folder.
        const code = (error as NodeJS.ErrnoException).code ?? '';
        if (attempt === ATTEMPTS || !SWAPPED_AWAY.includes(code)) {
          throw openingFault(this.options.path, code);
        }
      }
    }
  }

  private async readWhereItIs(): Promise<SessionFileReading> {
    const file = await open(this.options.path, FLAGS);
    try {
      return await this.readSettled(file);
    } finally {
      await file.close();
    }
  }

  /** Stays with this descriptor: whoever renames another file into its place leaves it whole. */
  private async readSettled(file: FileHandle): Promise<SessionFileReading> {
    const { path } = this.options;
    let seen = '';
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) {
        await delay(SETTLED_AFTER_MS);
      }
      const now = Date.now();
      const before = await file.stat({ bigint: true });
      const exposure = await this.check(before);
      const content = await readCapped(path, file, Number(before.size));
      const version = versionOf(before);
      const after = versionOf(await file.stat({ bigint: true }));
      const hasSettled = version === seen || this.isSettled(before, now);
      if (hasSettled && version === after) {
        this.settled = version;
        return { ...parseSessionFile(path, content), exposure };
      }
      seen = after;
    }
    throw invalidFile(path, 'is being written to all the time');
  }

  /** Clocks of file servers go wrong, so a clock is believed only where nothing was seen before. */
  private isSettled(stats: BigIntStats, now: number): boolean {
    const changed = Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs));
    return this.settled === ''
      ? now - changed > SETTLED_AFTER_MS
      : this.settled === versionOf(stats);
  }

  private async check(stats: BigIntStats): Promise<Exposure | null> {
    const { path, user, requirePrivate } = this.options;
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? 'a folder' : 'no regular file';
      throw new ApiError(
        'session_unreadable',
        `The session file ${path} is ${what}. OmniSciSessionManager.session_file must name a text file.`
      );
    }
    const access = {
      uid: Number(stats.uid),
      gid: Number(stats.gid),
      mode: Number(stats.mode)
    };
    const exposure = exposureOf(path, access, user);
    if (exposure && (await isMounted(path))) {
      exposure.command = null;
    }
    if (exposure && requirePrivate) {
      throw new ApiError(
        'session_file_exposed',
        `The session file ${exposure.what}, and is refused by OmniSciSessionManager.require_private_file. ${remedyOf(exposure)}`
      );
    }
    if (stats.size > SIZE_CAP) {
      throw tooBig(path);
    }
    return exposure;
  }
}

/** What to do. What ends with a command has no full stop. */
export const remedyOf = ({ command, needsRoot }: Exposure): string =>
  command === null
    ? 'It is mounted here, so set its mode where it comes from: in Kubernetes "defaultMode: 0440" of the volume, and an "fsGroup" in the pod\'s securityContext.'
    : `To mend it, run${needsRoot ? ' as root' : ''}: ${command}`;

/** A writer that sets the time of change back, as `cp -p` does, cannot do so with ctime. */
const versionOf = (stats: BigIntStats): string =>
  [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');

/** A regular file gives all it has at once; one byte more than its size tells whether it grew. */
async function readCapped(
  path: string,
  file: FileHandle,
  size: number
): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(size + 1);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  if (bytesRead > SIZE_CAP) {
    throw tooBig(path);
  }
  return buffer.subarray(0, bytesRead);
}

function openingFault(path: string, code: string): ApiError {
  if (NO_DESCRIPTORS.includes(code)) {
    return tooManyFiles();
  }
  if (code === 'ENOENT') {
    return new ApiError(
      'session_missing',
      `The session file ${path} does not exist. Log in to the database, so that it is written, or correct OmniSciSessionManager.session_file.`
    );
  }
  return new ApiError(
    'session_unreadable',
    `The session file ${path} cannot be read (${code || 'unknown reason'}). Check its path and permissions.`
  );
}

const tooBig = (path: string): ApiError =>
  invalidFile(path, `is bigger than ${SIZE_CAP / 1024} KiB`);
