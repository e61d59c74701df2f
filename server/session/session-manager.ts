/**
 * The interface of a session manager, for those who write their own: name the module and its
 * export in `OmniSciConfig.session_manager`. See docs/session-managers.md.
 */

/** What a session manager is constructed with: the admin's `OmniSciSessionManager` settings. */
export type SessionManagerOptions = {
  /** Names of the environment variables that hold protocol, host and port. */
  environment: { protocol: string; host: string; port: string };
  /** The configured session file; empty where none is configured. */
  sessionFile: string;
};

/** A database session that somebody else opened. */
export type Session = {
  /** The ID: 8 to 128 letters, digits, `-` or `_`. Empty or absent means: there is no session now. */
  session?: string | null;
  /** Where the database listens. What is absent here is read from the environment variables. */
  connection?: {
    /** `http`, `https` or `binary`. */
    protocol?: string;
    host?: string;
    port?: string | number;
  };
  /** SQL to show and run when the workspace opens. */
  query?: string | null;
  /**
   * Until when the session is good: a time such as `2026-11-29T18:00:00Z`, or the seconds since
   * 1970. JupyterLab shows it, and warns ten minutes before.
   */
  expires?: string | number | null;
};

/**
 * Finds the user's session. The module exports a class that implements this (its constructor
 * takes {@link SessionManagerOptions}), or an object that does.
 */
export interface ISessionManager {
  /**
   * Called for every request that needs the session, so cache what is slow to find.
   * It has 5 seconds. What it throws is reported to the user as `session_manager_failed`,
   * with the error's message: put no credential there.
   */
  getSession(): Promise<Session> | Session;
}
