/** What the database itself answered instead of a result. */
export class Refusal extends Error {
  override name = 'Refusal';

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
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && error.name === 'Refusal';

/** Apache's JavaScript server forgets to send the type: 1, UNKNOWN_METHOD. */
export const applicationRefusal = (text: string, type: number): Refusal =>
  new Refusal(
    text,
    true,
    type === 1 || /^(Unknown function|Invalid method name)/.test(text)
  );
