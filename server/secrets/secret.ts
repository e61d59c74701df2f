/** A string that hides itself in logs, errors and JSON. */
import { inspect } from 'node:util';

export abstract class Secret {
  readonly #text: string;
  readonly #shownAs: string;

  /** @param shownAs - the text to show instead. */
  protected constructor(text: string, shownAs: string) {
    this.#text = text;
    this.#shownAs = shownAs;
  }

  /** The text itself. Pass it only to its recipient; never write or keep it. */
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
