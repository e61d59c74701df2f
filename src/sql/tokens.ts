/**
 * Cuts SQL into tokens that, joined, are the very text again. It knows strings, quoted names and
 * comments, and nothing of grammar: for who must not mistake the one for the other. Pure.
 */

export type SqlTokenKind =
  | 'space'
  | 'comment'
  /** In single quotes; a quote inside is doubled. Backslashes mean nothing, as in HeavyDB. */
  | 'string'
  /** A name in double quotes or in back-ticks. */
  | 'quoted'
  | 'word'
  | 'number'
  | 'symbol';

export type SqlToken = {
  kind: SqlTokenKind;
  text: string;
  /** False for a string, a quoted name or a comment that the text ends within. */
  isClosed: boolean;
};

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_COMMENT = /\/\*[^]*?(\*\/|$)/y;
const STRING = /'[^']*(?:''[^']*)*('|$)/y;
const QUOTED = /"[^"]*(?:""[^"]*)*("|$)|`[^`]*(`|$)/y;
const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<=|>=|<>|!=|\|\||::|=>|[^]/uy;

const RULES: [SqlTokenKind, RegExp][] = [
  ['space', SPACE],
  ['comment', LINE_COMMENT],
  ['comment', BLOCK_COMMENT],
  ['string', STRING],
  ['quoted', QUOTED],
  ['word', WORD],
  ['number', NUMBER],
  ['symbol', SYMBOL]
];

export const tokenize = (sql: string): SqlToken[] => [...scanTokens(sql)];

/** The same, one after the other, for who needs the first ones only. */
export function* scanTokens(sql: string): Generator<SqlToken> {
  for (let at = 0; at < sql.length;) {
    const token = tokenAt(sql, at);
    yield token;
    at += token.text.length;
  }
}

/** The token that begins at an offset into the text, whatever stands before. */
export function tokenAt(sql: string, at: number): SqlToken {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const found = rule.exec(sql);
    if (found) {
      // What can be left open captures its end, which is empty where the text ended first.
      const ends = found.slice(1).filter(end => end !== undefined);
      return { kind, text: found[0], isClosed: !ends.includes('') };
    }
  }
  // The last rule takes any character; this is for the compiler.
  return { kind: 'symbol', text: sql.charAt(at), isClosed: true };
}
