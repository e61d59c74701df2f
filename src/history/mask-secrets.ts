/**
 * Takes the credentials out of a statement before it is kept: literals that stand with a name such
 * as `password` or `s3_secret_key`, or that look like a credential by themselves. It errs on the
 * side of masking too much; what it cannot read it refuses. Pure.
 */
import { tokenize, type SqlToken } from '../sql/tokens';
import { looksSecret } from './secret-signs';
import {
  codeOf,
  isBoundary,
  isComparison,
  isLiteral,
  isSensitive,
  isSymbol,
  isWord,
  statementsIn,
  type Code
} from './sql-code';

/** Stands where a literal was. */
export const MASK = "'•••'";

const PAIR_OF_QUOTES = /'[^']*'|"[^"]*"/;

/** The most names of secrets in one text that is kept. */
const MOST_NAMES = 500;

export type Masked = {
  /** `null` where the statement may hold a secret and cannot be read: it must not be kept at all. */
  sql: string | null;
  isMasked: boolean;
};

export function maskSecrets(sql: string): Masked {
  const tokens = tokenize(sql);
  // Which quote is open cannot be told, and with it not what is a literal.
  const isBroken = !tokens.every(isWhole) && mayHoldSecret(sql);
  // Nobody writes these, and each is looked at together with its neighbours.
  const isAbsurd = tokens.filter(isSensitive).length > MOST_NAMES;
  if (isBroken || isAbsurd) {
    return { sql: null, isMasked: true };
  }
  const masked = new Set<number>();
  tokens.forEach(({ kind, text }, index) => {
    const isText = ['string', 'quoted', 'comment'].includes(kind);
    if (isText && (looksSecret(text) || quotesSecret(text))) {
      masked.add(index);
    }
  });
  for (const statement of statementsIn(codeOf(tokens))) {
    maskStatement(statement, masked);
  }
  return masked.size === 0
    ? { sql, isMasked: false }
    : { sql: withMask(tokens, masked), isMasked: true };
}

/**
 * Where a literal touches the word behind it, or a name or the comment behind it has a quote in it,
 * a quote before them was one too many, or too few, and what looks like code is a literal.
 */
function isWhole(
  { kind, text, isClosed }: SqlToken,
  at: number,
  tokens: readonly SqlToken[]
): boolean {
  if (!isClosed || (kind === 'quoted' && text.includes("'"))) {
    return false;
  }
  const next = tokens[at + 1];
  const touchesCode =
    next?.kind === 'word' ||
    next?.kind === 'number' ||
    (next?.kind === 'comment' && next.text.includes("'"));
  return !(touchesCode && (kind === 'string' || kind === 'quoted'));
}

/** Whether there is SQL inside, such as a statement that was made a comment. */
const quotesSecret = (text: string): boolean =>
  PAIR_OF_QUOTES.test(text.slice(1, -1)) && namesSecret(text);

