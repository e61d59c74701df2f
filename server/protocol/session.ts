/** The session of a connection, and its state. Types only. */
import type { ErrorCode } from './errors';

/** Where the database listens, or the names of the environment variables that contain it. */
export type ConnectionData = { protocol: string; host: string; port: string };

/**
 * `GET /session`: the reply of the 2020 extension, for programs that use it. A missing value is the
 * empty string; `state` and `message` are present only then.
 */
export type SessionReply = {
  session: string;
  /** The values found in the environment, or returned by a session manager. */
  connection: ConnectionData;
  /** The *names* of the environment variables. */
  environment: ConnectionData;
  query: string;
  state?: ErrorCode;
  message?: string;
};

/**
 * Where the session comes from. The first cell of the notebook depends on it. `sign-in`: the
 * sidecar opened it.
 */
export type SessionSource =
  | {
      kind: 'file';
      path: string;
      /**
       * When the file was written, in milliseconds since 1970. Only for a file that was found, not
       * configured.
       */
      writtenAt?: number;
    }
  | { kind: 'manager'; name: string }
  | { kind: 'sign-in' };

/** `GET /status`: what the front end shows. Never contains the session ID. */
export type StatusReply = {
  state: 'connected' | ErrorCode;
  /** Present unless `state` is `connected`. */
  message?: string;
  source: SessionSource;
  connection: ConnectionData;
  environment: ConnectionData;
  query: string;
  /**
   * Something that works but should be corrected, such as a session file that other users can
   * read. The front end shows it once for each page load.
   */
  warning?: string;
  /** The administrator allows only statements that read. */
  readOnly: boolean;
  limits: Limits;
  /** When the session expires, in milliseconds since 1970; absent if that is not known. */
  expiresAt?: number;
  /** Where the user logs in to the database again; absent if the administrator set no page. */
  loginUrl?: string;
  /** These three come from the database, when connected. */
  user?: string;
  database?: string;
  serverVersion?: string;
};

/** `POST /sessions`: a session for another program, which must end it itself. */
export type ClonedSession = {
  session: string;
  connection: ConnectionData;
  database: string;
};

/** What the administrator allows all users, on every connection. */
export type Limits = {
  /** The most rows that a query may return; `null` for no limit. */
  maxRows: number | null;
  /** False where results may not be exported to files. */
  export: boolean;
  /** False where the browser may not save what was run. */
  history: boolean;
};
