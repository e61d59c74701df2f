/** An error that the database answered instead of a result: Thrift's exception. */

export type DatabaseErrorOptions = {
  /** What the database says. It may quote a session ID. */
  text: string;
  /** A TApplicationException, as opposed to the TDBException that methods declare. */
  isApplicationException: boolean;
  isUnknownMethod: boolean;
};

export class DatabaseError extends Error {
  override name = 'DatabaseError';
  readonly text: string;
  readonly isApplicationException: boolean;
  readonly isUnknownMethod: boolean;

  constructor(options: DatabaseErrorOptions) {
    super(options.text);
    this.text = options.text;
    this.isApplicationException = options.isApplicationException;
    this.isUnknownMethod = options.isUnknownMethod;
  }
}

/** Compared by name: the codec is a separate bundle with its own class. */
export const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && error.name === 'DatabaseError';

/** A TDBException. */
export const declaredError = (text: string): DatabaseError =>
  new DatabaseError({
    ...{ text, isApplicationException: false, isUnknownMethod: false }
  });

/**
 * A TApplicationException. Apache's JavaScript server does not send its type, which is 1 for an
 * unknown method.
 */
export const applicationError = (text: string, type: number): DatabaseError =>
  new DatabaseError({
    text,
    isApplicationException: true,
    isUnknownMethod:
      type === 1 || /^(Unknown function|Invalid method name)/.test(text)
  });
