/** Turns an error of the database into the ApiError for the caller, and finds it there again. */
import { ApiError } from '../errors/api-error';
import { type DatabaseError, isDatabaseError } from '../thrift/database-error';

/** 6329 of DBHandler.cpp: `Session not valid or expired.`; v5.5 said `Session not valid.` */
const EXPIRED = /^Session not valid/;

/** @param cause - its text contains no secrets: the user reads it. */
export const apiErrorOf = (cause: DatabaseError): ApiError =>
  EXPIRED.test(cause.text)
    ? new ApiError(
        'session_expired',
        'The database session has expired or was logged out. Log in to the database again.',
        { cause }
      )
    : new ApiError(
        'query_failed',
        cause.text || 'The database returned an error without a message.',
        { cause }
      );

/** The database's own error, if `error` was made of one; otherwise null. */
export const databaseErrorOf = (error: unknown): DatabaseError | null =>
  error instanceof ApiError && isDatabaseError(error.cause)
    ? error.cause
    : null;
