/**
 * The built-in session manager. It reads the configured session file at each call, so a log-out
 * takes effect at once.
 */
import type { ILog } from '../log';
import type { SessionSource } from '../protocol';
import type { ISessionManager, Session } from './session-manager';
import { ApiError } from '../errors/api-error';
import { type ProcessUser, remedyOf } from '../files/file-exposure';
import { TimedReader } from '../files/timed-reader';
import { SessionFile, type SessionFileReading } from './session-file';

/** An answer must arrive within 2 s, also on a busy machine. */
export const TIME_LIMIT_MS = 1500;

export type FileSessionManagerOptions = {
  sessionFile: string;
  requirePrivate: boolean;
  user: ProcessUser | null;
  log: ILog;
  timeLimitMs?: number;
};

export type FoundSession = Session & {
  /** In place of `expires`, where that is read already: milliseconds since 1970. */
  expiresAt?: number | null;
  /** For the user: the session works, but something about it should be mended. */
  warning?: string;
  /** Where it came from, if that is not known before. */
  source?: SessionSource;
};

export class FileSessionManager implements ISessionManager {
  private readonly reader: TimedReader<SessionFileReading>;
  private readonly log: ILog;
  /** Whether the exposed file is logged already; reset when the file is private again. */
  private wasWarned = false;

  constructor(options: FileSessionManagerOptions) {
    const { sessionFile: path, requirePrivate, user } = options;
    const file = new SessionFile({ path, requirePrivate, user });
    this.reader = new TimedReader({
      read: () => file.read(),
      timeLimitMs: options.timeLimitMs ?? TIME_LIMIT_MS,
      tooSlow: seconds =>
        new ApiError(
          'session_unreadable',
          `The session file ${path} could not be read within ${seconds} seconds. Check the file system that holds it.`
        )
    });
    this.log = options.log;
  }

  async getSession(): Promise<FoundSession> {
    const { session, query, expiresAt, exposure } = await this.readInTime();
    const found = { session, query, expiresAt };
    if (exposure === null) {
      this.wasWarned = false;
      return found;
    }
    const warning = `The session file ${exposure.what}. ${remedyOf(exposure)}`;
    this.warnOnce(warning);
    return { ...found, warning };
  }

  /** Settles when no read is under way; where one hangs, never. */
  async dispose(): Promise<void> {
    await this.reader.dispose();
  }

  private async readInTime(): Promise<SessionFileReading> {
    try {
      return await this.reader.read();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session_file_exposed') {
        this.warnOnce(error.message);
      }
      throw error;
    }
  }

  private warnOnce(warning: string): void {
    if (!this.wasWarned) {
      this.wasWarned = true;
      this.log.warn(warning);
    }
  }
}
