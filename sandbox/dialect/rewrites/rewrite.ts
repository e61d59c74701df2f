/** What turns one piece of HeavyDB's dialect into DuckDB's. */
import type { Edit, Token } from '../tokens.js';

export type Context = {
  /** Whose statement it is, for CURRENT_USER. */
  user: string;
  /**
   * Whether macros with overloads by type may be called. DuckDB cannot choose among them where the
   * argument has an aggregate or a window function in it; the twin `…_any` has no overloads, and
   * does not know the precision of a timestamp.
   */
  typed: boolean;
};

/** Answers edits of the text that the tokens were read from. */
export type Rewrite = (tokens: readonly Token[], context: Context) => Edit[];

/**
 * The order at one place: what closes, the innermost first; what comes behind all that; what opens,
 * the outermost first; what replaces.
 */
const CLOSES = -3e9;
const BEHIND = -2e9;
const OPENS = -1;

/** Puts text around what is from one token to another; `outer` tells two of the same tokens apart. */
export function wrap(
  [first, last]: readonly [Token, Token],
  opening: string,
  closing: string,
  outer = false
): Edit[] {
  const [start, end] = [first.start, last.end];
  const length = end - start + (outer ? 0.5 : 0);
  return [
    { start, end: start, text: opening, rank: OPENS - length },
    { start: end, end, text: closing, rank: CLOSES + length }
  ];
}

/** Behind the token and all that is wrapped around it. */
export const behind = ({ end }: Token, text: string): Edit => ({
  start: end,
  end,
  text,
  rank: BEHIND
});

export const instead = ({ start, end }: Token, text: string): Edit => ({
  start,
  end,
  text
});

/** Takes the tokens away from one to another. */
export const without = (first: Token, last: Token): Edit => ({
  start: first.start,
  end: last.end,
  text: ''
});
