/** A text that does not show itself in logs, errors or JSON. */
import { inspect } from 'node:util';

export abstract class Secret {
  readonly #text: string;
  readonly #shownAs: string;

  /** @param shownAs - what stands in its place wherever it would be shown. */
  protected constructor(text: string, shownAs: string) {
    this.#text = text;
    this.#shownAs = shownAs;
  }

  /** The text itself: for whoever it is meant for, and for nothing that is written or kept. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return this.#shownAs;
  }

  toJSON(): string {
    return this.#shownAs;
  }

  [inspect.custom](): string {
    return this.#shownAs;
  }
}
