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
import type { SqlStatement } from '../../sql/statement';
import type { TextRange } from '../../sql/text-range';

export type SentStatement = {
  statement: SqlStatement;
  /** Where it begins in the editor's text; `null` if it is not in the text. */
  start: TextPosition | null;
};

/** The database's message, with the line numbers of the editor's text. */
export function errorTextOf(
  { message }: SidecarError,
  { statement, start }: SentStatement
): string {
  return start && isAsWritten(statement) ? inEditor(message, start) : message;
}

/** Offsets into the editor's text as it was run; `null` if the database names no position. */
export function errorRangeOf(
  { code, message }: SidecarError,
  { statement }: Pick<SentStatement, 'statement'>
): TextRange | null {
  const { text, range } = statement;
  if (code !== 'query_failed' || !range || !isAsWritten(statement)) {
    return null;
  }
  const found = errorRange(message, text);
  return found && { from: range.from + found.from, to: range.from + found.to };
}

/** False for an omnisql command, which was translated before it was sent. */
const isAsWritten = ({ sql, text }: SqlStatement): boolean => sql === text;
