/**
 * Takes out of a text the secrets that HeavyDB's grammar has a place for, before the text is kept:
 * passwords of users, credentials of servers, user mappings, foreign tables, COPY, DUMP and RESTORE.
 * All else is kept to the letter. It reads each such statement from its first words on, so that a
 * quote left open elsewhere changes nothing. Pure.
 */
import { tokenAt, tokenize, type SqlToken } from './tokens';
import {
  isSecretOption,
  isSecretUrl,
  STATEMENT_WITH_SECRET
} from './secret-places';

/** Stands where a secret was. */
export const MASK = "'•••'";

export type Masked = { sql: string; isMasked: boolean };

/** @returns the text with {@link MASK} for each secret; masking it again changes nothing. */
export function maskSecrets(sql: string): Masked {
  const heads = [...sql.matchAll(STATEMENT_WITH_SECRET)];
  const isQuoted = heads.length > 0 ? quotedParts(sql) : () => false;
  const masked = new MaskedText(sql);
  for (const { 0: text, index, groups = {} } of heads) {
    const end = index + text.length;
    if (index < masked.end || isQuoted(index)) {
      continue;
    }
    if (groups['password'] !== undefined) {
      masked.mask(end - groups['password'].length, end);
    } else {
      const isAccess = groups['access'] !== undefined;
      const takesQuery = text.toUpperCase() === 'COPY';
      maskStatement(masked, {
        from: end,
        to: sql.length,
        isAccess,
        takesQuery,
        level: 0
      });
    }
  }
  return masked.done();
}

/** Whether a statement still lacks a secret that was taken out of it when it was kept. */
export const lacksSecret = (sql: string): boolean =>
  sql.includes(MASK) && maskSecrets(sql).isMasked;

/** A text that is copied from left to right, with masks in place of some of it. */
class MaskedText {
  constructor(readonly source: string) {}

  /** How far the text is read. */
  end = 0;

  mask(from: number, to: number): void {
    this._copied += this.source.slice(this._copiedTo, from) + MASK;
    this._copiedTo = to;
    this.end = to;
    this._isMasked = true;
  }

  done(): Masked {
    const sql = this._copied + this.source.slice(this._copiedTo);
    return { sql, isMasked: this._isMasked };
  }

  private _copied = '';
  private _copiedTo = 0;
  private _isMasked = false;
}

type Part = {
  from: number;
  to: number;
  /** Defines a user: a password may stand there in other ways than as an option in brackets. */
  isAccess: boolean;
  /** What is in brackets at its beginning is a query. */
  takesQuery: boolean;
  /** In how many comments it stands. */
  level: number;
};

/** Comments further in are read as what is around them: a line of dashes is one in another. */
const MAX_LEVEL = 8;

/** Masks the secrets of one statement, or of a comment in it, and tells the text how far it went. */
function maskStatement(masked: MaskedText, part: Part): void {
  const { source } = masked;
  let depth = 0;
  let isFirst = true;
  let isInQuery = false;
  let at = part.from;
  while (at < part.to) {
    const token = tokenAt(source, at);
    const { kind, text, isClosed } = token;
    const end = Math.min(at + text.length, part.to);
    if (kind === 'space') {
      at = end;
      continue;
    }
    if (text === ';' || (!isInQuery && beginsStatement(source, at, token))) {
      break;
    }
    if (kind === 'comment' && part.level >= MAX_LEVEL) {
      at += 2;
      continue;
    }
    if (kind === 'comment') {
      // An option that was made a comment is one that was typed.
      if (!isInQuery) {
        maskComment(masked, { ...part, from: at, to: end });
      }
      at = isClosed ? end : Math.max(at + 2, masked.end);
      continue;
    }
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    isInQuery =
      (isInQuery && depth > 0) || (part.takesQuery && isFirst && text === '(');
    isFirst = false;
    const value = isInQuery
      ? null
      : secretAt(source, { at, token, depth, part });
    if (value) {
      masked.mask(value.from, value.to);
      at = value.to;
    } else {
      // What a stray quote encloses is read as if the quote were not there.
      const isQuote =
        !isWhole(token, source.charAt(end)) || text.includes('\n');
      at = isQuote ? at + 1 : end;
    }
  }
  masked.end = Math.max(masked.end, at);
}

function maskComment(masked: MaskedText, part: Part): void {
  const isBlock = masked.source.startsWith('/*', part.from);
  const isClosed = isBlock && masked.source.startsWith('*/', part.to - 2);
  maskStatement(masked, {
    ...part,
    from: part.from + 2,
    to: isClosed ? part.to - 2 : part.to,
    takesQuery: false,
    level: part.level + 1
  });
}

type TextRange = { from: number; to: number };

