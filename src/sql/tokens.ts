/**
 * Splits SQL into tokens. Joined, they are the same text again. Knows strings, quoted names and
 * comments, but no grammar. Also knows those of other databases and clients, whose SQL people
 * paste, so that their quoted text is not split; `foreign/foreign-syntax.ts` tells them apart.
 * Pure.
 */
import { CommentEnds, NextPlace, QuoteEnds } from './ends';
import {
  CLOSING,
  closingOf,
  DELIMITER_BLOCK,
  FOREIGN_RULES,
  kindOfOpening,
  LINE_COMMENT,
  mayBeMySqlString,
  MYSQL_STRING,
  OPENING
} from './foreign/foreign-tokens';
import { isHeavyDbText } from './foreign/backslash';
import { plainTokenAt } from './token-rules/plain-token';
import type { SqlTokenKind, TokenRule } from './token-rules/token-rule';

export type SqlToken = {
  kind: SqlTokenKind;
  text: string;
  /** False for a string, a quoted name or a comment that the end of the text cuts off. */
  isClosed: boolean;
};

const SPACE = /\s+/y;
const BACKTICKED = /`[^`]*(`|$)/y;
const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /<=|>=|<>|!=|\|\||::|=>|[^]/uy;

const RULES: readonly TokenRule[] = [
  ['space', SPACE],
  ...FOREIGN_RULES,
  ['quoted', BACKTICKED],
  ['word', WORD],
  ['number', NUMBER],
  ['symbol', SYMBOL]
];

export const tokenize = (sql: string): SqlToken[] => [...scanTokens(sql)];

/** The same, as a generator, for callers that need only the first tokens. */
export function* scanTokens(sql: string): Generator<SqlToken> {
  const tokens = new Tokens(sql);
  let isStatementStart = true;
  for (let at = 0; at < sql.length;) {
    const token: SqlToken =
      (isStatementStart &&
        tokenBy(DELIMITER_BLOCK, { kind: 'command', sql, at })) ||
      tokens.at(at);
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

/** The tokens of one text from any position, in time that grows linearly with the text. */
export class Tokens {
  constructor(readonly sql: string) {
    this._lineEnds = new NextPlace(sql, '\n');
    this._commentEnds = new CommentEnds(sql);
    this._singleQuotes = new QuoteEnds(sql, "'");
    this._doubleQuotes = new QuoteEnds(sql, '"');
  }

  /** @returns the token that begins at an offset, whatever precedes it. */
  at(offset: number): SqlToken {
    const { sql } = this;
    const plain = plainTokenAt(sql, offset);
    if (plain) {
      return plain;
    }
    switch (sql[offset]) {
      case "'":
        return this._stringAt(offset);
      case '"':
        return this._upTo('quoted', offset, this._doubleQuotes.endOf(offset));
      case '/':
        if (sql[offset + 1] === '*') {
          return this._blockCommentAt(offset);
        }
    }
    if (matches(LINE_COMMENT, sql, offset)) {
      return this._upTo('comment', offset, this._lineEnds.from(offset));
    }
    const opening = matches(OPENING, sql, offset);
    if (opening && this._isOpen(offset, opening)) {
      return this._upTo(kindOfOpening(opening), offset, null);
    }
    for (const [kind, rule] of RULES) {
      const found = tokenBy(rule, { kind, sql, at: offset });
      if (found) {
        return found;
      }
    }
    // The last rule accepts any character; this line is for the compiler.
    return this._upTo('symbol', offset, offset + 1);
  }

  private _upTo(
    kind: SqlTokenKind,
    from: number,
    end: number | null
  ): SqlToken {
    const text = this.sql.slice(from, end ?? undefined);
    return { kind, text, isClosed: end !== null };
  }

  private _stringAt(at: number): SqlToken {
    const string = this._upTo('string', at, this._singleQuotes.endOf(at));
    return this._mySqlStringAt(at, string) ?? string;
  }

  /** `null` if HeavyDB's reading applies, as it does if MySQL's leaves the quote unclosed. */
  private _mySqlStringAt(at: number, { text }: SqlToken): SqlToken | null {
    const end = at + text.length;
    if (at >= this._openInMySql || !mayBeMySqlString(text, this.sql[end])) {
      return null;
    }
    this._isHeavyDb ??= isHeavyDbText(this.sql, at, end);
    if (this._isHeavyDb) {
      return null;
    }
    const token = tokenBy(MYSQL_STRING, { kind: 'string', sql: this.sql, at });
    if (token?.isClosed) {
      return token;
    }
    // No later quote closes one either.
    this._openInMySql = at;
    return null;
  }

  /**
   * HeavyDB's comments do not nest (Calcite's grammar, MULTI_LINE_COMMENT); PostgreSQL's and
   * T-SQL's do. If all inner comments are closed, the comment ends with the outer one; otherwise it
   * ends at the first end.
   */
  private _blockCommentAt(at: number): SqlToken {
    const end = this._commentEnds.endOf(at);
    if (end !== null) {
      return this._upTo('comment', at, end);
    }
    // `/*/` does not end a comment.
    this._firstEnds ??= new NextPlace(this.sql, '*/');
    const first = this._firstEnds.from(at + 2);
    const isOpen = first === this.sql.length;
    return this._upTo('comment', at, isOpen ? null : first + 2);
  }

  private _isOpen(at: number, opening: string): boolean {
    this._lastClosings ??= new Map(
      Array.from(this.sql.matchAll(CLOSING), ({ 1: text = '', index }) => [
        text,
        index
      ])
    );
    const last = this._lastClosings.get(closingOf(opening)) ?? -1;
    return last < at + opening.length;
  }

  private readonly _lineEnds: NextPlace;
  private readonly _commentEnds: CommentEnds;
  private readonly _singleQuotes: QuoteEnds;
  private readonly _doubleQuotes: QuoteEnds;
  private _firstEnds: NextPlace | null = null;
  /** The last position of each closing text. */
  private _lastClosings: ReadonlyMap<string, number> | null = null;
  private _openInMySql = Infinity;
  private _isHeavyDb: boolean | null = null;
}

/** The match of a sticky expression at an offset; empty if there is none. */
function matches(rule: RegExp, sql: string, at: number): string {
  rule.lastIndex = at;
  return rule.exec(sql)?.[0] ?? '';
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
  // Tokens that can be unclosed capture their end; it is empty if the text ended first.
  const isClosed = !found.slice(1).includes('');
  return { kind, text: found[0], isClosed };
}
