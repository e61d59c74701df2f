/** The table that a mark draws: one mark a row. */
import { Place } from '../spec/place';
import type { Row } from '../vega-spec';

export class MarkTable {
  constructor(
    /** Its name, and that of the translated data. */
    readonly name: string,
    readonly rows: readonly Row[],
    /** The table in the specification. */
    readonly place: Place
  ) {}

  /** @throws VegaError if the rows have no such column */
  requireColumn(field: Place): void {
    const name = field.text('"field"');
    const [first] = this.rows;
    if (first && !Object.hasOwn(first, name)) {
      field.fail(`"${name}" does not exist in the data table "${this.name}".`);
    }
  }
}

/** What a mark without `from` draws: itself, once. */
export const ONE_ROW = new MarkTable('', [{}], new Place(undefined));
