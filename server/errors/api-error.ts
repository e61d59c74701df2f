/** The one error class that carries a code, and so becomes an answer. */
import type { ErrorCode } from '../protocol';
import { ERRORS } from './registry';

export type ApiErrorOptions = {
  cause?: unknown;
  /** Where one code covers several statuses, as 415 beside 400. */
  status?: number;
  headers?: Record<string, string>;
};

/** A failure with a code; its message is for the user and holds no secret. */
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
