/** A query that asks for the rows of another one in another order. Pure. */
import { statementKind } from './statement-kind';

export type StatementSort = {
  /** The place of the column, from 0: names may be doubled, or need quotes; places do not. */
  column: number;
  direction: 'ascending' | 'descending';
};

/**
 * The query with its rows sorted; `null` for a statement that is none. NULL stands last either
 * way, as in the grid. Calcite takes `ORDER BY` with the ordinal of a column.
 */
export function sortedStatement(
  sql: string,
  { column, direction }: StatementSort
): string | null {
  if (!statementKind(sql).isQuery) {
    return null;
  }
  const order = direction === 'ascending' ? 'ASC' : 'DESC';
  // The line breaks end a line comment that would swallow the bracket.
  return `SELECT * FROM (\n${sql}\n) ORDER BY ${column + 1} ${order} NULLS LAST`;
}
