/** Writes SQL of HeavyDB: names, values and subqueries. Pure. */
import { quoteIdentifier } from '../../../src/sql/identifier';
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
 * A query in one line and without comments: HeavyDB removes the line ends of a spec's SQL, and
 * what follows a comment would be lost.
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
  const tokens = tokenize(statement.sql);
  const open = tokens.find(({ isClosed }) => !isClosed);
  if (open) {
    throw node.error('has a string, a name or a comment without an end.');
  }
  return tokens
    .map(({ kind, text }) => (isSpace(kind, text) ? ' ' : text))
    .join('')
    .trim();
}

/** A comment is, too; a hint such as `cpu_mode` is not. */
const isSpace = (kind: string, text: string): boolean =>
  kind === 'space' || (kind === 'comment' && !text.startsWith('/*+'));

export const subquery = (sql: string): string => `(${sql}) AS source`;
