/**
 * The contract between the sidecar and whoever calls it: the routes under `{base}/omnisci`,
 * what they take and what they answer. Types only, so that `src/` can share it at no cost.
 */

/** Every code that a failure, or a state other than `connected`, can carry. */
export type ErrorCode =
  // the session
  | 'session_file_not_configured'
  | 'session_missing'
  | 'session_unreadable'
  | 'session_invalid'
  | 'session_expired'
  // a session manager of the admin's own
  | 'session_manager_not_found'
  | 'session_manager_failed'
  | 'session_manager_timeout'
  | 'session_manager_invalid'
  // the environment
  | 'environment_missing'
  | 'config_invalid'
  // the database
  | 'database_unreachable'
  | 'database_timeout'
  | 'bad_upstream_answer'
  | 'query_failed'
  // the request
  | 'request_invalid'
  | 'request_too_large'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  // the sidecar and the way to it
  | 'node_missing'
  | 'node_too_old'
  | 'sidecar_unavailable'
  | 'internal_error';

/** The body of every reply whose HTTP status is 400 or above. */
export type ErrorReply = {
  code: ErrorCode;
  /** A whole sentence for the user: what is wrong and, where it can be said, what to do. */
  message: string;
  /** True where the same request may succeed later with nothing changed in it. */
  retryable: boolean;
  /** Stands in the sidecar's log too. */
  requestId: string;
};

/** Where the database listens, or the names of the environment variables that say so. */
export type ConnectionData = { protocol: string; host: string; port: string };

/**
 * `GET /session`: the reply of the 2020 extension, for whoever relies on it.
 * A value that is not there is the empty string; `state` and `message` are present only then.
 */
export type SessionReply = {
  session: string;
  /** The values found in the environment, or given by a session manager. */
  connection: ConnectionData;
  /** The *names* of the environment variables. */
  environment: ConnectionData;
  query: string;
  state?: ErrorCode;
  message?: string;
};

/** Where the session comes from; the notebook's first cell is written accordingly. */
export type SessionSource =
  { kind: 'file'; path: string } | { kind: 'manager'; name: string };

/** `GET /status`: what the front end shows. Never holds the session ID. */
export type StatusReply = {
  state: 'connected' | ErrorCode;
  /** Present unless `state` is `connected`. */
  message?: string;
  source: SessionSource;
  connection: ConnectionData;
  environment: ConnectionData;
  query: string;
  /** These three as the database told them, when connected. */
  user?: string;
  database?: string;
  serverVersion?: string;
};

/** `POST /queries` */
export type QueryRequest = {
  sql: string;
  /** The most rows the reply may hold; an integer from 1 to 1,000,000. */
  firstN: number;
};

/**
 * The header {@link QUERY_HEADER} of a query's reply, as JSON. The body is one Arrow IPC stream
 * (`application/vnd.apache.arrow.stream`), or empty for a statement that returns no table.
 */
export type QuerySummary = {
  /** Length of the body; fewer bytes than this is a reply that was cut. */
  bytes: number;
  /** Rows in the body. */
  rows: number;
  /** True where the database has more rows than `firstN`. */
  more: boolean;
  /** Milliseconds in the database, as it told them. */
  executionTimeMs: number;
  /** What the statement was, as far as the database tells. */
  queryType: 'read' | 'write' | 'schema' | 'unknown';
};
