/**
 * The database's message for a failed statement, and the error's position in the editor's text.
 * Pure.
 */
import type { SidecarError } from '../../sidecar/sidecar-error';
import {
  errorRange,
  inEditor,
  type TextPosition
} from '../../sql/error-location';
import type { SqlStatement, TextRange } from '../../sql/statements';

export type SentStatement = {
  statement: SqlStatement;
  /** The SQL that was sent; it differs from the text for an omnisql command. */
  sql: string;
  /** Where it begins in the editor's text; `null` if it is not in the text. */
  start: TextPosition | null;
};

/** The database's message, with the line numbers of the editor's text. */
export function errorTextOf(
  { message }: SidecarError,
  { statement, sql, start }: SentStatement
): string {
  return start && sql === statement.text ? inEditor(message, start) : message;
}

/** Offsets into the editor's text as it was run; `null` if the database names no position. */
export function errorRangeOf(
  { code, message }: SidecarError,
  { statement, sql }: SentStatement
): TextRange | null {
  const { text, range } = statement;
  if (code !== 'query_failed' || !range || sql !== text) {
    return null;
  }
  const found = errorRange(message, sql);
  return found && { from: range.from + found.from, to: range.from + found.to };
}
