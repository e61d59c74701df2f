/** The built-in session manager: the session is what the configured file holds, at each call. */
import { platform } from 'node:os';
import type { ILog } from '../log';
import type { ISessionManager, Session } from './session-manager';
import { ApiError } from '../http/api-error';
import { readSessionFile } from './session-file';

const TIME_LIMIT_MS = 2000;

export type FileSessionManagerOptions = {
  sessionFile: string;
  log: ILog;
  timeLimitMs?: number;
};

export class FileSessionManager implements ISessionManager {
  private readonly path: string;
  private readonly log: ILog;
  private readonly timeLimitMs: number;
  /** Reads that outlived their time, as on a hung NFS: each holds one of libuv's four threads. */
  private overdue = 0;
  private warned = false;

  constructor(options: FileSessionManagerOptions) {
    this.path = options.sessionFile;
    this.log = options.log;
    this.timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  async getSession(): Promise<Session> {
    if (this.path === '') {
      throw new ApiError(
        'session_file_not_configured',
        "No session file is configured. Set c.OmniSciSessionManager.session_file in jupyter_server_config.py to the file's path and restart Jupyter."
      );
    }
    if (this.overdue > 0) {
      throw this.tooSlow();
    }
    const reading = readSessionFile({
      path: this.path,
      onExposed: () => this.warnOnce()
    });
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.overdue++;
        const done = (): void => void this.overdue--;
        reading.then(done, done);
        reject(this.tooSlow());
      }, this.timeLimitMs);
    });
    try {
      return await Promise.race([reading, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  private tooSlow(): ApiError {
    return new ApiError(
      'session_unreadable',
      `The session file ${this.path} could not be read within ${this.timeLimitMs / 1000} seconds. Check the file system that it lies on.`
    );
  }

  private warnOnce(): void {
    if (!this.warned && platform() !== 'win32') {
      this.warned = true;
      this.log.warn(
        `The session file ${this.path} can be read by other users; its mode should be 0600.`
      );
    }
  }
}
