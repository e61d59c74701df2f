/**
 * What is wrong in a specification, and where.
 *
 * @param message - what is wrong, as a sentence, without the place
 * @param path - the place as a JSON pointer: `/marks/0/properties/x`; empty for the whole
 * @param offset - the place in the text, in UTF-16 units, if it is known
 */
export class VegaError extends Error {
  constructor(
    message: string,
    readonly path: string,
    readonly offset?: number
  ) {
    super(message);
    this.name = 'VegaError';
  }
}
