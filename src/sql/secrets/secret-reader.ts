/**
 * Finds a secret in a statement that may contain one: after the name of an option, or in the
 * address of a file. Quotes may be missing or doubled there, so in doubt it reads on. Each position
 * is read a fixed number of times, however many options there are. Pure.
 */
import { NextPlace } from '../ends';
import { MASK } from './mask';
import { isSecretOption, isSecretUrl } from './secret-places';
import type { TextRange } from '../text-range';
import { Tokens, type SqlToken } from '../tokens';

const STATEMENT =
  'SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SHOW|GRANT|COPY';
const STATEMENT_WORD = new RegExp(`^(?:${STATEMENT})$`, 'i');
const LINE_START = /(?<=(?:^|\n)[^\S\n]*)/y;
/** The latest end of a statement, judged by lines: quotes mean nothing here. */
const END = new RegExp(
  String.raw`;[ \t]*$|\n[ \t]*$|\n[ \t]*(?:;|(?:${STATEMENT})\b)`,
  'gim'
);

export type SecretOptions = {
  token: SqlToken;
  /** Where the statement, or the comment being read, ends. */
  to: number;
  /** Set in a user definition: a password may stand there without a sign before it. */
  access: { isInBrackets: boolean } | null;
};

export class SecretReader {
  constructor(readonly sql: string) {
    this._tokens = new Tokens(sql);
    this._lineEnds = new NextPlace(sql, '\n');
    this._apostrophes = new NextPlace(sql, "'");
  }

  tokenAt(at: number): SqlToken {
    return this._tokens.at(at);
  }

  /** Whether a sticky expression matches at a position. */
  matches(rule: RegExp, at: number): boolean {
    rule.lastIndex = at;
    return rule.test(this.sql);
  }

  /** Whether another statement begins here, although no semicolon ended the one before. */
  beginsStatement({ kind, text }: SqlToken, at: number): boolean {
    return (
      kind === 'word' &&
      STATEMENT_WORD.test(text) &&
      this.matches(LINE_START, at)
    );
  }

  /** The secret that a token begins; `null` if it begins none. */
  secretAt(at: number, options: SecretOptions): TextRange | null {
    const { token, to } = options;
    const isQuote = this._isStrayQuote(token, at);
    if (token.kind === 'string') {
      const end = isQuote ? this._statementEnd(at, to) : at + token.text.length;
      if (token.text === MASK || this._holdsUrl(at, end, isQuote)) {
        return { from: at, to: end };
      }
    }
    const name = isQuote ? '' : nameIn(token);
    // IDENTIFIED BY belongs to other databases, but the password was still typed.
    return isSecretOption(name) || (options.access && /^by$/i.test(name))
      ? this._valueBehind(at + token.text.length, options)
      : null;
  }

  /**
   * Whether a token is not what it seems to be: a quote is unclosed, or one is missing before it.
   * @param end - where the token, or the text being read, ends.
   */
  isStray(token: SqlToken, at: number, end: number): boolean {
    return !this._isWhole(token, at, end) || this._hasLineEnd(token, at);
  }

  private _valueBehind(
    name: number,
    { token, to, access }: SecretOptions
  ): TextRange | null {
    const sign = this._signAfter(name, to);
    const from = sign ?? this._afterGap(name, to);
    const { kind: next } = this.tokenAt(from);
    const isValue =
      sign !== null ||
      (next === 'string' && token.kind !== 'string') ||
      (access?.isInBrackets && next !== 'symbol');
    const end = isValue && from < to ? this._valueEnd(from, to) : from;
    return end > from ? { from, to: end } : null;
  }

  /** Up to the next comma or bracket; if a quote is unclosed, the rest of the statement. */
  private _valueEnd(from: number, to: number): number {
    if (this.beginsStatement(this.tokenAt(from), from)) {
      return from;
    }
    const stop = this._statementEnd(from, to);
    if (this._hasStray(from, stop)) {
      return stop;
    }
    let end = from;
    let depth = 0;
    for (let at = from; at < stop;) {
      const { kind, text } = this.tokenAt(at);
      depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      if (depth < 0 || (depth === 0 && text === ',') || text === ';') {
        break;
      }
      at += text.length;
      if (kind !== 'space' && kind !== 'comment') {
        end = at;
      }
    }
    return Math.min(end, stop);
  }

