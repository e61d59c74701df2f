/** What a failure looks like to the caller. Types only. */

/** Every code that a failure can have. A state other than `connected` is one of them, too. */
export type ErrorCode =
  // the session
  | 'session_file_not_configured'
  | 'session_missing'
  | 'session_unreadable'
  | 'session_invalid'
  | 'session_file_exposed'
  | 'session_expired'
  // a session manager of the administrator
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
  // a picture
  | 'rendering_unavailable'
  | 'vega_invalid'
  | 'render_unknown'
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

/** The body of every reply with an HTTP status of 400 or above. */
export type ErrorReply = {
  code: ErrorCode;
  /** A whole sentence for the user: what is wrong and, if possible, what to do. */
  message: string;
  /** The sidecar's log has the same ID. */
  requestId: string;
};
