/**
 * Reads a file through one descriptor and checks its kind, owner, mode and size there. Never waits
 * for a FIFO or a device, never reads more than the limit, and never returns a half-written file.
 * Follows links, which Kubernetes mounts need, and checks their target.
 */
import { type BigIntStats, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../errors/api-error';
import { NO_DESCRIPTORS, tooManyFiles } from '../admission/limits';

/** A file that changed within this time may still be being written. */
const SETTLED_AFTER_MS = 50;
const LOOKS = 12;
/** How often to follow the path again if the file was replaced meanwhile. */
const ATTEMPTS = 4;
const SWAPPED_AWAY = ['ENOENT', 'ESTALE'];
/** Without O_NONBLOCK, opening a FIFO waits for a writer. Windows has neither flag. */
const FLAGS =
  constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

export type FileFaultKind =
  'missing' | 'no-file' | 'unreadable' | 'too-big' | 'unsettled';

/** Why a file is not read. The message continues the sentence "The file PATH …". */
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
  /** Checks the file before anything is read; throws an ApiError to refuse it. */
  check: (stats: BigIntStats) => T | Promise<T>;
};

export class SettledFile<T> {
  /** The state of the file at the last successful read. */
  private settled = '';

  constructor(private readonly options: SettledFileOptions<T>) {}

  /**
   * Returns the content of the file and the answer of `check`. Rejects with a {@link FileFault}, or
   * with an ApiError: from `check`, or if the process has no free descriptor.
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
        // Between following `..data` and opening the file, Kubernetes may remove the old folder.
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

  /** Stays with this descriptor: a file that is renamed over this one does not change it. */
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

  /**
   * Clocks of file servers can be wrong, so the clock only decides if no earlier state is known.
   */
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

  /**
   * A regular file returns everything at once. One byte more than its size shows whether it grew.
   */
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

/** A writer can set mtime back, as `cp -p` does, but not ctime. */
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
