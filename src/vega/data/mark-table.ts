/** The table that a mark draws: one mark a row. */
import { nameAt } from '../spec/name-at';
import { Place } from '../spec/place';
import type { Row } from '../vega-spec';
import { readWkt } from './wkt';

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
    const name = nameAt(field, '"field"');
    const [first] = this.rows;
    if (first && !Object.hasOwn(first, name)) {
      field.fail(`"${name}" does not exist in the data table "${this.name}".`);
    }
  }

  /**
   * The column with one coordinate of the points in a column; the column itself if it has none.
   *
   * @throws VegaError for geometries that are no points
   */
  coordinateColumn(field: Place, axis: 'x' | 'y'): string {
    const name = field.text('"field"');
    const value = this.rows.find(row => typeof row[name] === 'string')?.[name];
    const geometry = readWkt(value);
    if (geometry && geometry.type !== 'POINT') {
      field.fail(
        `"${name}" is a ${geometry.type}; only POINTs are drawn here.`
      );
    }
    if (!geometry) {
      return name;
    }
    this._points.add(name);
    return columnOf(name, axis);
  }

  /** The rows with the coordinates that were asked for. */
  get drawnRows(): readonly Row[] {
    const points = [...this._points];
    return points.length === 0
      ? this.rows
      : this.rows.map(row => ({
          ...row,
          ...Object.fromEntries(points.flatMap(name => coordinates(name, row)))
        }));
  }

  /** Columns of points whose coordinates are drawn. */
  private readonly _points = new Set<string>();
}

const columnOf = (name: string, axis: 'x' | 'y'): string => `${name}_${axis}`;

function coordinates(name: string, row: Row): [string, number | null][] {
  const [x = null, y = null] = readWkt(row[name])?.parts[0]?.[0]?.[0] ?? [];
  return [
    [columnOf(name, 'x'), x],
    [columnOf(name, 'y'), y]
  ];
}

/** What a mark without `from` draws: itself, once. */
export const ONE_ROW = new MarkTable('', [{}], new Place(undefined));
