/** The only error class with a code. The error handler turns it into an answer. */
import type { ErrorCode } from '../protocol';
import { ERRORS } from './registry';

export type ApiErrorOptions = {
  cause?: unknown;
  /** For codes with several statuses, such as 415 beside 400. */
  status?: number;
  headers?: Record<string, string>;
};

/** A failure with a code. Its message is for the user and contains no secret. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = options.status ?? ERRORS[code].status;
    this.headers = options.headers ?? {};
  }
}
