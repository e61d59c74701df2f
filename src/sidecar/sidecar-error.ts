/** The one error of the front end: a failed call of the sidecar, with a message for the user. */
import type { ErrorCode } from '../../server/protocol';

/** The sidecar's codes, and the codes of errors that the front end itself makes. */
export type SidecarErrorCode =
  | ErrorCode
  | 'server_extension_disabled'
  | 'server_unreachable'
  | 'secret_left_out'
  | 'statement_not_sent'
  | 'server_timeout'
  | 'server_answer_invalid';

/** What a code means for the front end. */
type ErrorTraits = {
  /** The cause is the connection or the load, not this request. */
  isConnectionError?: true;
  /** Too many requests run at the moment. */
  isBusy?: true;
  /** The statement was refused before it reached the database. */
  isNotSent?: true;
  /** The answer was lost; the statement may have run. */
  isAnswerLost?: true;
};

const REQUEST: ErrorTraits = {};
const NOT_SENT: ErrorTraits = { isNotSent: true };
const CONNECTION: ErrorTraits = { isConnectionError: true };
const BUSY: ErrorTraits = { ...CONNECTION, isBusy: true };
const LOST: ErrorTraits = { ...CONNECTION, isAnswerLost: true };

/** Every code has an entry; the compiler misses a new one. */
const ERRORS: Readonly<Record<SidecarErrorCode, ErrorTraits>> = {
  session_file_not_configured: CONNECTION,
  session_missing: CONNECTION,
  session_unreadable: CONNECTION,
  session_invalid: CONNECTION,
  session_file_exposed: CONNECTION,
  session_expired: CONNECTION,
  session_manager_not_found: CONNECTION,
  session_manager_failed: CONNECTION,
  session_manager_timeout: CONNECTION,
  session_manager_invalid: CONNECTION,
  environment_missing: CONNECTION,
  config_invalid: CONNECTION,
  credential_command_failed: CONNECTION,

  database_unreachable: CONNECTION,
  database_timeout: CONNECTION,
  database_lost: LOST,
  bad_upstream_answer: REQUEST,
  query_failed: REQUEST,
  session_not_altered: NOT_SENT,
  query_cancelled: REQUEST,
  query_unknown: REQUEST,
  result_too_large: REQUEST,
  too_many_queries: BUSY,

  rendering_unavailable: REQUEST,
  vega_invalid: REQUEST,
  render_unknown: REQUEST,

  request_invalid: REQUEST,
  connection_unknown: CONNECTION,
  connection_forbidden: CONNECTION,
  sign_in_needed: CONNECTION,
  sign_in_refused: CONNECTION,
  read_only: NOT_SENT,
  request_too_large: REQUEST,
  too_many_requests: BUSY,
  forbidden: CONNECTION,
  not_found: REQUEST,
  method_not_allowed: REQUEST,

  node_missing: CONNECTION,
  node_too_old: CONNECTION,
  sidecar_unavailable: LOST,
  internal_error: REQUEST,

  server_extension_disabled: CONNECTION,
  server_unreachable: LOST,
  server_timeout: LOST,
  server_answer_invalid: LOST,
  secret_left_out: NOT_SENT,
  statement_not_sent: NOT_SENT
};

/** A failed call of the sidecar. `message` is a whole sentence for the user. */
export class SidecarError extends Error {
  constructor(
    readonly code: SidecarErrorCode,
    message: string,
    options?: ErrorOptions & { requestId?: string }
  ) {
    super(message, options);
    this.name = 'SidecarError';
    this.requestId = options?.requestId ?? '';
  }

  /** Its ID in the log of the Jupyter server; empty if the log has no entry. */
  readonly requestId: string;

  /** True if the cause is the connection or the load, not this request. */
  get isConnectionError(): boolean {
    return this._kind.isConnectionError === true;
  }

  /** True if it was refused only because too many requests run. */
  get isBusy(): boolean {
    return this._kind.isBusy === true;
  }

  /** True if the statement was refused before it reached the database. */
  get isNotSent(): boolean {
    return this._kind.isNotSent === true;
  }

  /** True if the statement may have run. Only the user may repeat it. */
  get isAnswerLost(): boolean {
    return this._kind.isAnswerLost === true;
  }

  /** A sidecar of another version may have other codes. */
  private get _kind(): ErrorTraits {
    return ERRORS[this.code] ?? REQUEST;
  }
}

/** Wraps any other error, which would be a bug, so that it can be shown. */
export const asSidecarError = (error: unknown): SidecarError =>
  error instanceof SidecarError
    ? error
    : new SidecarError(
        'internal_error',
        error instanceof Error ? error.message : String(error),
        { cause: error }
      );
