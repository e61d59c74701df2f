/** Reads a session file: its permissions, and its content. */
import type { BigIntStats } from 'node:fs';
import { ApiError } from '../errors/api-error';
import {
  accessOf,
  type Exposure,
  exposureOf,
  type ProcessUser,
  remedyOf
} from '../files/file-exposure';
import { isMounted } from '../files/mounted-file';
import { FileFault, SettledFile } from '../files/settled-file';
import {
  invalidFile,
  parseSessionFile,
  type SessionFileContent
} from './parse-session-file';

/** The JSON form may contain a query, so it can be long; see docs/decisions/0016. */
const MAX_BYTES = 256 * 1024;

export type SessionFileOptions = {
  path: string;
  /** The user of the process. A file that other users can open is exposed. */
  user: ProcessUser | null;
  /** Refuses an exposed file before it reads any of it. */
  requirePrivate: boolean;
};

export type SessionFileReading = SessionFileContent & {
  exposure: Exposure | null;
};

export class SessionFile {
  private readonly file: SettledFile<Exposure | null>;

  constructor(private readonly options: SessionFileOptions) {
    this.file = new SettledFile({
      path: options.path,
      maxBytes: MAX_BYTES,
      check: stats => this.check(stats)
    });
  }

  /** Reads and checks the file; throws an {@link ApiError} that names it, never its content. */
  async read(): Promise<SessionFileReading> {
    const { path } = this.options;
    try {
      const { content, checked: exposure } = await this.file.read();
      return { ...parseSessionFile(`session file ${path}`, content), exposure };
    } catch (error) {
      throw error instanceof FileFault ? sessionFault(path, error) : error;
    }
  }

  private async check(stats: BigIntStats): Promise<Exposure | null> {
    const { path, user, requirePrivate } = this.options;
    const exposure = exposureOf(path, accessOf(stats), user);
    if (exposure && (await isMounted(path))) {
      exposure.command = null;
    }
    if (exposure && requirePrivate) {
      throw new ApiError(
        'session_file_exposed',
        `The session file ${exposure.what}, and OmniSciSessionManager.require_private_file refuses it. ${remedyOf(exposure)}`
      );
    }
    return exposure;
  }
}

function sessionFault(path: string, { kind, message }: FileFault): ApiError {
  const file = `The session file ${path} ${message}.`;
  switch (kind) {
    case 'missing':
      return new ApiError(
        'session_missing',
        `${file} Log in to the database, so that it is written, or correct OmniSciSessionManager.session_file.`
      );
    case 'no-file':
      return new ApiError(
        'session_unreadable',
        `${file} OmniSciSessionManager.session_file must name a text file.`
      );
    case 'unreadable':
      return new ApiError(
        'session_unreadable',
        `${file} Check its path and permissions.`
      );
    default:
      return invalidFile(`session file ${path}`, message);
  }
}