  /** Whether a stray quote begins between two positions; the first is that of a token. */
  private _hasStray(from: number, to: number): boolean {
    const read: number[] = [];
    let at = from;
    while (at < to) {
      read.push(at);
      const known = this._noStrayTo.get(at);
      if (known !== undefined) {
        at = known;
        continue;
      }
      const token = this.tokenAt(at);
      if (this._isStrayQuote(token, at) || isRest(this.sql, at, token)) {
        return true;
      }
      at += token.text.length;
    }
    for (const place of read) {
      this._noStrayTo.set(place, at);
    }
    return false;
  }

  /**
   * Where the value begins that a sign assigns to an option; a stray quote before the sign does not
   * count.
   */
  private _signAfter(name: number, to: number): number | null {
    let at = this._afterGap(name, to);
    if (!this.matches(SIGN, at) && this.matches(QUOTE, at)) {
      at = this._afterGap(at + 1, to);
    }
    let value: number | null = null;
    while (this.matches(SIGN, at)) {
      at = this._afterGap(at + 1, to);
      value = at;
    }
    return value !== null && value < to ? value : null;
  }

  private _afterGap(from: number, to: number): number {
    let at = from;
    while (at < to) {
      const { kind, text, isClosed } = this.tokenAt(at);
      if (!isClosed || (kind !== 'space' && kind !== 'comment')) {
        break;
      }
      at += text.length;
    }
    return at;
  }

  private _statementEnd(from: number, most: number): number {
    if (from < this._endAskedFrom || this._end.index < from) {
      END.lastIndex = from;
      const index = END.exec(this.sql)?.index ?? this.sql.length;
      let blank = index;
      while (blank > from && /\s/.test(this.sql.charAt(blank - 1))) {
        blank--;
      }
      this._end = { index, blank };
      this._endAskedFrom = from;
    }
    const { index, blank } = this._end;
    return index === this.sql.length
      ? most
      : Math.min(Math.max(blank, from), most);
  }

  private _holdsUrl(from: number, to: number, isQuote: boolean): boolean {
    if (isQuote && from >= this._noUrl.from && to <= this._noUrl.to) {
      return false;
    }
    const isUrl = isSecretUrl(this.sql.slice(from, to));
    if (isQuote && !isUrl) {
      this._noUrl = { from, to };
    }
    return isUrl;
  }

  /** Whether seemingly quoted text is not quoted: it spans lines, or is incomplete. */
  private _isStrayQuote(token: SqlToken, at: number): boolean {
    return (
      !this._isWhole(token, at, at + token.text.length) ||
      (isInQuotes(token) && this._hasLineEnd(token, at))
    );
  }

  private _isWhole(token: SqlToken, at: number, end: number): boolean {
    return (
      isWhole(token, this.sql.charAt(end)) &&
      !(token.kind === 'quoted' && this._apostrophes.from(at) < end)
    );
  }

  private _hasLineEnd({ text }: SqlToken, at: number): boolean {
    return this._lineEnds.from(at) < at + text.length;
  }

  private readonly _tokens: Tokens;
  private readonly _lineEnds: NextPlace;
  private readonly _apostrophes: NextPlace;
  /** Up to where no token is a stray quote, from each token that was read. */
  private readonly _noStrayTo = new Map<number, number>();
  /** The last answer about the end of a statement, with and without the space before it. */
  private _end = { index: -1, blank: -1 };
  private _endAskedFrom = 0;
  /** Ranges without an address that contains a secret. */
  private _noUrl: TextRange = { from: Infinity, to: -1 };
}

const SIGN = /[=:>]/y;
const QUOTE = /['"`]/y;

const isInQuotes = ({ kind }: SqlToken): boolean =>
  kind === 'string' || kind === 'quoted';

/** False if a quote is unclosed, or its end touches a word: then one is missing before it. */
export const isWhole = (token: SqlToken, next: string): boolean =>
  token.isClosed && !(isInQuotes(token) && /[\p{L}\p{N}_]/u.test(next));

/**
 * Whether a comment may be the rest of a literal: `'a'--b'`, where the second quote is one too
 * many.
 */
export const isRest = (sql: string, at: number, { kind }: SqlToken): boolean =>
  kind === 'comment' && /['"`]/.test(sql.charAt(at - 1));

const nameIn = (token: SqlToken): string =>
  isInQuotes(token)
    ? token.text.slice(1, -1)
    : token.kind === 'word'
      ? token.text
      : '';
