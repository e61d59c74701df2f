/** A query that asks for the rows of another one in another order. Pure. */
import { isNullFirst, type SortDirection } from './null-order';
import { statementKind } from './statement-kind';

export type StatementSort = {
  /** The place of the column, from 0: names may be doubled, or need quotes; places do not. */
  column: number;
  direction: SortDirection;
};

/**
 * The query with its rows sorted; `null` for a statement that is none. NULL stands where the grid
 * puts it, whatever the server's own default is. Calcite takes `ORDER BY` with the ordinal of a
 * column.
 */
export function sortedStatement(
  sql: string,
  { column, direction }: StatementSort
): string | null {
  if (!statementKind(sql).isQuery) {
    return null;
  }
  const order = direction === 'ascending' ? 'ASC' : 'DESC';
  const nulls = isNullFirst(direction) ? 'FIRST' : 'LAST';
  // The line breaks end a line comment that would swallow the bracket.
  return `SELECT * FROM (\n${sql}\n) ORDER BY ${column + 1} ${order} NULLS ${nulls}`;
}
