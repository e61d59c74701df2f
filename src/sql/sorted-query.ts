/** Wraps a query to return its rows in another order. Pure. */
import { isNullFirst, type SortDirection } from './null-order';

export type StatementSort = {
  /** The index of the column, from 0: names may repeat or need quotes; indexes do not. */
  column: number;
  direction: SortDirection;
};

/**
 * The query with its rows sorted. NULL stands where the grid puts it, whatever the server's default
 * is. Calcite accepts the ordinal of a column in `ORDER BY`.
 */
export function sortedQuery(
  query: string,
  { column, direction }: StatementSort
): string {
  const order = direction === 'ascending' ? 'ASC' : 'DESC';
  const nulls = isNullFirst(direction) ? 'FIRST' : 'LAST';
  // The line breaks end a line comment that would otherwise swallow the bracket.
  return `SELECT * FROM (\n${query}\n) ORDER BY ${column + 1} ${order} NULLS ${nulls}`;
}
