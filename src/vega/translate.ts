/**
 * HeavyDB's dialect as Vega 5: the same picture, pixel for pixel but for the smoothing of edges.
 * The y axis is turned round by the expressions of the marks; domains that come from data are
 * resolved here.
 */
import { readTables, type Table } from './data/tables';
import { markReader } from './marks/mark-reader';
import { type MarkTable, ONE_ROW } from './data/mark-table';
import type { DrawnMark } from './marks/drawn-mark';
import { translatorOf } from './marks/marks';
import { columnExpression } from './marks/expression';
import { type Projection, readProjection } from './projection';
import { readScale } from './scales/read-scale';
import { vega5Scale } from './scales/vega5-scale';
import { Place } from './spec/place';
import type { Row, VegaSpec } from './vega-spec';
import type { Vega5Data, Vega5Mark, Vega5Spec } from './vega5-spec';

/**
 * The specification in Vega 5.
 *
 * @param rows - the rows of each table that `sourcesOf` names
 * @throws VegaError for what is wrong, and for what has no counterpart
 */
export function translate(
  spec: VegaSpec,
  rows: ReadonlyMap<string, readonly Row[]>
): Vega5Spec {
  const { width, height } = spec;
  const root = new Place(spec);
  const tables = readTables(entries(root, 'data'), rows);
  const projections = byName(
    entries(root, 'projections').map(place => readProjection(place, spec))
  );
  const scales = byName(
    entries(root, 'scales').map(place =>
      readScale(place, { width, height, tables: name => tables.get(name) })
    )
  );
  const data: Vega5Data[] = [];
  const marks = entries(root, 'marks').map((place, index) => {
    const name = freeName(`mark_${index}`, tables);
    const table = tableOf(place, tables);
    const mark = markReader(
      {
        name,
        place,
        table,
        height,
        projection: projectionOf(place, projections)
      },
      scale => scales.get(scale)
    );
    const drawn = translatorOf(place.member('type'))(mark);
    addData(data, name, table, drawn);
    return vega5Mark(name, table, drawn);
  });
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json',
    width,
    height,
    padding: 0,
    autosize: 'none',
    background: 'transparent',
    data,
    scales: [...scales.values()].map(vega5Scale),
    marks
  };
}

const entries = (root: Place, list: string): Place[] =>
  root.member(list).isPresent ? root.member(list).items(list) : [];

function byName<T extends { name: string }>(list: T[]): Map<string, T> {
  return new Map(list.map(one => [one.name, one]));
}

function tableOf(mark: Place, tables: Map<string, Table>): MarkTable {
  const from = mark.member('from');
  if (!from.isPresent) {
    return ONE_ROW;
  }
  const data = from.member('data');
  const name = data.text('"data"');
  const table =
    tables.get(name) ??
    data.fail(`Data reference "${name}" does not exist in the vega.`);
  return table.output
    ? data.fail(
        `"${name}" is computed from another table; marks do not draw it.`
      )
    : table;
}

function projectionOf(
  mark: Place,
  projections: Map<string, Projection>
): Projection | undefined {
  const place = mark.member('transform').member('projection');
  if (!place.isPresent) {
    return undefined;
  }
  const name = place.text('"projection"');
  return (
    projections.get(name) ??
    place.fail(
      `Unable to find projection "${name}" in projections list for mark.`
    )
  );
}

/** A name for what a mark draws, that no table of the specification has. */
function freeName(name: string, tables: Map<string, Table>): string {
  return tables.has(name) || tables.has(`${name}_rows`)
    ? freeName(`_${name}`, tables)
    : name;
}

/** Adds what a mark draws: the table itself, once, and of it the rows that have all values. */
function addData(
  data: Vega5Data[],
  markName: string,
  table: MarkTable,
  { rows, needs }: DrawnMark
): void {
  const source = rows ? `${markName}_rows` : table.name;
  if (table !== ONE_ROW && !data.some(({ name }) => name === source)) {
    data.push({ name: source, values: [...(rows ?? table.rows)] });
  }
  if (needs.length > 0) {
    const tests = needs.map(field => `isValid(${columnExpression(field)})`);
    data.push({
      name: markName,
      source,
      transform: [{ type: 'filter', expr: [...new Set(tests)].join(' && ') }]
    });
  }
}

function vega5Mark(
  name: string,
  table: MarkTable,
  { type, enter, needs, rows }: DrawnMark
): Vega5Mark {
  const own = rows ? `${name}_rows` : table.name;
  return {
    type,
    ...(table === ONE_ROW
      ? {}
      : { from: { data: needs.length > 0 ? name : own } }),
    encode: { enter }
  };
}
