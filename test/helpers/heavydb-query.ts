/** Runs a statement by Thrift's JSON protocol and returns its result in plain arrays. */
import { callHeavydb } from './sandbox';

/** Thrift's JSON: a struct by field ids, a list as [type, length, …items]. */
type Struct = Record<string, { [type: string]: unknown }>;
const list = (field: { [type: string]: unknown } | undefined): unknown[] =>
  (field?.lst as unknown[]).slice(2);

export type Answer = {
  names: unknown[];
  /** Numbers of TDatumType. */
  types: unknown[];
  columns: unknown[][];
  /** A number of TQueryType. */
  kind: unknown;
};

export type HeavydbQueryOptions = {
  port: number;
  session: string;
  sql: string;
  firstN?: number;
  atMostN?: number;
};

/** Rejects with the error of the database. */
export async function queryHeavydb({
  port,
  session,
  sql,
  firstN = -1,
  atMostN = -1
}: HeavydbQueryOptions): Promise<Answer> {
  const result = (await callHeavydb(port, 'sql_execute', [
    ...[session, sql, true, '', firstN, atMostN]
  ])) as Struct;
  const rowSet = result[1]?.rec as Struct;
  const description = list(rowSet[1]) as Struct[];
  return {
    names: description.map(column => column[1]?.str),
    types: description.map(column => (column[2]?.rec as Struct)[1]?.i32),
    columns: (list(rowSet[3]) as Struct[]).map(column => {
      const nulls = list(column[2]);
      const data = Object.values(column[1]?.rec as Struct)
        .map(list)
        .find(values => values.length > 0);
      return nulls.map((isNull, row) => (isNull ? null : data?.[row]));
    }),
    kind: result[7]?.i32
  };
}