const namesSecret = (sql: string): boolean =>
  tokenize(sql.replace(/['"`]|\/\*|--/g, ' ')).some(isSensitive);

const mayHoldSecret = (sql: string): boolean =>
  looksSecret(sql) || namesSecret(sql);

/** @param masked - is added the indices of the tokens to mask. */
function maskStatement(code: readonly Code[], masked: Set<number>): void {
  if (definesAccess(code)) {
    code.forEach((token, at) => {
      if (token.kind === 'string' || isSymbol(code[at - 1], '=', '=>', ':')) {
        maskRun(code, { from: at, masked });
      }
    });
  }
  if (insertsSecrets(code)) {
    code.filter(isLiteral).forEach(({ index }) => masked.add(index));
  }
  // In these a value may lack its quotes; elsewhere a bare word is a column.
  const setsOptions = !code.some(token =>
    isWord(token, 'SELECT', 'UPDATE', 'DELETE', 'INSERT', 'SHOW', 'GRANT')
  );
  code.forEach((token, at) => {
    const isIdentified =
      isWord(token, 'BY') && isWord(code[at - 1], 'IDENTIFIED');
    const isName = token.kind !== 'string' || isComparison(code[at + 1]);
    if (isIdentified || (isName && isSensitive(token))) {
      maskAfter(code, { name: at, setsOptions, masked });
      maskBefore(code, { name: at, masked });
    }
  });
}

/** Statements that do little but hand over credentials. A slip in the first word changes nothing. */
const definesAccess = (code: readonly Code[]): boolean =>
  !isWord(code[0], 'SELECT', 'WITH', 'DROP', 'SHOW', 'GRANT', 'REVOKE') &&
  code
    .slice(1, 4)
    .some(
      (token, at) =>
        isWord(token, 'USER', 'SERVER', 'MAPPING') &&
        !isWord(code[at], 'FROM', 'INTO', 'TABLE', 'ON')
    );

/** `INSERT INTO users (name, password) …`: which value is whose is not worth knowing. */
function insertsSecrets(code: readonly Code[]): boolean {
  const start = code.findIndex(token => isWord(token, 'INSERT'));
  const values = code.findIndex(
    (token, at) => at > start && isWord(token, 'VALUES', 'SELECT', 'WITH')
  );
  return (
    start !== -1 && code.slice(start, Math.max(start, values)).some(isSensitive)
  );
}

/** Masks the value of a name: what follows up to the end of the option, column or condition. */
function maskAfter(
  code: readonly Code[],
  options: { name: number; setsOptions: boolean; masked: Set<number> }
): void {
  const { name, setsOptions, masked } = options;
  let at = name + 1;
  while (isComparison(code[at])) {
    at++;
  }
  const isCompared = at > name + 1;
  const first = code[at];
  if (!first) {
    return;
  }
  if (setsOptions && isCompared) {
    maskRun(code, { from: at, masked });
    return;
  }
  if (!isCompared && first.kind !== 'string') {
    // `password hunter2`: an option that lacks its sign. `password TEXT` is a column.
    if (setsOptions && first.kind === 'word' && !definesColumns(code)) {
      maskRun(code, { from: at, masked });
    }
    return;
  }
  if (first.kind === 'quoted') {
    masked.add(first.index);
  }
  maskLiterals(code, { from: at, step: 1, masked });
}

const definesColumns = (code: readonly Code[]): boolean =>
  isWord(code[0], 'CREATE', 'ALTER', 'DROP') &&
  code.slice(1, 4).some(token => isWord(token, 'TABLE', 'VIEW'));

/** Masks what gets the name, or is compared with it: `'x' AS password`, `MD5('x') = t.password`. */
function maskBefore(
  code: readonly Code[],
  { name, masked }: { name: number; masked: Set<number> }
): void {
  let at = name - 1;
  while (isSymbol(code[at], '.') || isSymbol(code[at + 1], '.')) {
    at--;
  }
  if (isComparison(code[at]) || isWord(code[at], 'AS')) {
    maskLiterals(code, { from: at - 1, step: -1, masked });
  } else if (isLiteral(code[at]) && isWord(code[0], 'SELECT', 'WITH')) {
    // `SELECT 'x' password`
    maskLiterals(code, { from: at, step: -1, masked });
  }
}

/** Literals from here on, in either direction, to where the expression ends. */
function maskLiterals(
  code: readonly Code[],
  options: { from: number; step: 1 | -1; masked: Set<number> }
): void {
  const { from, step, masked } = options;
  const [opening, closing] = step === 1 ? ['(', ')'] : [')', '('];
  let depth = 0;
  for (let at = from; at >= 0 && at < code.length; at += step) {
    const token = code[at] as Code;
    depth += isSymbol(token, opening) ? 1 : isSymbol(token, closing) ? -1 : 0;
    // BETWEEN 'a' AND 'b' is one condition.
    const joinsBounds = isWord(token, 'AND') && isWord(code[at - 2], 'BETWEEN');
    if (depth < 0 || (depth === 0 && isBoundary(token) && !joinsBounds)) {
      return;
    }
    if (isLiteral(token)) {
      masked.add(token.index);
    }
  }
}

/** A value that may lack its quotes: all up to the next comma, bracket or line of options. */
function maskRun(
  code: readonly Code[],
  { from, masked }: { from: number; masked: Set<number> }
): void {
  let at = from;
  while (at < code.length && !isSymbol(code[at], ',', ')', '(')) {
    masked.add((code[at] as Code).index);
    at++;
  }
}

/** One mask for neighbours, so that their number and length tell nothing. */
function withMask(
  tokens: readonly SqlToken[],
  masked: ReadonlySet<number>
): string {
  let sql = '';
  let gap = '';
  let isAfterMask = false;
  tokens.forEach(({ kind, text }, index) => {
    if (kind === 'comment' || kind === 'space') {
      gap += masked.has(index) ? maskedComment(text) : text;
    } else if (masked.has(index)) {
      sql += isAfterMask ? '' : gap + MASK;
      gap = '';
      isAfterMask = true;
    } else {
      sql += gap + text;
      gap = '';
      isAfterMask = false;
    }
  });
  return sql + gap;
}

const maskedComment = (text: string): string =>
  text.startsWith('--') ? '-- •••' : '/* ••• */';
