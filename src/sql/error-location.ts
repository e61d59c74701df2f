/**
 * The position of an error in a statement. HeavyDB's planner, Calcite, states it in words (`From
 * line 1, column 8 to line 1, column 12`, `at line 2, column 3`): lines and columns count from 1, a
 * column is a UTF-16 unit, and the end is inclusive. Pure.
 */
import type { TextRange } from './text-range';

/** Counted from 0. */
export type TextPosition = { line: number; column: number };

const LOCATION =
  /\b(from|at) line (\d+), column (\d+)(?: to line (\d+), column (\d+))?/gi;

/** A word, a quoted name or string, or one character. */
const TOKEN = /[\w$]+|"[^"]*"|'[^']*'|\S/uy;

/**
 * The positions of offsets in a text. Asked in ascending order, it reads the text once, however many
 * statements there are.
 */
export class TextPositions {
  constructor(private readonly _text: string) {}

  at(offset: number): TextPosition {
    if (offset < this._lineStart) {
      this._line = this._lineStart = 0;
    }
    for (;;) {
      const end = this._text.indexOf('\n', this._lineStart);
      if (end < 0 || end >= offset) {
        return { line: this._line, column: offset - this._lineStart };
      }
      this._line++;
      this._lineStart = end + 1;
    }
  }

  private _line = 0;
  private _lineStart = 0;
}

/**
 * @param message - from the database.
 * @param sql - the statement that was sent.
 * @returns the range to mark in the statement; `null` if the message names no position in it.
 */
export function errorRange(message: string, sql: string): TextRange | null {
  const [found] = message.matchAll(LOCATION);
  if (!found) {
    return null;
  }
  const [, , line, column, lastLine, lastColumn] = found;
  const from = offsetAt(sql, Number(line), Number(column));
  if (from === null) {
    return null;
  }
  const last =
    lastLine === undefined
      ? null
      : offsetAt(sql, Number(lastLine), Number(lastColumn));
  const to = last === null ? tokenEnd(sql, from) : last + 1;
  return from < to && to <= sql.length ? { from, to } : lastLetter(sql);
}

/**
 * @param start - where the statement begins in the editor's text.
 * @returns the message with the lines and columns of the editor's text, not of the statement.
 */
export function inEditor(message: string, start: TextPosition): string {
  const moved = (line: string, column: string): string =>
    `line ${Number(line) + start.line}, column ${
      Number(column) + (line === '1' ? start.column : 0)
    }`;
  return message.replace(
    LOCATION,
    (
      _,
      word: string,
      ...[line, column, lastLine, lastColumn]: (string | undefined)[]
    ) =>
      `${word} ${moved(line!, column!)}` +
      (lastLine && lastColumn ? ` to ${moved(lastLine, lastColumn)}` : '')
  );
}

/** The end of the text is a valid position: something is missing there. */
function offsetAt(sql: string, line: number, column: number): number | null {
  const lines = sql.split('\n');
  const text = lines[line - 1];
  if (text === undefined || column < 1 || column > text.length + 1) {
    return null;
  }
  return (
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) +
    column -
    1
  );
}

function tokenEnd(sql: string, from: number): number {
  TOKEN.lastIndex = from;
  return from + (TOKEN.exec(sql)?.[0].length ?? 0);
}

function lastLetter(sql: string): TextRange | null {
  const to = sql.trimEnd().length;
  return to > 0 ? { from: to - 1, to } : null;
}
