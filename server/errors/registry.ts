/**
 * Every error code with its HTTP status, its log level and its meaning. Imports types only.
 * `docs/errors.md` lists the same codes; a test compares them.
 */
import type { ErrorCode } from '../protocol';

export type ErrorKind = {
  /** Of the HTTP answer. */
  status: number;
  /** How loud the sidecar's log tells of it. */
  level: 'info' | 'warn' | 'error';
  doc: string;
  /** Made by the Python shim; the sidecar never answers it. */
  madeByShim?: true;
};

const kind = (status: number, doc: string): ErrorKind => ({
  status,
  // Below 500 the request is at fault, or the state of the session, and the user is told.
  level: status < 500 ? 'info' : 'warn',
  doc
});

const shim = (status: number, doc: string): ErrorKind => ({
  ...kind(status, doc),
  madeByShim: true
});

/**
 * 409 stands for "the server is not in the state that this request needs", which is what a
 * session that is not there amounts to; 401 would make browsers and proxies ask for a login.
 */
export const ERRORS: Readonly<Record<ErrorCode, ErrorKind>> = Object.freeze({
  session_file_not_configured: kind(409, 'No session file is set.'),
  session_missing: kind(409, 'There is no session at present.'),
  session_unreadable: kind(409, 'The session file cannot be read.'),
  session_invalid: kind(409, 'The session file holds no session ID.'),
  session_file_exposed: kind(
    409,
    'The session file is open to other users, and the admin wants it private.'
  ),
  session_expired: kind(409, 'The database no longer knows the session.'),

  session_manager_not_found: kind(
    409,
    'The configured session manager is nowhere to be found.'
  ),
  session_manager_failed: kind(502, 'The session manager threw.'),
  session_manager_timeout: kind(504, 'The session manager took too long.'),
  session_manager_invalid: kind(
    502,
    'The session manager returned something that is no session.'
  ),

  environment_missing: kind(
    409,
    'An environment variable that says where the database is has no value.'
  ),
  config_invalid: kind(409, 'A configured value makes no sense.'),
  credential_command_failed: kind(
    502,
    'The command that finds passwords failed.'
  ),

  database_unreachable: kind(503, 'No connection to the database.'),
  database_timeout: kind(504, 'The database did not answer in time.'),
  database_lost: kind(503, 'The database ended, or was cut off.'),
  bad_upstream_answer: kind(502, 'The answer is not one of a database.'),
  query_failed: kind(422, 'The database refused the statement.'),
  session_not_altered: kind(
    422,
    'The statement would change one session of several.'
  ),
  query_cancelled: kind(409, 'The query was cancelled.'),
  query_unknown: kind(
    404,
    'The query is over, or its result is no longer held.'
  ),
  result_too_large: kind(422, "The result is bigger than the admin's cap."),
  too_many_queries: kind(429, 'Too many queries run and wait.'),

  request_invalid: kind(400, 'The request is not as the route wants it.'),
  connection_unknown: kind(404, 'There is no connection of this key.'),
  connection_forbidden: kind(
    403,
    'The admin does not let this server be connected to.'
  ),
  sign_in_needed: kind(409, 'There is no session at this server.'),
  sign_in_refused: kind(
    403,
    'The database refused user, password or database.'
  ),
  read_only: kind(
    403,
    'The connection is for reading, and the statement does more.'
  ),
  too_many_requests: kind(429, 'Too many requests wait for an answer.'),
  request_too_large: kind(413, 'The request is bigger than 1 MiB.'),
  forbidden: kind(403, 'The request is not allowed.'),
  not_found: kind(404, 'There is no such route.'),
  method_not_allowed: kind(405, 'The route has no such method.'),

  node_missing: shim(503, 'There is no Node.js to run the sidecar with.'),
  node_too_old: shim(503, 'The Node.js found is older than 20.'),
  sidecar_unavailable: shim(503, 'The sidecar does not run or answer.'),
  internal_error: { ...kind(500, 'A fault of this extension.'), level: 'error' }
});
