/**
 * The built-in session manager: the session is what the configured file holds, at each call.
 * Callers are kept apart from the file system: one read at a time, and none waits over its time.
 */
import type { ILog } from '../log';
import type { ISessionManager, Session } from './session-manager';
import { ApiError } from '../errors/api-error';
import type { ProcessUser } from './file-exposure';
import { remedyOf, SessionFile, type SessionFileReading } from './session-file';

/** Answers are due within 2 s, also on a machine with much else to do. */
const TIME_LIMIT_MS = 1500;

export type FileSessionManagerOptions = {
  sessionFile: string;
  requirePrivate: boolean;
  user: ProcessUser | null;
  log: ILog;
  timeLimitMs?: number;
};

/** `warning` is for the user: the session works, but something about it should be mended. */
export type FoundSession = Session & { warning?: string };

export class FileSessionManager implements ISessionManager {
  private readonly path: string;
  private readonly file: SessionFile;
  private readonly log: ILog;
  private readonly timeLimitMs: number;
  private current: Promise<SessionFileReading> | null = null;
  private next: Promise<SessionFileReading> | null = null;
  /** Whether a read outlived its time, as on a hung NFS: it holds one of libuv's four threads. */
  private isHung = false;
  /** Whether the exposed file is logged already; reset when the file is private again. */
  private wasWarned = false;

  constructor(options: FileSessionManagerOptions) {
    const { sessionFile: path, requirePrivate, user } = options;
    this.path = path;
    this.file = new SessionFile({ path, requirePrivate, user });
    this.log = options.log;
    this.timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  async getSession(): Promise<FoundSession> {
    if (this.path === '') {
      throw new ApiError(
        'session_file_not_configured',
        "No session file is configured. Set c.OmniSciSessionManager.session_file in jupyter_server_config.py to the file's path and restart Jupyter."
      );
    }
    const { session, query, exposure } = await this.readInTime();
    if (exposure === null) {
      this.wasWarned = false;
      return { session, query };
    }
    const warning = `The session file ${exposure.what}. ${remedyOf(exposure)}`;
    this.warnOnce(warning);
    return { session, query, warning };
  }

  /** Settles when no read is under way; where one hangs, never. */
  async dispose(): Promise<void> {
    await Promise.allSettled([this.current, this.next]);
  }

  private async readInTime(): Promise<SessionFileReading> {
    if (this.isHung) {
      throw this.tooSlow();
    }
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.isHung = true;
        reject(this.tooSlow());
      }, this.timeLimitMs);
    });
    try {
      return await Promise.race([this.readAfresh(), timeUp]);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session_file_exposed') {
        this.warnOnce(error.message);
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * A read that began after the call, so that a log-out counts at once; all who come while
   * another is under way share the one after it.
   */
  private readAfresh(): Promise<SessionFileReading> {
    this.next ??= Promise.resolve(this.current)
      .catch(() => null)
      .then(() => {
        this.next = null;
        return this.begin();
      });
    return this.next;
  }

  private begin(): Promise<SessionFileReading> {
    const reading = this.file.read().finally(() => {
      this.current = null;
      this.isHung = false;
    });
    this.current = reading;
    return reading;
  }

  private tooSlow(): ApiError {
    return new ApiError(
      'session_unreadable',
      `The session file ${this.path} could not be read within ${this.timeLimitMs / 1000} seconds. Check the file system that it lies on.`
    );
  }

  private warnOnce(warning: string): void {
    if (!this.wasWarned) {
      this.wasWarned = true;
      this.log.warn(warning);
    }
  }
}
