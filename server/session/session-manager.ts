/**
 * The interface of a session manager, for administrators who write one. Name the module and its
 * export in `OmniSciConfig.session_manager`. See docs/session-managers.md.
 */

/** Passed to the constructor: the administrator's `OmniSciSessionManager` settings. */
export type SessionManagerOptions = {
  /** Names of the environment variables with protocol, host and port. */
  environment: { protocol: string; host: string; port: string };
  /** The configured session file; empty if none is configured. */
  sessionFile: string;
};

/** A database session that another program opened. */
export type Session = {
  /** The ID: 8 to 128 letters, digits, `-` or `_`. Empty or absent: there is no session now. */
  session?: string | null;
  /** Where the database listens. Absent parts are read from the environment variables. */
  connection?: {
    /** `http`, `https` or `binary`. */
    protocol?: string;
    host?: string;
    port?: string | number;
  };
  /** SQL to show and run when the workspace opens. */
  query?: string | null;
  /**
   * When the session expires: a time such as `2026-11-29T18:00:00Z`, or the seconds since 1970.
   * JupyterLab shows it, and warns ten minutes before.
   */
  expires?: string | number | null;
};

/**
 * Finds the user's session. The module exports a class that implements this, with a constructor
 * that takes {@link SessionManagerOptions}, or an object that implements it.
 */
export interface ISessionManager {
  /**
   * Called for each request that needs the session, so cache what is slow to find. It has 5
   * seconds. If it throws, the user gets `session_manager_failed` with the error's message: put no
   * credential there.
   */
  getSession(): Promise<Session> | Session;
}
