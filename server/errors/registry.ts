/**
 * Every error code with its HTTP status, its log level and its meaning. Imports types only.
 * `docs/errors.md` lists the same codes; a test compares them.
 */
import type { ErrorCode } from '../protocol';

export type ErrorKind = {
  /** HTTP status of the answer. */
  status: number;
  /** Level of the sidecar's log line. */
  level: 'info' | 'warn' | 'error';
  doc: string;
  /** Made by the Python shim; the sidecar never answers it. */
  madeByShim?: true;
};

const kind = (status: number, doc: string): ErrorKind => ({
  status,
  // Below 500 the request or the state of the session is the cause, and the message tells the user.
  level: status < 500 ? 'info' : 'warn',
  doc
});

const shim = (status: number, doc: string): ErrorKind => ({
  ...kind(status, doc),
  madeByShim: true
});

/**
 * 409 means that the server is not in the state that the request needs, such as having a session.
 * 401 would make browsers and proxies ask for a login.
 */
export const ERRORS: Readonly<Record<ErrorCode, ErrorKind>> = Object.freeze({
  session_file_not_configured: kind(409, 'No session file is set.'),
  session_missing: kind(409, 'There is no session now.'),
  session_unreadable: kind(409, 'The session file cannot be read.'),
  session_invalid: kind(409, 'The session file holds no session ID.'),
  session_file_exposed: kind(
    409,
    'Other users can open the session file, and the admin requires it to be private.'
  ),
  session_expired: kind(409, 'The session has expired or was logged out.'),

  session_manager_not_found: kind(
    409,
    'The configured session manager was not found.'
  ),
  session_manager_failed: kind(502, 'The session manager threw an error.'),
  session_manager_timeout: kind(
    504,
    'The session manager did not answer in time.'
  ),
  session_manager_invalid: kind(
    502,
    'The session manager returned an invalid session.'
  ),

  environment_missing: kind(
    409,
    'An environment variable for the address of the database is not set.'
  ),
  config_invalid: kind(409, 'A setting is invalid.'),
  credential_command_failed: kind(
    502,
    'The command that supplies passwords failed.'
  ),

  database_unreachable: kind(503, 'No connection to the database.'),
  database_timeout: kind(504, 'The database did not answer in time.'),
  database_lost: kind(503, 'The connection to the database was lost.'),
  bad_upstream_answer: kind(502, 'The answer does not come from a database.'),
  query_failed: kind(422, 'The database refused the statement.'),
  session_not_altered: kind(
    422,
    'The statement would change one session of several.'
  ),
  query_cancelled: kind(409, 'The query was cancelled.'),
  query_unknown: kind(
    404,
    'The query has ended, or its result is no longer available.'
  ),
  result_too_large: kind(
    422,
    'The result is larger than the limit that the admin set.'
  ),
  too_many_queries: kind(429, 'Too many queries are running and waiting.'),

  rendering_unavailable: kind(501, 'The database does not render pictures.'),
  vega_invalid: kind(422, 'The text is no spec of HeavyDB Vega.'),
  render_unknown: kind(404, 'The picture is no longer held by the database.'),

  request_invalid: kind(400, 'The request does not match the route.'),
  connection_unknown: kind(404, 'There is no connection with this key.'),
  connection_forbidden: kind(
    403,
    'The admin does not allow connections to this server.'
  ),
  sign_in_needed: kind(409, 'You are not signed in to this server.'),
  sign_in_refused: kind(
    403,
    'The database refused the user name, the password or the database.'
  ),
  read_only: kind(
    403,
    'The connection is read-only, and the statement changes something.'
  ),
  too_many_requests: kind(429, 'Too many requests wait for an answer.'),
  request_too_large: kind(413, 'The request is larger than its route allows.'),
  forbidden: kind(403, 'The request is not allowed.'),
  not_found: kind(404, 'There is no such route.'),
  method_not_allowed: kind(405, 'The route does not support this method.'),

  node_missing: shim(503, 'Node.js was not found.'),
  node_too_old: shim(503, 'The Node.js found is older than 20.'),
  sidecar_unavailable: shim(
    503,
    'The sidecar is not running or does not answer.'
  ),
  internal_error: {
    ...kind(500, 'An error in this extension.'),
    level: 'error'
  }
});
