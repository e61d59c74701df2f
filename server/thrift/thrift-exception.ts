/** An exception that the database answered instead of a result. */
export class ThriftException extends Error {
  override name = 'ThriftException';

  constructor(
    readonly text: string,
    /** A TApplicationException, as opposed to the TDBException that methods declare. */
    readonly isApplicationException: boolean,
    readonly isUnknownMethod: boolean
  ) {
    super(text);
  }
}

/** Compared by name: the codec is a separate bundle with its own class. */
export const isThriftException = (error: unknown): error is ThriftException =>
  error instanceof Error && error.name === 'ThriftException';

/** Apache's JavaScript server does not send the type: 1, UNKNOWN_METHOD. */
export const applicationException = (
  text: string,
  type: number
): ThriftException =>
  new ThriftException(
    text,
    true,
    type === 1 || /^(Unknown function|Invalid method name)/.test(text)
  );
