/** Where the statements of a text begin and end. Pure; it knows no database and no editor. */
import { tokenize, type SqlTokenKind } from './tokens';

/** One statement, without its semicolon, and without the space and comments around it. */
export type SqlStatement = {
  /** Offsets into the text, in UTF-16 units, as CodeMirror counts. */
  from: number;
  to: number;
  text: string;
};

type Range = { from: number; to: number };

/** A text between two semicolons, the second one included; all of them together are the text. */
type Piece = Range & { statement: SqlStatement | null };

/** The statements in their order; a piece of only space and comments is none. */
export function statementsOf(text: string): SqlStatement[] {
  return piecesOf(text).flatMap(({ statement }) => statement ?? []);
}

/**
 * The statement that the cursor is at: the one around it; in the space between two, the one that
 * ends on the same line, else the one that follows; after the last one, the last.
 */
export function statementAt(text: string, offset: number): SqlStatement | null {
  const pieces = piecesOf(text);
  const at = pieces.findIndex(piece => offset < piece.to);
  const here = at === -1 ? pieces.length - 1 : at;
  const before = last(pieces.slice(0, here));
  const around = pieces[here]?.statement;
  if (around && offset >= around.from) {
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

/** The first words of a statement, in capitals, up to what is no word: `SELECT`, `CREATE TABLE t`. */
export function leadingWords(statement: string, count: number): string[] {
  const words: string[] = [];
  for (const { kind, text } of tokenize(statement)) {
    if (words.length === count || !WITHIN_WORDS.has(kind)) {
      break;
    }
    if (kind === 'word') {
      words.push(text.toUpperCase());
    }
  }
  return words;
}

const WITHIN_WORDS: ReadonlySet<SqlTokenKind> = new Set<SqlTokenKind>([
  'word',
  'space',
  'comment'
]);

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  let comments: Range[] = [];
  const add = (to: number, contentTo: number): void => {
    const statement = trimmed(text, { from, to: contentTo, comments });
    pieces.push({ from, to, statement });
    from = to;
    comments = [];
  };
  // Within brackets, too: a semicolon ends the statement, for the database as for us.
  for (const token of tokenize(text)) {
    const start = at;
    at += token.text.length;
    if (token.kind === 'comment') {
      comments.push({ from: start, to: at });
    } else if (token.kind === 'symbol' && token.text === ';') {
      add(at, start);
    }
  }
  add(text.length, text.length);
  return pieces;
}

/** What is left of a range without the space and comments on either side. */
function trimmed(
  text: string,
  { from, to, comments }: Range & { comments: readonly Range[] }
): SqlStatement | null {
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
  return { from: start, to: start + kept.length, text: kept };
}

const isBlank = (text: string): boolean => text.trim() === '';

const last = <T>(items: readonly T[]): T | undefined => items[items.length - 1];
