/** Where the statements of a text begin and end. Pure; knows no database and no editor. */
import { Block } from './blocks';
import { SqlStatement } from './statement';
import type { TextRange } from './text-range';
import { scanTokens } from './tokens';

/**
 * A part of the text up to and including the end of its statement. All parts together are the text.
 */
type Piece = TextRange & { statement: SqlStatement<TextRange> | null };

/**
 * The statements in order; parts with only space and comments are omitted.
 * @param at - where `text` begins in the editor's text.
 */
export function statementsOf(text: string, at = 0): SqlStatement<TextRange>[] {
  return piecesOf(text).flatMap(({ statement }) =>
    statement
      ? new SqlStatement(statement.text, {
          from: statement.range.from + at,
          to: statement.range.to + at
        })
      : []
  );
}

/**
 * The statement at the cursor: the one around it; between two, the one that ends on the same line,
 * otherwise the next; after the last one, the last.
 */
export function statementAt(
  text: string,
  offset: number
): SqlStatement<TextRange> | null {
  const pieces = piecesOf(text);
  const at = pieces.findIndex(piece => offset < piece.to);
  const here = at === -1 ? pieces.length - 1 : at;
  const before = last(pieces.slice(0, here));
  const around = pieces[here]?.statement;
  if (around && offset >= around.range.from) {
    return around;
  }
  const endsOnSameLine =
    before?.statement && !text.slice(before.to, offset).includes('\n');
  return endsOnSameLine
    ? before.statement
    : (pieces.slice(here).find(piece => piece.statement)?.statement ??
        last(pieces.filter(piece => piece.statement))?.statement ??
        null);
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  let comments: TextRange[] = [];
  let block = new Block();
  const add = (to: number, contentTo: number): void => {
    const statement = trimmed(text, { from, to: contentTo, comments });
    pieces.push({ from, to, statement });
    from = to;
    comments = [];
    block = new Block();
  };
  for (const token of scanTokens(text)) {
    const start = at;
    at += token.text.length;
    if (token.kind === 'comment') {
      comments.push({ from: start, to: at });
    }
    block.take(token);
    if (token.kind === 'command') {
      // A line of its own, whatever was left open before it.
      add(start, start);
      add(at, at);
    } else if (token.kind === 'separator') {
      add(at, start);
    } else if (token.text === ';' && !block.isOpen) {
      // Inside brackets, too: a semicolon ends the statement, as in the database.
      add(at, start);
    }
  }
  add(text.length, text.length);
  return pieces;
}

/** A range without the space and comments on either side. */
function trimmed(
  text: string,
  { from, to, comments }: TextRange & { comments: readonly TextRange[] }
): SqlStatement<TextRange> | null {
  let start = from;
  let end = to;
  for (const comment of comments) {
    if (isBlank(text.slice(start, comment.from))) {
      start = comment.to;
    }
  }
  for (const comment of [...comments].reverse()) {
    if (comment.from >= start && isBlank(text.slice(comment.to, end))) {
      end = comment.from;
    }
  }
  const body = text.slice(start, end);
  if (isBlank(body)) {
    return null;
  }
  start += body.length - body.trimStart().length;
  const kept = body.trim();
  return new SqlStatement(kept, { from: start, to: start + kept.length });
}

const isBlank = (text: string): boolean => text.trim() === '';

const last = <T>(items: readonly T[]): T | undefined => items[items.length - 1];
