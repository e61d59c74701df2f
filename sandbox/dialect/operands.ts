/** Finds where an operand begins and ends: a literal, a column, a call, a CASE, a parenthesis. */
import { closing, isName, isSymbol, isWord, type Token } from './tokens.js';

/** The index of the last token of the operand that begins at `from`. */
export function endOfOperand(tokens: readonly Token[], from: number): number {
  let at = from;
  while (isSymbol(tokens[at], '-') || isSymbol(tokens[at], '+')) {
    at += 1;
  }
  at = endOfPrimary(tokens, at);
  for (;;) {
    if (isSymbol(tokens[at + 1], '[')) {
      at = closingBracket(tokens, at + 1);
    } else if (isSymbol(tokens[at + 1], '.') && isName(tokens[at + 2])) {
      at += 2;
    } else if (isSymbol(tokens[at + 1], '(') && isName(tokens[at])) {
      at = closing(tokens, at + 1);
    } else {
      return Math.min(at, tokens.length - 1);
    }
  }
}

/** Words behind which a parenthesis is no call. */
const NO_CALLEE =
  'SELECT WHERE AND OR NOT IN ON BY HAVING WHEN THEN ELSE CASE BETWEEN AS FROM DISTINCT VALUES'.split(
    ' '
  );

/** Whether an operator behind the token has it at its left; otherwise it is a sign. */
export const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'symbol'
    ? [')', ']', '}'].includes(token.text)
    : !isWord(token, ...NO_CALLEE));

/** The index of the first token of the operand that ends at `from`; an interval takes what is before it. */
export function startOfOperand(tokens: readonly Token[], from: number): number {
  const token = tokens[from];
  const previous = tokens[from - 1];
  if (isSymbol(token, ')')) {
    const open = opening(tokens, from);
    const callee = tokens[open - 1];
    return isName(callee) && !isWord(callee, ...NO_CALLEE)
      ? startOfPath(tokens, open - 1)
      : open;
  }
  if (isSymbol(token, ']')) {
    let at = from;
    while (at > 0 && !isSymbol(tokens[at], '[')) {
      at -= 1;
    }
    return startOfOperand(tokens, at - 1);
  }
  if (isWord(token, 'END')) {
    let at = from;
    for (let nested = 1; nested > 0 && at > 0;) {
      at -= 1;
      nested += isWord(tokens[at], 'END') ? 1 : 0;
      nested -= isWord(tokens[at], 'CASE') ? 1 : 0;
    }
    return at;
  }
  if (
    token?.kind === 'string' &&
    isWord(previous, 'DATE', 'TIME', 'TIMESTAMP')
  ) {
    return from - 1;
  }
  // `t + INTERVAL '1' DAY`, of which `t` is the operand.
  const start = isWord(previous, 'TO') ? from - 4 : from - 2;
  const interval = isWord(tokens[start], 'INTERVAL') ? start : undefined;
  if (interval !== undefined && isName(token)) {
    const operator = tokens[interval - 1];
    return isSymbol(operator, '+') || isSymbol(operator, '-')
      ? startOfOperand(tokens, interval - 2)
      : interval;
  }
  return startOfPath(tokens, from);
}

function startOfPath(tokens: readonly Token[], from: number): number {
  let at = from;
  while (isSymbol(tokens[at - 1], '.') && isName(tokens[at - 2])) {
    at -= 2;
  }
  return at;
}

function opening(tokens: readonly Token[], close: number): number {
  const depth = tokens[close]?.depth ?? 0;
  let at = close - 1;
  while (
    at > 0 &&
    !(tokens[at]?.depth === depth && isSymbol(tokens[at], '('))
  ) {
    at -= 1;
  }
  return at;
}

function endOfPrimary(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (isSymbol(token, '(')) {
    return closing(tokens, at);
  }
  if (isSymbol(token, '{') || isSymbol(token, '[')) {
    return closingBracket(tokens, at);
  }
  if (isWord(token, 'CASE')) {
    return endOfCase(tokens, at);
  }
  const next = tokens[at + 1];
  if (isWord(token, 'INTERVAL')) {
    const value = endOfOperand(tokens, at + 1);
    return isWord(tokens[value + 2], 'TO') ? value + 3 : value + 1;
  }
  if (isWord(token, 'DATE', 'TIME', 'TIMESTAMP') && next?.kind === 'string') {
    return at + 1;
  }
  return at;
}

function closingBracket(tokens: readonly Token[], open: number): number {
  let nested = 0;
  for (let at = open; at < tokens.length; at += 1) {
    nested += isSymbol(tokens[at], '[') || isSymbol(tokens[at], '{') ? 1 : 0;
    nested -= isSymbol(tokens[at], ']') || isSymbol(tokens[at], '}') ? 1 : 0;
    if (nested === 0) {
      return at;
    }
  }
  return tokens.length - 1;
}

function endOfCase(tokens: readonly Token[], start: number): number {
  let nested = 0;
  for (let at = start; at < tokens.length; at += 1) {
    nested += isWord(tokens[at], 'CASE') ? 1 : 0;
    nested -= isWord(tokens[at], 'END') ? 1 : 0;
    if (nested === 0) {
      return at;
    }
  }
  return tokens.length - 1;
}
