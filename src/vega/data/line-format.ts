/**
 * How the rows of a table are lines: by `format`. Either the first LINESTRING of a row, or columns
 * that `coords` names: each an array of coordinates, or one coordinate.
 */
import type { Place } from '../spec/place';
import type { Row } from '../vega-spec';
import { geometryColumn, readWkt, type Vertex } from './wkt';

/** The lines of a row; null if it has none. */
export type LineReader = (row: Row) => readonly (readonly Vertex[])[] | null;

export type LineTable = {
  name: string;
  rows: readonly Row[];
  /** The table in the specification. */
  place: Place;
};

/** @throws VegaError */
export function lineReader({ name, rows, place }: LineTable): LineReader {
  const format = place.member('format');
  if (format.value === 'lines') {
    const column = geometryColumn(rows, ['LINESTRING', 'MULTILINESTRING']);
    if (column === undefined && rows.length > 0) {
      format.fail(
        `Short-form Line Render only supports LINESTRING, and the rows of "${name}" have none.`
      );
    }
    return row => readWkt(row[column ?? ''])?.parts.flat() ?? null;
  }
  if (!format.isObject || format.member('type').value !== 'lines') {
    (format.isPresent ? format : place).fail(
      `The table "${name}" is not a table of lines. Its "format" must say so.`
    );
  }
  return fromColumns(format, rows[0]);
}

function fromColumns(format: Place, first: Row | undefined): LineReader {
  const coords = format.member('coords');
  const x = coords.member('x').items("The 'x' property");
  const y = coords.member('y').items("The 'y' property");
  if (x.length !== y.length) {
    coords.fail("The 'x' and 'y' array properties must be the same size.");
  }
  const isSequential = layoutOf(format) === 'sequential';
  const pairs = x.map((item, index) =>
    pairReader(item, y[index] ?? item, isSequential, first)
  );
  return row => {
    const vertices = pairs.map(read => read(row));
    return vertices.includes(null)
      ? null
      : [vertices.flatMap(one => one ?? [])];
  };
}

function layoutOf(format: Place): string {
  const layout = format.member('layout');
  if (!layout.isPresent) {
    return 'interleaved';
  }
  return layout.value === 'sequential' || layout.value === 'interleaved'
    ? layout.value
    : layout.fail('"layout" must be "interleaved" or "sequential"');
}

/** One entry of x and y: two columns, or one that holds both. */
function pairReader(
  x: Place,
  y: Place,
  isSequential: boolean,
  first: Row | undefined
): (row: Row) => Vertex[] | null {
  const xColumn = columnOf(x, first);
  const yColumn = columnOf(y, first);
  if (x.isObject && y.isObject) {
    x.fail('The x and y vertex column entries cannot both be references.');
  }
  if (!x.isObject && !y.isObject) {
    return row => zipped(numbersOf(row[xColumn]), numbersOf(row[yColumn]));
  }
  if (xColumn !== yColumn) {
    y.fail(
      `The x column "${xColumn}" does not match the y column "${yColumn}".`
    );
  }
  return row => {
    const numbers = numbersOf(row[xColumn]);
    if (!numbers) {
      return null;
    }
    const half = numbers.length / 2;
    return isSequential
      ? zipped(numbers.slice(0, half), numbers.slice(half))
      : zipped(
          numbers.filter((_, index) => index % 2 === 0),
          numbers.filter((_, index) => index % 2 === 1)
        );
  };
}

/** @throws VegaError if the first row has no such column */
function columnOf(place: Place, first: Row | undefined): string {
  const name = place.isObject
    ? place.member('from').text('"from"')
    : place.text('A vertex column');
  return !first || Object.hasOwn(first, name)
    ? name
    : place.fail(
        `Cannot find vertex column with name "${name}" in the query. All vertex columns must be included in the SQL query for line rendering.`
      );
}

/** The numbers of an array, or of a single value; null if one is missing. */
function numbersOf(value: unknown): number[] | null {
  const list: unknown[] = ArrayBuffer.isView(value)
    ? Array.from(value as unknown as ArrayLike<unknown>)
    : Array.isArray(value)
      ? value
      : [value];
  const numbers = list.map(one =>
    one === null || one === undefined ? NaN : Number(one)
  );
  return numbers.some(Number.isNaN) ? null : numbers;
}

function zipped(x: number[] | null, y: number[] | null): Vertex[] | null {
  return x && y
    ? x.slice(0, y.length).map((value, index): Vertex => [value, y[index] ?? 0])
    : null;
}
