/** A value in a specification together with its place, so that whoever reads it can say where. */
import { VegaError } from '../vega-error';

export class Place {
  constructor(
    readonly value: unknown,
    readonly path = ''
  ) {}

  get isPresent(): boolean {
    return this.value !== undefined;
  }

  get isObject(): boolean {
    return (
      typeof this.value === 'object' &&
      this.value !== null &&
      !Array.isArray(this.value)
    );
  }

  /** The member of an object; its value is undefined if there is none. */
  member(name: string): Place {
    const step = name.replace(/~/g, '~0').replace(/\//g, '~1');
    const value =
      this.isObject && Object.hasOwn(this.value as object, name)
        ? (this.value as Record<string, unknown>)[name]
        : undefined;
    return new Place(value, `${this.path}/${step}`);
  }

  /** @throws VegaError unless it is an array */
  items(what: string): Place[] {
    if (!Array.isArray(this.value)) {
      this.fail(`${what} must be an array.`);
    }
    return (this.value as unknown[]).map(
      (value, index) => new Place(value, `${this.path}/${index}`)
    );
  }

  /** @throws VegaError unless it is a text */
  text(what: string): string {
    return typeof this.value === 'string'
      ? this.value
      : this.fail(`${what} must be a string.`);
  }

  /** @throws VegaError unless it is a number */
  number(what: string): number {
    return typeof this.value === 'number' && Number.isFinite(this.value)
      ? this.value
      : this.fail(`${what} must be a number.`);
  }

  /** @throws VegaError always, at this place */
  fail(message: string): never {
    throw new VegaError(message, this.path);
  }
}
