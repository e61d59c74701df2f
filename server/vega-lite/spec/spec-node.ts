/** A value in a spec together with its path, so that each fault names its place. Pure. */
import { type SpecPath, VegaLiteError } from './vega-lite-error';

const NOT_DRAWN = 'is not drawn by the database.';

export class SpecNode {
  constructor(
    readonly value: unknown,
    readonly path: SpecPath = []
  ) {}

  /** True if the property is missing. `null` is a value. */
  get isAbsent(): boolean {
    return this.value === undefined;
  }

  get isObject(): boolean {
    return (
      typeof this.value === 'object' &&
      this.value !== null &&
      !Array.isArray(this.value)
    );
  }

  get isArray(): boolean {
    return Array.isArray(this.value);
  }

  /** The property of that name; absent if there is none, or if this is no object. */
  get(key: string): SpecNode {
    const value =
      this.isObject && Object.hasOwn(this.value as object, key)
        ? (this.value as Record<string, unknown>)[key]
        : undefined;
    return new SpecNode(value, [...this.path, key]);
  }

  /** @throws VegaLiteError if it is no object. */
  keys(): string[] {
    if (!this.isObject) {
      throw this.error('is not an object.');
    }
    return Object.keys(this.value as object);
  }

  /** @throws VegaLiteError if it is no array. */
  items(): SpecNode[] {
    if (!Array.isArray(this.value)) {
      throw this.error('is not an array.');
    }
    return this.value.map(
      (value: unknown, index) => new SpecNode(value, [...this.path, index])
    );
  }

  string(): string {
    if (typeof this.value !== 'string') {
      throw this.error('is not a string.');
    }
    return this.value;
  }

  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) {
      throw this.error('is not a number.');
    }
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') {
      throw this.error('is not true or false.');
    }
    return this.value;
  }

  numbers(): number[] {
    return this.items().map(item => item.number());
  }

  oneOf<T extends string>(values: readonly T[]): T {
    const value = values.find(each => each === this.value);
    if (value === undefined) {
      throw this.error(
        `is ${JSON.stringify(this.value)}; the database draws ${values.map(each => `"${each}"`).join(', ')}.`
      );
    }
    return value;
  }

  /** @throws VegaLiteError for a property that is neither drawn nor one of those without effect. */
  allowOnly(names: Iterable<string>, problem = NOT_DRAWN): void {
    const known = new Set(names);
    const unknown = this.keys().find(key => !known.has(key));
    if (unknown !== undefined) {
      throw this.get(unknown).error(problem);
    }
  }

  /** @throws VegaLiteError if it is there. */
  refuse(problem = NOT_DRAWN): void {
    if (!this.isAbsent) {
      throw this.error(problem);
    }
  }

  /** The same for a property that may be missing. */
  allowOnlyIfThere(names: Iterable<string>): void {
    if (!this.isAbsent) {
      this.allowOnly(names);
    }
  }

  error(problem: string): VegaLiteError {
    return new VegaLiteError(this.path, problem);
  }
}
