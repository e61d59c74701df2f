/** What went wrong between this page and the database, as the user is told. */
import type { ErrorCode } from '../../server/protocol';

/** The sidecar's codes, and those for the ways in which it is never reached. */
export type FailureCode =
  | ErrorCode
  | 'server_extension_disabled'
  | 'server_unreachable'
  | 'secret_left_out'
  | 'statement_not_sent'
  | 'server_timeout'
  | 'server_answer_invalid';

/** What follows from a code, beside its message. */
type FailureKind = {
  /** The connection is at fault, or what else goes on, not this one request. */
  isConnectionError?: true;
  /** Other requests leave no room for this one at present. */
  isBusy?: true;
  /** The statement was refused, and the database never had it. */
  isNotSent?: true;
  /** The answer was lost, whatever became of what was asked. */
  isAnswerLost?: true;
};

const REQUEST: FailureKind = {};
const NOT_SENT: FailureKind = { isNotSent: true };
const CONNECTION: FailureKind = { isConnectionError: true };
const BUSY: FailureKind = { ...CONNECTION, isBusy: true };
const LOST: FailureKind = { ...CONNECTION, isAnswerLost: true };

/** Of every code: a new one has to say here what it is. */
const FAILURES: Readonly<Record<FailureCode, FailureKind>> = {
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

/** A failed call of the sidecar. `message` is a whole sentence, to be shown as it stands. */
export class SidecarError extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    options?: ErrorOptions & { requestId?: string }
  ) {
    super(message, options);
    this.name = 'SidecarError';
    this.requestId = options?.requestId ?? '';
  }

  /** Under which the log of the Jupyter server tells of it; empty where it does not. */
  readonly requestId: string;

  /** True where the connection is at fault, or what else goes on, not this one request. */
  get isConnectionError(): boolean {
    return this._kind.isConnectionError === true;
  }

  /** True where it was refused for what else goes on, and would have been answered otherwise. */
  get isBusy(): boolean {
    return this._kind.isBusy === true;
  }

  /** True where the statement was refused before the database had it. */
  get isNotSent(): boolean {
    return this._kind.isNotSent === true;
  }

  /** True where nobody knows whether the statement ran, so that nobody but the user runs it again. */
  get isAnswerLost(): boolean {
    return this._kind.isAnswerLost === true;
  }

  /** A sidecar of another version may have other codes. */
  private get _kind(): FailureKind {
    return FAILURES[this.code] ?? REQUEST;
  }
}

/** Makes a fault of our own, which nothing should be, a failure that can be shown. */
export const asSidecarError = (error: unknown): SidecarError =>
  error instanceof SidecarError
    ? error
    : new SidecarError(
        'internal_error',
        error instanceof Error ? error.message : String(error),
        { cause: error }
      );
