/** What the database says of a statement that failed, and where that is in the editor's text. Pure. */
import type { SidecarError } from '../sidecar/sidecar-error';
import { errorRange, inEditor, type TextPosition } from '../sql/error-location';
import type { SqlStatement, TextRange } from '../sql/statements';

export type SentStatement = {
  statement: SqlStatement;
  /** What was sent for it: another text where it is an omnisql command. */
  sql: string;
  /** Where it begins in the editor's text; `null` where it is not in there. */
  start: TextPosition | null;
};

/** The database's words, with the lines of the editor's text. */
export function errorTextOf(
  { message }: SidecarError,
  { statement, sql, start }: SentStatement
): string {
  return start && sql === statement.text ? inEditor(message, start) : message;
}

/** Offsets into the editor's text as it was run; `null` where the database names no place. */
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
