/**
 * The contract between the sidecar and whoever calls it: the routes under `{base}/omnisci`,
 * what they take and what they answer. Types only, so that `src/` can share it at no cost.
 */

/**
 * Names a connection in a path and in what the browser keeps: `SERVER`, or `SERVER;DATABASE` for
 * another database than that of the server's session. It stays the same across reloads and
 * restarts, and holds no secret. `handover` is the server of the session that was handed over.
 */
export type ConnectionKey = string;

/**
 * Every route. `parameters` are the parts of its path, `query` those behind the question mark,
 * `body` is JSON, and so is `reply`. Where there is a `page`, a reply may be bytes instead, with
 * that in the header `X-OmniSci-Page`.
 *
 * Those from `/status` on are there for each connection below `/connections/{key}`; without that,
 * they are those of the handed-over one.
 */
export type Routes = {
  'GET /session': { reply: SessionReply };
  'GET /connections': { reply: ConnectionsReply };
  'POST /connections/sign-in': { body: SignInRequest; reply: ServerStatus };
  'POST /connections/sign-out': {
    body: { server: string };
    reply: SignOutReply;
  };
  'GET /status': { reply: StatusReply };
  'POST /queries': {
    body: QueryRequest;
    reply: RunningReply;
    page: PageHeader;
  };
  'GET /queries/:id/pages/:number': {
    parameters: { id: string; number: number };
    reply: RunningReply;
    page: PageHeader;
  };
  'POST /queries/:id/cancel': {
    parameters: { id: string };
    body: Record<string, never>;
    reply: CancelReply;
  };
  'POST /sessions': { body: Record<string, never>; reply: ClonedSession };
  'GET /schema': { reply: SchemaReply };
  'GET /schema/tables': {
    query: { database: string };
    reply: SchemaTablesReply;
  };
  'GET /schema/columns': {
    query: { table: string };
    reply: SchemaColumnsReply;
  };
};

/** Every code that a failure, or a state other than `connected`, can carry. */
export type ErrorCode =
  // the session
  | 'session_file_not_configured'
  | 'session_missing'
  | 'session_unreadable'
  | 'session_invalid'
  | 'session_file_exposed'
  | 'session_expired'
  // a session manager of the admin's own
  | 'session_manager_not_found'
  | 'session_manager_failed'
  | 'session_manager_timeout'
  | 'session_manager_invalid'
  // the environment
  | 'environment_missing'
  | 'config_invalid'
  | 'credential_command_failed'
  // the database
  | 'database_unreachable'
  | 'database_timeout'
  | 'database_lost'
  | 'bad_upstream_answer'
  | 'query_failed'
  | 'session_not_altered'
  | 'query_cancelled'
  | 'query_unknown'
  | 'result_too_large'
  | 'too_many_queries'
  // the request
  | 'request_invalid'
  | 'connection_unknown'
  | 'connection_forbidden'
  | 'sign_in_needed'
  | 'sign_in_refused'
  | 'read_only'
  | 'request_too_large'
  | 'too_many_requests'
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

/**
 * Where the session comes from; the notebook's first cell is written accordingly. `sign-in`: the
 * sidecar opened it.
 */
export type SessionSource =
  | {
      kind: 'file';
      path: string;
      /** When it was written, in milliseconds since 1970: of a file that was found, not configured. */
      writtenAt?: number;
    }
  | { kind: 'manager'; name: string }
  | { kind: 'sign-in' };

/** `GET /status`: what the front end shows. Never holds the session ID. */
export type StatusReply = {
  state: 'connected' | ErrorCode;
  /** Present unless `state` is `connected`. */
  message?: string;
  source: SessionSource;
  connection: ConnectionData;
  environment: ConnectionData;
  query: string;
  /**
   * Something to mend though all works, such as a session file that is open to other users: shown
   * once a page.
   */
  warning?: string;
  /** The admin lets statements read only. */
  readOnly: boolean;
  /** Until when the session is good, in milliseconds since 1970; absent where that is not known. */
  expiresAt?: number;
  /** Where the user logs in to the database again; absent where the admin names no page. */
  loginUrl?: string;
  /** These three come from the database, when connected. */
  user?: string;
  database?: string;
  serverVersion?: string;
};

/** `GET /connections`: the servers that can be connected to. Asks no database. */
export type ConnectionsReply = {
  /** Which servers the admin allows: `any` are those that the user names. */
  allow: 'handover' | 'listed' | 'any';
  /** False where the admin wants no passwords to be typed. */
  signIn: boolean;
  /** What a new editor takes, where the user has chosen nothing else. */
  default: ConnectionKey;
  /** The handed-over one first, where there is one; then the admin's, then the user's in use. */
  servers: ServerStatus[];
  /** What is wrong with the admin's list; what can be read of it is in `servers`. */
  message?: string;
};

/** A server, and whether there is a session with it. */
export type ServerStatus = {
  /** The first part of its connections' keys. */
  id: string;
  label: string;
  origin: 'handover' | 'admin' | 'user';
  /** Empty where it is not known. */
  connection: ConnectionData;
  /** Of the session, or else what to sign in with; may be empty. */
  username: string;
  database: string;
  /** Databases to choose from before there is a session; may be empty. */
  databases: string[];
  /**
   * How there comes to be a session. `password`: a user types it. `automatic`: the sidecar finds
   * the password by itself. `single-sign-on`: elsewhere, so that nothing can be typed here.
   */
  auth: 'handover' | 'password' | 'automatic' | 'single-sign-on';
  /** `connected`: there is a session; whether the database still knows it, `/status` tells. */
  state: 'connected' | ErrorCode;
  message?: string;
  /** The admin lets statements read only. */
  readOnly: boolean;
};

