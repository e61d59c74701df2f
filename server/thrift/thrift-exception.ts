/** An exception that the database answered in place of a result. */
export class ThriftException extends Error {
  override name = 'ThriftException';

  constructor(
    readonly text: string,
    /** A TApplicationException, as against the TDBException that methods declare. */
    readonly isApplicationException: boolean,
    readonly isUnknownMethod: boolean
  ) {
    super(text);
  }
}

/** By its name: the codec is a bundle of its own, with a class of its own. */
export const isThriftException = (error: unknown): error is ThriftException =>
  error instanceof Error && error.name === 'ThriftException';

/** Apache's JavaScript server forgets to send the type: 1, UNKNOWN_METHOD. */
export const applicationException = (
  text: string,
  type: number
): ThriftException =>
  new ThriftException(
    text,
    true,
    type === 1 || /^(Unknown function|Invalid method name)/.test(text)
  );
