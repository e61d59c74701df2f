/**
 * Reads a file through one descriptor, on which kind, owner, mode and size are checked: never waits
 * on a FIFO or device, never reads more than the cap, never takes what is in the writing for whole.
 * Follows links, as Kubernetes mounts need, and judges what they lead to.
 */
import { type BigIntStats, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../errors/api-error';
import { NO_DESCRIPTORS, tooManyFiles } from '../admission/limits';

/** A file that changed within this time may still be in the writing. */
const SETTLED_AFTER_MS = 50;
const LOOKS = 12;
/** How often a path is followed that led to a file which was swapped away meanwhile. */
const ATTEMPTS = 4;
const SWAPPED_AWAY = ['ENOENT', 'ESTALE'];
/** Without O_NONBLOCK the opening of a FIFO waits for a writer. Windows has neither of the two. */
const FLAGS =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

export type FileFaultKind =
  'missing' | 'no-file' | 'unreadable' | 'too-big' | 'unsettled';

/** Why a file is not read. The message goes on where "The file PATH" was said. */
export class FileFault extends Error {
  constructor(
    readonly kind: FileFaultKind,
    message: string
  ) {
    super(message);
    this.name = 'FileFault';
  }
}

export type SettledFileOptions<T> = {
  path: string;
  maxBytes: number;
  /** Judges what the path leads to, before anything of it is read; refuses with an ApiError. */
  check: (stats: BigIntStats) => T | Promise<T>;
};

export class SettledFile<T> {
  /** The state of the file that was believed last. */
  private settled = '';

  constructor(private readonly options: SettledFileOptions<T>) {}

  /**
   * What the file holds, and what `check` answered for it. Rejects with a {@link FileFault}, or
   * with an ApiError: of `check`, or where the process has no descriptor left.
   */
  async read(): Promise<{ content: Uint8Array; checked: T }> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.readWhereItIs();
      } catch (error) {
        if (error instanceof FileFault || error instanceof ApiError) {
          throw error;
        }
        const code = (error as NodeJS.ErrnoException).code ?? '';
        // Between following `..data` and arriving, a Kubernetes volume removes the old folder.
        if (attempt === ATTEMPTS || !SWAPPED_AWAY.includes(code)) {
          throw openingFault(code);
        }
      }
    }
  }

  private async readWhereItIs() {
    const file = await open(this.options.path, FLAGS);
    try {
      return await this.readSettled(file);
    } finally {
      await file.close();
    }
  }

  /** Stays with this descriptor: whoever renames another file into its place leaves it whole. */
  private async readSettled(file: FileHandle) {
    let seen = '';
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) {
        await delay(SETTLED_AFTER_MS);
      }
      const now = Date.now();
      const before = await file.stat({ bigint: true });
      const checked = await this.judge(before);
      const content = await this.readCapped(file, Number(before.size));
      const version = versionOf(before);
      const after = versionOf(await file.stat({ bigint: true }));
      const hasSettled = version === seen || this.isSettled(before, now);
      if (hasSettled && version === after) {
        this.settled = version;
        return { content, checked };
      }
      seen = after;
    }
    throw new FileFault('unsettled', 'changes too often to be read');
  }

  /** Clocks of file servers go wrong, so a clock is believed only where nothing was seen before. */
  private isSettled(stats: BigIntStats, now: number): boolean {
    const changed = Math.max(Number(stats.mtimeMs), Number(stats.ctimeMs));
    return this.settled === ''
      ? now - changed > SETTLED_AFTER_MS
      : this.settled === versionOf(stats);
  }

  private async judge(stats: BigIntStats): Promise<T> {
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? 'a folder' : 'not a regular file';
      throw new FileFault('no-file', `is ${what}`);
    }
    const checked = await this.options.check(stats);
    if (stats.size > this.options.maxBytes) {
      throw this.tooBig();
    }
    return checked;
  }

  /** A regular file gives all it has at once; one byte more than its size tells whether it grew. */
  private async readCapped(
    file: FileHandle,
    size: number
  ): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(size + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    if (bytesRead > this.options.maxBytes) {
      throw this.tooBig();
    }
    return buffer.subarray(0, bytesRead);
  }

  private tooBig(): FileFault {
    const kib = this.options.maxBytes / 1024;
    return new FileFault('too-big', `is larger than ${kib} KiB`);
  }
}

/** A writer that sets the time of change back, as `cp -p` does, cannot do so with ctime. */
const versionOf = (stats: BigIntStats): string =>
  [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');

function openingFault(code: string): Error {
  if (NO_DESCRIPTORS.includes(code)) {
    return tooManyFiles();
  }
  return code === 'ENOENT'
    ? new FileFault('missing', 'does not exist')
    : new FileFault(
        'unreadable',
        `cannot be read (${code || 'unknown reason'})`
      );
}
