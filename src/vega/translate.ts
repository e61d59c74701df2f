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
  const drawn = entries(root, 'marks').map((place, index): BoundMark => {
    const name = freeName(`mark_${index}`, tables);
    const table = tableOf(place, tables);
    const projection = projectionOf(place, projections);
    const mark = markReader({ name, place, table, height, projection }, scale =>
      scales.get(scale)
    );
    return { name, table, ...translatorOf(place.member('type'))(mark) };
  });
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json',
    width,
    height,
    padding: 0,
    autosize: 'none',
    background: 'transparent',
    data: dataOf(drawn),
    scales: [...scales.values()].map(vega5Scale),
    marks: drawn.map(vega5Mark)
  };
}

/** A translated mark, with the name and the table of what it draws. */
type BoundMark = DrawnMark & { name: string; table: MarkTable };

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

/** What the marks draw: each table once, and of it, for each mark, the rows that have all values. */
function dataOf(marks: readonly BoundMark[]): Vega5Data[] {
  const data = new Map<string, Vega5Data>();
  for (const { name, table, rows, needs } of marks) {
    const source = sourceOf({ name, table, rows });
    if (table !== ONE_ROW) {
      data.set(source, {
        name: source,
        values: [...(rows ?? table.drawnRows)]
      });
    }
    if (needs.length > 0) {
      const tests = needs.map(field => `isValid(${columnExpression(field)})`);
      data.set(name, {
        name,
        source,
        transform: [{ type: 'filter', expr: [...new Set(tests)].join(' && ') }]
      });
    }
  }
  return [...data.values()];
}

const sourceOf = ({
  name,
  table,
  rows
}: Pick<BoundMark, 'name' | 'table' | 'rows'>): string =>
  rows ? `${name}_rows` : table.name;

function vega5Mark(mark: BoundMark): Vega5Mark {
  const { name, table, type, enter, needs } = mark;
  const from = { data: needs.length > 0 ? name : sourceOf(mark) };
  return { type, ...(table !== ONE_ROW && { from }), encode: { enter } };
}
