/** What of a Vega-Lite spec cannot be drawn by the database, and where it stands. */

export type SpecPath = readonly (string | number)[];

export class VegaLiteError extends Error {
  override readonly name = 'VegaLiteError';
  /** As a JSON pointer: `/encoding/shape`. Empty for the whole spec. */
  readonly path: string;

  /** @param problem - Ends a sentence that the name of the property begins. */
  constructor(path: SpecPath, problem: string) {
    super(`${nameOf(path)} ${problem}`);
    this.path = path.map(key => `/${escaped(String(key))}`).join('');
  }
}

/** As people write it: `layer[0].encoding.shape`. */
const nameOf = (path: SpecPath): string =>
  path.reduce<string>(
    (name, key) =>
      typeof key === 'number'
        ? `${name}[${key}]`
        : (name && `${name}.${key}`) || key,
    ''
  ) || 'The spec';

const escaped = (key: string): string =>
  key.replaceAll('~', '~0').replaceAll('/', '~1');
