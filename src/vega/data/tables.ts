/** The tables of a specification: of queries, of its own rows, and computed ones. */
import { MarkTable } from './mark-table';
import type { IDomainTable } from '../scales/domain';
import { nameAt } from '../spec/name-at';
import type { Place } from '../spec/place';
import type { Row } from '../vega-spec';
import { aggregateOutputs } from './aggregate';
import { embeddedRows } from './embedded-rows';
import { plainRows } from './plain-rows';

export type Table = MarkTable & IDomainTable;

/**
 * The tables by their names.
 *
 * @param rows - the rows of the queries
 * @throws VegaError
 */
export function readTables(
  places: readonly Place[],
  rows: ReadonlyMap<string, readonly Row[]>
): Map<string, Table> {
  const tables = new Map<string, Table>();
  // A computed table may stand before the one that it is computed from.
  const isComputed = (place: Place): boolean =>
    place.member('source').isPresent;
  const ordered = [
    ...places.filter(place => !isComputed(place)),
    ...places.filter(isComputed)
  ];
  for (const place of ordered) {
    const name = nameAt(place.member('name'), '"name"');
    tables.set(name, readTable(name, place, tables, rows));
  }
  return tables;
}

function readTable(
  name: string,
  place: Place,
  tables: ReadonlyMap<string, Table>,
  rows: ReadonlyMap<string, readonly Row[]>
): Table {
  if (place.member('sql').isPresent) {
    return new MarkTable(name, plainRows(rows.get(name) ?? []), place);
  }
  const values = place.member('values');
  if (values.isPresent) {
    const own = embeddedRows(values);
    return Object.assign(new MarkTable(name, own, place), {
      column: (column: string) => own.map(row => row[column])
    });
  }
  const url = place.member('url');
  if (url.isPresent) {
    url.fail('Data of "url" is drawn by the renderer of HeavyDB only.');
  }
  const source = place.member('source');
  if (!source.isPresent) {
    place.fail(
      "Cannot get data table's type - the data table's type is not supported."
    );
  }
  const from = source.text('"source"');
  const table =
    tables.get(from) ?? source.fail(`Data table "${from}" doesn't exist.`);
  if (table.output) {
    source.fail(`"${from}" is computed from another table itself.`);
  }
  const outputs = aggregateOutputs(place.member('transform'), table.rows);
  return Object.assign(new MarkTable(name, [], place), {
    output: (output: string) => outputs.get(output)
  });
}
