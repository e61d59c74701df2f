/**
 * Cuts SQL into tokens that, joined, are the very text again. It knows strings, quoted names and
 * comments, and nothing of grammar: for who must not mistake the one for the other. It knows those
 * of other databases and clients, too, whose SQL people paste: what is quoted there is not cut in
 * pieces here. `foreign-syntax.ts` tells the ones from the others. Pure.
 */
import type { SqlTokenKind } from './token-rule';
import type { TokenRule } from './token-rule';
import {
  DELIMITER_BLOCK,
  FOREIGN_RULES,
  isMySqlString,
  MYSQL_STRING
} from './foreign-tokens';

export type SqlToken = {
  kind: SqlTokenKind;
  text: string;
  /** False for a string, a quoted name or a comment that the text ends within. */
  isClosed: boolean;
};

const SPACE = /\s+/y;
const LINE_COMMENT = /--[^\n]*/y;
const STRING = /'[^']*(?:''[^']*)*('|$)/y;
const QUOTED = /"[^"]*(?:""[^"]*)*("|$)|`[^`]*(`|$)/y;
const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<=|>=|<>|!=|\|\||::|=>|[^]/uy;

const RULES: readonly TokenRule[] = [
  ['space', SPACE],
  ['comment', LINE_COMMENT],
  ...FOREIGN_RULES,
  ['quoted', QUOTED],
  ['word', WORD],
  ['number', NUMBER],
  ['symbol', SYMBOL]
];

export const tokenize = (sql: string): SqlToken[] => [...scanTokens(sql)];

/** The same, one after the other, for who needs the first ones only. */
export function* scanTokens(sql: string): Generator<SqlToken> {
  let isStatementStart = true;
  for (let at = 0; at < sql.length;) {
    const command = { kind: 'command', sql, at } as const;
    const token: SqlToken =
      (isStatementStart && tokenBy(DELIMITER_BLOCK, command)) ||
      tokenAt(sql, at);
    yield token;
    if (token.kind !== 'space' && token.kind !== 'comment') {
      isStatementStart =
        token.text === ';' ||
        token.kind === 'command' ||
        token.kind === 'separator';
    }
    at += token.text.length;
  }
}

/** The token that begins at an offset into the text, whatever stands before. */
export function tokenAt(sql: string, at: number): SqlToken {
  if (sql.startsWith('/*', at)) {
    return blockCommentAt(sql, at);
  }
  if (sql[at] === "'") {
    return stringAt(sql, at);
  }
  for (const [kind, rule] of RULES) {
    const found = tokenBy(rule, { kind, sql, at });
    if (found) {
      return found;
    }
  }
  // The last rule takes any character; this is for the compiler.
  return { kind: 'symbol', text: sql.charAt(at), isClosed: true };
}

function tokenBy(
  rule: RegExp,
  { kind, sql, at }: { kind: SqlTokenKind; sql: string; at: number }
): SqlToken | null {
  rule.lastIndex = at;
  const found = rule.exec(sql);
  if (!found) {
    return null;
  }
  // What can be left open captures its end, which is empty where the text ended first.
  const isClosed = !found.slice(1).includes('');
  return { kind, text: found[0], isClosed };
}

function stringAt(sql: string, at: number): SqlToken {
  const place = { kind: 'string', sql, at } as const;
  const string = tokenBy(STRING, place)!;
  const other = isMySqlString(string.text, sql[at + string.text.length])
    ? tokenBy(MYSQL_STRING, place)
    : null;
  return other?.isClosed ? other : string;
}

/**
 * HeavyDB's comments do not nest (Calcite's grammar, MULTI_LINE_COMMENT), PostgreSQL's and T-SQL's
 * do. One whose inner comments are closed is taken whole; else the first end is its end.
 */
function blockCommentAt(sql: string, at: number): SqlToken {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at + 2;
  let depth = 1;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) {
      return comment(sql.slice(at, marks.lastIndex), true);
    }
  }
  // In `/*/` no comment ends.
  const firstEnd = sql.indexOf('*/', at + 2);
  return firstEnd === -1
    ? comment(sql.slice(at), false)
    : comment(sql.slice(at, firstEnd + 2), true);
}

const comment = (text: string, isClosed: boolean): SqlToken => ({
  kind: 'comment',
  text,
  isClosed
});