/** The secret that a token begins: the address of a file, or what follows the name of an option. */
function secretAt(
  source: string,
  options: { at: number; token: SqlToken; depth: number; part: Part }
): TextRange | null {
  const { at, token, depth, part } = options;
  const { kind, text } = token;
  const end = at + text.length;
  if (kind === 'string') {
    const literal = isStray(token, source.charAt(end))
      ? source.slice(at, statementEnd(source, at, part.to))
      : text;
    if (text === MASK || isSecretUrl(literal)) {
      return { from: at, to: at + literal.length };
    }
  }
  const name = isStray(token, source.charAt(end)) ? '' : nameIn(token);
  // IDENTIFIED BY is of other databases; who types it here has still typed a password.
  if (!isSecretOption(name) && !(part.isAccess && /^by$/i.test(name))) {
    return null;
  }
  const sign = signAfter(source, end);
  const hasSign = sign !== null && sign < part.to;
  const from = hasSign ? sign : afterGap(source, end);
  const { kind: next } = tokenAt(source, from);
  const isValue =
    hasSign ||
    (next === 'string' && kind !== 'string') ||
    (part.isAccess && depth > 0 && next !== 'symbol');
  const to = isValue ? valueEnd(source, from, part.to) : from;
  return to > from ? { from, to } : null;
}

/** Up to the next comma or bracket; where a quote is open, all that is left of the statement. */
function valueEnd(source: string, from: number, most: number): number {
  if (beginsStatement(source, from, tokenAt(source, from))) {
    return from;
  }
  const stop = statementEnd(source, from, most);
  let end = from;
  let depth = 0;
  let isOver = false;
  for (let at = from; at < stop;) {
    const token = tokenAt(source, at);
    const { kind, text } = token;
    if (
      isStray(token, source.charAt(at + text.length)) ||
      isRest(source, at, token)
    ) {
      return stop;
    }
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    isOver ||= depth < 0 || (depth === 0 && text === ',') || text === ';';
    at += text.length;
    if (!isOver && kind !== 'space' && kind !== 'comment') {
      end = at;
    }
  }
  return Math.min(end, stop);
}

/** False where a quote is open, or its end touches a word: then one is missing before. */
const isWhole = ({ kind, text, isClosed }: SqlToken, next: string): boolean =>
  kind === 'string' || kind === 'quoted'
    ? isClosed &&
      !/[\p{L}\p{N}_]/u.test(next) &&
      !(kind === 'quoted' && text.includes("'"))
    : isClosed;

/** Whether what seems to be in quotes is not: it goes over lines, or is not whole. */
const isStray = (token: SqlToken, next: string): boolean =>
  !isWhole(token, next) ||
  ((token.kind === 'string' || token.kind === 'quoted') &&
    token.text.includes('\n'));

/** Whether a comment may be the rest of a literal: `'a'--b'`, where the second quote is too much. */
const isRest = (source: string, at: number, { kind }: SqlToken): boolean =>
  kind === 'comment' && /['"`]/.test(source.charAt(at - 1));

const nameIn = ({ kind, text }: SqlToken): string =>
  kind === 'string' || kind === 'quoted'
    ? text.slice(1, -1)
    : kind === 'word'
      ? text
      : '';

/** Where the value begins that a sign sets an option to; a stray quote before the sign is none. */
function signAfter(source: string, name: number): number | null {
  let at = afterGap(source, name);
  if (!isSign(source, at) && /['"`]/.test(source.charAt(at))) {
    at = afterGap(source, at + 1);
  }
  let value: number | null = null;
  while (isSign(source, at)) {
    at = afterGap(source, at + 1);
    value = at;
  }
  return value;
}

const isSign = (source: string, at: number): boolean =>
  /[=:>]/.test(source.charAt(at));

function afterGap(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const { kind, text, isClosed } = tokenAt(source, at);
    if (!isClosed || (kind !== 'space' && kind !== 'comment')) {
      break;
    }
    at += text.length;
  }
  return at;
}

const STATEMENT =
  'SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SHOW|GRANT|COPY';

/** Where a statement ends at the latest, read by lines: quotes mean nothing here. */
const END = new RegExp(
  String.raw`\s*(?:;[ \t]*$|\n[ \t]*$|\n[ \t]*(?:;|(?:${STATEMENT})\b))`,
  'gim'
);

function statementEnd(source: string, from: number, most: number): number {
  END.lastIndex = from;
  return Math.min(END.exec(source)?.index ?? most, most);
}

/** Whether another statement begins here, though no semicolon ended the one before. */
const beginsStatement = (
  source: string,
  at: number,
  { kind, text }: SqlToken
): boolean =>
  kind === 'word' &&
  new RegExp(`^(?:${STATEMENT})$`, 'i').test(text) &&
  source.slice(source.lastIndexOf('\n', at - 1) + 1, at).trim() === '';

/** Tells whether a place is within quotes; it never is where the quotes of the text do not close. */
function quotedParts(sql: string): (at: number) => boolean {
  const quoted: TextRange[] = [];
  let at = 0;
  for (const token of tokenize(sql)) {
    const to = at + token.text.length;
    if (!isWhole(token, sql.charAt(to)) || isRest(sql, at, token)) {
      return () => false;
    }
    if (token.kind === 'string' || token.kind === 'quoted') {
      quoted.push({ from: at, to });
    }
    at = to;
  }
  return place => quoted.some(({ from, to }) => from <= place && place < to);
}
