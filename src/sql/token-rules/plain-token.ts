/**
 * The tokens that most of a text consists of: spaces, words, numbers and brackets that can begin
 * nothing else in any dialect. Found by their characters, which is several times faster than trying
 * the rules of `tokens.ts`. Pure.
 */
import type { SqlTokenKind } from './token-rule';

type PlainToken = { kind: SqlTokenKind; text: string; isClosed: true };

/** @returns the token that begins at an offset; `null` if the rules have to decide. */
export function plainTokenAt(sql: string, at: number): PlainToken | null {
  const first = sql.charCodeAt(at);
  switch (CLASSES[first]) {
    case SPACE:
      return upTo('space', { sql, at, end: endOf(SPACE_CODES, sql, at) });
    case WORD_START:
      return mayBeOther(first, sql.charCodeAt(at + 1))
        ? null
        : upTo('word', { sql, at, end: endOf(WORD_CODES, sql, at) });
    case SYMBOL:
      return { kind: 'symbol', text: sql.charAt(at), isClosed: true };
    default:
      return null;
  }
}

const SPACE = 1;
const WORD_START = 2;
const SYMBOL = 3;

const codes = (characters: string): number[] =>
  Array.from(characters, character => character.charCodeAt(0));
const SPACES = codes(' \t\n\v\f\r');
const LETTERS = codes('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_');

const ASCII = 128;
const tableOf = (entries: [codes: number[], value: number][]): Uint8Array => {
  const table = new Uint8Array(ASCII);
  entries.forEach(([of, value]) => of.forEach(code => (table[code] = value)));
  return table;
};
/** What a token is by its first character. */
const CLASSES = tableOf([
  [SPACES, SPACE],
  [LETTERS, WORD_START],
  [codes(',();*+%'), SYMBOL]
]);
const SPACE_CODES = tableOf([[SPACES, 1]]);
const WORD_CODES = tableOf([[[...LETTERS, ...codes('0123456789$')], 1]]);

/** The first position without such a character; -1 if only the rules know what that one is. */
function endOf(table: Uint8Array, sql: string, at: number): number {
  let end = at + 1;
  while (table[sql.charCodeAt(end)] === 1) {
    end++;
  }
  return sql.charCodeAt(end) >= ASCII ? -1 : end;
}

/** Quoted text of Oracle (`q'`) and PostgreSQL (`e'`), and a line `GO` of T-SQL. */
function mayBeOther(first: number, second: number): boolean {
  const letter = first | LOWER_CASE;
  return (
    (second === QUOTE && (letter === LETTER_Q || letter === LETTER_E)) ||
    (letter === LETTER_G && (second | LOWER_CASE) === LETTER_O)
  );
}

const LOWER_CASE = 0x20;
const [QUOTE, LETTER_Q, LETTER_E, LETTER_G, LETTER_O] = codes("'qego");

const upTo = (
  kind: SqlTokenKind,
  { sql, at, end }: { sql: string; at: number; end: number }
): PlainToken | null =>
  end < 0 ? null : { kind, text: sql.slice(at, end), isClosed: true };
