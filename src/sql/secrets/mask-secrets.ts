/**
 * Masks the secrets in a text before it is saved, where HeavyDB's grammar allows secrets: passwords
 * of users, credentials of servers, user mappings, foreign tables, COPY, DUMP and RESTORE.
 * Everything else stays unchanged. It reads each such statement from its first words, so an
 * unclosed quote elsewhere has no effect. Pure.
 */
import { STATEMENT_WITH_SECRET } from './secret-places';
import { MASK } from './mask';
import { isRest, isWhole, SecretReader } from './secret-reader';
import { scanTokens } from '../tokens';

export type Masked = { sql: string; isMasked: boolean };

/** @returns the text with {@link MASK} for each secret; masking it again changes nothing. */
export function maskSecrets(sql: string): Masked {
  const steps = maskingSteps(sql);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** The same, step by step: a long text takes longer than a key may wait. */
export function* maskingSteps(sql: string): Generator<void, Masked> {
  const heads = [...sql.matchAll(STATEMENT_WITH_SECRET)];
  const isQuoted = heads.length > 0 ? yield* quotedParts(sql) : () => false;
  const masked = new MaskedText(sql);
  for (const { 0: text, index, groups = {} } of heads) {
    yield;
    const end = index + text.length;
    if (index < masked.end || isQuoted(index)) {
      continue;
    }
    if (groups['password'] !== undefined) {
      masked.mask(end - groups['password'].length, end);
    } else {
      yield* maskStatement(masked, {
        from: end,
        to: sql.length,
        isAccess: groups['access'] !== undefined,
        takesQuery: text.toUpperCase() === 'COPY',
        level: 0
      });
    }
  }
  return masked.done();
}

/** Whether a statement still lacks a secret that was masked when it was saved. */
export const lacksSecret = (sql: string): boolean =>
  sql.includes(MASK) && maskSecrets(sql).isMasked;

/** A text that is copied from left to right, with some parts masked. */
class MaskedText {
  constructor(private readonly _source: string) {
    this.reader = new SecretReader(_source);
  }

  readonly reader: SecretReader;

  /** How far the text has been read. */
  end = 0;

  mask(from: number, to: number): void {
    this._copied += this._source.slice(this._copiedTo, from) + MASK;
    this._copiedTo = to;
    this.end = to;
    this._isMasked = true;
  }

  done(): Masked {
    const sql = this._copied + this._source.slice(this._copiedTo);
    return { sql, isMasked: this._isMasked };
  }

  private _copied = '';
  private _copiedTo = 0;
  private _isMasked = false;
}

type Part = {
  from: number;
  to: number;
  /** A user definition: a password may stand there in other ways than as an option in brackets. */
  isAccess: boolean;
  /** The brackets at its beginning contain a query. */
  takesQuery: boolean;
  /** Nesting depth of comments. */
  level: number;
};

/** Deeper comments are read like the text around them: a line of dashes is a comment in another. */
const MAX_LEVEL = 8;

const COMMENT_MARK = /--|\/\*|\{#|#/y;

/** Number of tokens that are read in one step. */
const TOKENS_A_STEP = 500;

/** Masks the secrets of one statement, or of a comment in it, and records how far it read. */
function* maskStatement(masked: MaskedText, part: Part): Generator<void, void> {
  const { reader } = masked;
  let depth = 0;
  let isFirst = true;
  let isInQuery = false;
  let at = part.from;
  for (let count = 1; at < part.to; count++) {
    if (count % TOKENS_A_STEP === 0) {
      yield;
    }
    if (part.level >= MAX_LEVEL && reader.matches(COMMENT_MARK, at)) {
      at++;
      continue;
    }
    const token = reader.tokenAt(at);
    const { kind, text, isClosed } = token;
    const end = Math.min(at + text.length, part.to);
    if (kind === 'space') {
      at = end;
      continue;
    }
    if (text === ';' || (!isInQuery && reader.beginsStatement(token, at))) {
      break;
    }
    if (kind === 'comment') {
      // An option in a comment was still typed.
      if (!isInQuery) {
        yield* maskComment(masked, { ...part, from: at, to: end });
      }
      at = isClosed ? end : Math.max(at + 2, masked.end);
      continue;
    }
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    isInQuery =
      (isInQuery && depth > 0) || (part.takesQuery && isFirst && text === '(');
    isFirst = false;
    const isAccess = part.isAccess ? { isInBrackets: depth > 0 } : null;
    const secret = isInQuery
      ? null
      : reader.secretAt(at, { token, to: part.to, access: isAccess });
    if (secret) {
      masked.mask(secret.from, secret.to);
      at = secret.to;
    } else {
      // Text inside a stray quote is read as if the quote were not there.
      at = reader.isStray(token, at, end) ? at + 1 : end;
    }
  }
  masked.end = Math.max(masked.end, at);
}

function* maskComment(masked: MaskedText, part: Part): Generator<void, void> {
  const { reader } = masked;
  const isBlock = reader.sql.startsWith('/*', part.from);
  const isClosed = isBlock && reader.sql.startsWith('*/', part.to - 2);
  yield* maskStatement(masked, {
    ...part,
    from: part.from + 2,
    to: isClosed ? part.to - 2 : part.to,
    takesQuery: false,
    level: part.level + 1
  });
}

/**
 * Tells whether a position is inside quotes; it never is if the quotes of the text do not close.
 * Ask in ascending order.
 */
function* quotedParts(sql: string): Generator<void, (at: number) => boolean> {
  const quoted: { from: number; to: number }[] = [];
  let at = 0;
  let count = 0;
  for (const token of scanTokens(sql)) {
    if (++count % TOKENS_A_STEP === 0) {
      yield;
    }
    const to = at + token.text.length;
    const holdsOther = token.kind === 'quoted' && token.text.includes("'");
    if (
      holdsOther ||
      !isWhole(token, sql.charAt(to)) ||
      isRest(sql, at, token)
    ) {
      return () => false;
    }
    if (token.kind === 'string' || token.kind === 'quoted') {
      quoted.push({ from: at, to });
    }
    at = to;
  }
  let next = 0;
  return place => {
    while ((quoted[next]?.to ?? Infinity) <= place) {
      next++;
    }
    return (quoted[next]?.from ?? Infinity) <= place;
  };
}
