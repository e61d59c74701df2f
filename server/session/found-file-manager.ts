/**
 * Used if no session file is configured: finds the newest file that HEAVY.AI's own programs write.
 * They write through Jupyter's contents API, which leaves files open to other users; files of our
 * own are made private.
 */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { ApiError } from '../errors/api-error';
import { TimedReader } from '../files/timed-reader';
import {
  FileSessionManager,
  type FileSessionManagerOptions,
  type FoundSession,
  TIME_LIMIT_MS
} from './file-session-manager';
import type { ISessionManager } from './session-manager';

export type FoundFileManagerOptions = Omit<
  FileSessionManagerOptions,
  'sessionFile'
> & { candidates: readonly string[] };

/** `writtenAt` in milliseconds since 1970. */
type Newest = { path: string; writtenAt: number };

export class FoundFileManager implements ISessionManager {
  private readonly managers: ReadonlyMap<string, FileSessionManager>;
  private readonly newest: TimedReader<Newest | null>;

  constructor(private readonly options: FoundFileManagerOptions) {
    const { candidates, ...shared } = options;
    this.managers = new Map(
      candidates.map(sessionFile => [
        sessionFile,
        new FileSessionManager({ ...shared, sessionFile })
      ])
    );
    this.newest = new TimedReader({
      read: async () => {
        const newest = await this.findNewest();
        await this.close(newest);
        return newest;
      },
      timeLimitMs: options.timeLimitMs ?? TIME_LIMIT_MS,
      tooSlow: seconds =>
        new ApiError(
          'session_unreadable',
          `A session file could not be looked for within ${seconds} seconds. Check the file system of your home and of ${candidates[0] ?? 'Jupyter'}.`
        )
    });
  }

  async getSession(): Promise<FoundSession> {
    const newest = await this.newest.read();
    const manager = this.managers.get(newest?.path ?? '');
    if (!newest || !manager) {
      throw new ApiError(
        'session_file_not_configured',
        "No session file is configured. Set c.OmniSciSessionManager.session_file in jupyter_server_config.py to the file's path and restart Jupyter."
      );
    }
    return {
      ...(await manager.getSession()),
      source: {
        kind: 'file',
        path: newest.path,
        writtenAt: Math.round(newest.writtenAt)
      }
    };
  }

  async dispose(): Promise<void> {
    const readers = [this.newest, ...this.managers.values()];
    await Promise.all(readers.map(reader => reader.dispose()));
  }

  private async findNewest(): Promise<Newest | null> {
    const found = await Promise.all(
      this.options.candidates.map(async path => {
        const stats = await stat(path).catch(() => null);
        return stats?.isFile() ? [{ path, writtenAt: stats.mtimeMs }] : [];
      })
    );
    return (
      found.flat().sort((one, other) => other.writtenAt - one.writtenAt)[0] ??
      null
    );
  }

  /** If the mode cannot be changed, reading the file logs a warning as for any other. */
  private async close(newest: Newest | null): Promise<void> {
    if (!newest) {
      return;
    }
    const { user } = this.options;
    const file = await open(
      newest.path,
      constants.O_RDONLY |
        (constants.O_NONBLOCK ?? 0) |
        (constants.O_NOFOLLOW ?? 0)
    ).catch(() => null);
    try {
      const { uid, mode } = (await file?.stat()) ?? { uid: -1, mode: 0 };
      if (uid === user?.uid && (mode & 0o077) !== 0) {
        await file?.chmod(mode & 0o700);
      }
    } catch {
      // On a file system without modes.
    } finally {
      await file?.close();
    }
  }
}
