/** Which queries a specification needs. */
import type { VegaSpec } from './vega-spec';

/** A table of the specification whose rows a query gives. */
export type VegaSource = {
  /** The name of the table, by which `translate` is given its rows. */
  name: string;
  sql: string;
  /** Where the query is in the specification. */
  path: string;
};

/** The queries of a specification, in their order. */
export function sourcesOf(spec: VegaSpec): VegaSource[] {
  return (spec.data ?? []).flatMap(({ name, sql }, index) =>
    sql === undefined ? [] : [{ name, sql, path: `/data/${index}/sql` }]
  );
}