/** `POST /connections/sign-in`, at most 4 KiB. */
export type SignInRequest = {
  /** The ID of a listed server; or one that the user names, with an ID that no listed one has. */
  server: string | ({ id: string; label: string } & ConnectionData);
  username: string;
  /** Empty for the one that the database takes by itself. */
  database: string;
  /** Absent: the sidecar finds it, or answers `sign_in_needed`. */
  password?: string;
};

/** `POST /connections/sign-out`. */
export type SignOutReply = {
  /** False where there was no session of ours: the handed-over one goes on. */
  ended: boolean;
};

/** `POST /sessions`: a session of its own for a program, which ends it itself. */
export type ClonedSession = {
  session: string;
  connection: ConnectionData;
  database: string;
};

/**
 * `POST /queries` starts a query and answers its page 0; `GET /queries/{id}/pages/{n}` answers the
 * pages. Either waits up to ten seconds, then answers 202 with a {@link RunningReply}: the caller
 * asks for the same page again, which is also what keeps the query alive. A caller that has gone
 * has its query interrupted.
 *
 * A page is at most 8 MiB of one Arrow IPC stream, cut at any byte; the pages in order are the
 * stream. Asking for page n+1 lets go of page n; page n may be asked for again until then.
 */
export type QueryRequest = {
  /** A UUID of the caller's making, so that a query can be cancelled before it has answered. */
  id: string;
  sql: string;
  /** The most rows wanted, an integer of 1 or more; `null` for all within the admin's cap. */
  rowLimit: number | null;
  /** Refuses, with `read_only`, what does more than read: the user's own switch. */
  readOnly?: boolean;
};

/**
 * Metadata of a field of the Arrow stream, where HeavyDB gave no Arrow of its own (a column of
 * geometry, an old server) and the sidecar made it of the columns of `sql_execute`.
 */
export type FieldMetadata = {
  /** HeavyDB's name for the type: `GEOMETRY(POINT, 4326)`, `DECIMAL(19,2)`, `TEXT[]`. */
  'heavydb:sql_type': string;
  /** A DECIMAL came as a double, which holds 15 digits: more may be rounded. */
  'heavydb:sent_as'?: 'DOUBLE';
};

/** Status 202: no page yet. */
export type RunningReply = { state: 'running' };

/** The header `X-OmniSci-Page` of a page, as JSON. */
export type PageHeader = {
  page: number;
  /** Length of the body. */
  bytes: number;
  /**
   * XXH64, as 16 hexadecimal digits, of all bytes from the first page to the end of this one;
   * `null` where the sidecar has no WebAssembly.
   */
  digest: string | null;
  /**
   * Length of the whole stream, or eight bytes more, where the database has sent it already: for
   * memory and progress. On the last page it is exact.
   */
  expectedBytes: number | null;
  /**
   * Rows in the Arrow batches that have begun. A batch counts its rows before their values come, so
   * that the first page can count them all. There may be one more than `rowLimit`.
   */
  rows: number;
  /** On the last page, and on no other. */
  summary: QuerySummary | null;
};

/** A statement that returns no table has one page, without bytes. */
export type QuerySummary = {
  /** Length of the whole stream. */
  bytes: number;
  /** Rows in the stream: where `more` is true that is one more than `rowLimit`, to be dropped. */
  rows: number;
  /** True where the database has more rows than `rowLimit`. */
  more: boolean;
  /** Milliseconds in the database, by its own clock. */
  executionTimeMs: number;
  /** What the statement was, as far as the database tells. */
  queryType: 'read' | 'write' | 'schema' | 'unknown';
};

/** `POST /queries/{id}/cancel`, which also lets go of what is held of the result. */
export type CancelReply = {
  /**
   * `interrupted`: the database was told to stop. `abandoned`: it was not (it clones no
   * sessions, or does not answer), and may work on. `finished`: there was nothing to stop.
   */
  outcome: 'interrupted' | 'abandoned' | 'finished';
};

/** A table or view by its name. */
export type SchemaTable = {
  name: string;
  /** `unknown` where the database tells names only, and for a view that no longer works. */
  kind: 'table' | 'view' | 'unknown';
  /** `null` where the database does not tell. */
  columnCount: number | null;
};

/** `GET /schema`: what there is, without columns, by name. */
export type SchemaReply = {
  /** The session's own: its tables are those of `tables`. */
  database: string;
  /** The session's own among them; only that where the database tells no others. */
  databases: string[];
  tables: SchemaTable[];
};

/** `GET /schema/tables?database=NAME`: tables and views of any database. */
export type SchemaTablesReply = {
  /** `null` where the database does not tell: an old one, or no right to it. */
  tables: SchemaTable[] | null;
};

export type SchemaColumn = {
  name: string;
  /** As SHOW CREATE TABLE writes it, without NOT NULL: `DECIMAL(10,2)`, `TEXT ENCODING DICT(32)`. */
  type: string;
  nullable: boolean;
  /** Empty where there is none. */
  comment: string;
};

/** `GET /schema/columns?table=NAME`: one table or view of the session's own database. */
export type SchemaColumnsReply = {
  columns: SchemaColumn[];
  /** The query of a view; empty for a table. */
  viewSql: string;
  comment: string;
};
