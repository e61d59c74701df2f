/** An error of the database itself, as an ApiError. */
import { ApiError } from '../errors/api-error';

/** 6329 of DBHandler.cpp: `Session not valid or expired.`; v5.5 said `Session not valid.` */
const EXPIRED = /^Session not valid/;

export type DatabaseErrorOptions = {
  /** The database's text, without session IDs. */
  text: string;
  isApplicationException: boolean;
  isUnknownMethod: boolean;
};

export class DatabaseError extends ApiError {
  readonly text: string;
  readonly isApplicationException: boolean;
  readonly isUnknownMethod: boolean;

  constructor(options: DatabaseErrorOptions) {
    const { text } = options;
    if (EXPIRED.test(text)) {
      super(
        'session_expired',
        'The database session has expired or was logged out. Log in to the database again.'
      );
    } else {
      super(
        'query_failed',
        text || 'The database returned an error without a message.'
      );
    }
    this.text = text;
    this.isApplicationException = options.isApplicationException;
    this.isUnknownMethod = options.isUnknownMethod;
  }
}
