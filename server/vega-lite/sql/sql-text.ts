/** Writes SQL of HeavyDB: names, values and subqueries. Pure. */
import { quoteIdentifier } from '../../../src/sql/identifier';
import { oneLine } from '../../../src/sql/one-line';
import { statementsOf } from '../../../src/sql/statements';
import { tokenize } from '../../../src/sql/tokens';
import type { SpecNode } from '../spec/spec-node';

export type SqlValue = string | number | boolean | null;

export const name = quoteIdentifier;

export function literal(value: SqlValue): string {
  if (value === null) {
    return 'NULL';
  }
  return typeof value === 'string'
    ? `'${value.replaceAll("'", "''")}'`
    : String(value).toUpperCase();
}

/** As a double: the scales of the database compute in the type of the column. */
export const asDouble = (sql: string): string => `CAST(${sql} AS DOUBLE)`;

/** True even where `sql` is NULL, as in JavaScript. */
export const negated = (sql: string): string =>
  `(CASE WHEN ${sql} THEN 0 ELSE 1 END = 1)`;

/**
 * A query in one line.
 *
 * @throws VegaLiteError if it is not one query that only reads.
 */
export function queryIn(node: SpecNode): string {
  const [statement, ...others] = statementsOf(node.string());
  if (!statement || others.length > 0) {
    throw node.error('is not one SQL statement.');
  }
  if (!statement.onlyReads || !statement.kind.isQuery) {
    throw node.error('is not a query: a picture only reads.');
  }
  const open = tokenize(statement.sql).find(({ isClosed }) => !isClosed);
  if (open) {
    throw node.error('has a string, a name or a comment without an end.');
  }
  return oneLine(statement.sql);
}

export const subquery = (sql: string): string => `(${sql}) AS source`;
