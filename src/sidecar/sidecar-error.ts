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

/** The answer was lost, whatever became of what was asked. */
const LOST_CODES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'database_lost',
  'sidecar_unavailable',
  'server_unreachable',
  'server_timeout',
  'server_answer_invalid'
]);

/** Other requests leave no room for this one at present. */
const NOT_SENT_CODES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'statement_not_sent',
  'session_not_altered'
]);

const BUSY_CODES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'too_many_queries',
  'too_many_requests'
]);

const CONNECTION_CODES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'session_file_not_configured',
  'session_missing',
  'session_unreadable',
  'session_invalid',
  'session_file_exposed',
  'session_expired',
  'session_manager_not_found',
  'session_manager_failed',
  'session_manager_timeout',
  'session_manager_invalid',
  'environment_missing',
  'config_invalid',
  'connection_unknown',
  'connection_forbidden',
  'sign_in_needed',
  'sign_in_refused',
  'database_unreachable',
  'database_timeout',
  'forbidden',
  'node_missing',
  'node_too_old',
  'server_extension_disabled',
  ...LOST_CODES,
  ...BUSY_CODES
]);

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
  get isConnectionTrouble(): boolean {
    return CONNECTION_CODES.has(this.code);
  }

  /** True where it was refused for what else goes on, and would have been answered otherwise. */
  get isBusy(): boolean {
    return BUSY_CODES.has(this.code);
  }

  /** True where the statement was refused before the database had it. */
  get isNotSent(): boolean {
    return NOT_SENT_CODES.has(this.code);
  }

  /** True where nobody knows whether the statement ran, so that nobody but the user runs it again. */
  get isAnswerLost(): boolean {
    return LOST_CODES.has(this.code);
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
