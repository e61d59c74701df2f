/**
 * Splits SQL into tokens with their places, so that a rewrite never touches the inside of a
 * string, a quoted name or a comment. Knows no grammar.
 */
export type Token = {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  /** As written. */
  text: string;
  /** Upper case for a word; otherwise as written. */
  upper: string;
  start: number;
  end: number;
  /** How many parentheses are open around it; a parenthesis counts as outside itself. */
  depth: number;
};

export type Edit = {
  start: number;
  end: number;
  text: string;
  /** Which of several edits at one place comes first: the lowest. 0 if absent. */
  rank?: number;
};

const PATTERN =
  /(\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|("(?:[^"]|"")*(?:"|$))|('(?:[^']|'')*(?:'|$))|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([\s\S])/gy;

/** Blanks and comments are left out. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const match of sql.matchAll(PATTERN)) {
    const [text, blank, word, quoted, string, number] = match;
    if (blank !== undefined) {
      continue;
    }
    const kind =
      word !== undefined
        ? 'word'
        : quoted !== undefined
          ? 'quoted'
          : string !== undefined
            ? 'string'
            : number !== undefined
              ? 'number'
              : 'symbol';
    if (kind === 'symbol' && text === ')') {
      depth = Math.max(0, depth - 1);
    }
    tokens.push({
      kind,
      text,
      upper: kind === 'word' ? text.toUpperCase() : text,
      start: match.index,
      end: match.index + text.length,
      depth
    });
    if (kind === 'symbol' && text === '(') {
      depth += 1;
    }
  }
  return tokens;
}

export const isSymbol = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'symbol' && token.text === text;

export const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.upper);

export const isName = (
  token: Token | undefined
): token is Token & { kind: 'word' | 'quoted' } =>
  token?.kind === 'word' || token?.kind === 'quoted';

/** The name that a word or a quoted name stands for. */
export const nameOf = (token: Token): string =>
  token.kind === 'quoted'
    ? token.text.replace(/^"|"$/g, '').replace(/""/g, '"')
    : token.text;

/** The index of the `)` that closes the `(` at `open`, or the last index when it is missing. */
export function closing(tokens: readonly Token[], open: number): number {
  const depth = tokens[open]?.depth ?? 0;
  const found = tokens.findIndex(
    (token, index) =>
      index > open && token.depth === depth && isSymbol(token, ')')
  );
  return found < 0 ? tokens.length - 1 : found;
}

/** Splits at the commas that lie outside of parentheses, brackets and braces. */
export function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let nested = 0;
  for (const token of tokens) {
    if (token.kind === 'symbol') {
      nested += '([{'.includes(token.text) ? 1 : 0;
      nested -= ')]}'.includes(token.text) ? 1 : 0;
    }
    if (nested === 0 && isSymbol(token, ',')) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}

/** Applies edits that do not overlap; at the same place, by rank and then in the order given. */
export function applyEdits(sql: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const edit of [...edits].sort(
    (a, b) => a.start - b.start || (a.rank ?? 0) - (b.rank ?? 0)
  )) {
    result += sql.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + sql.slice(done);
}
