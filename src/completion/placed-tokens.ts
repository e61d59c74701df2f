/** A SQL text as tokens with their positions, and which of them are names. Pure. */
import { unquoteIdentifier } from '../sql/identifier';
import { tokenize, type SqlToken } from '../sql/tokens';

/** `upper` is a word in capitals; for other tokens it is the text. */
export type Token = SqlToken & { from: number; to: number; upper: string };

/** Words before a table's name. */
export const TABLE_BEFORE = new Set([
  'FROM',
  'JOIN',
  'INTO',
  'UPDATE',
  'TABLE',
  'VIEW'
]);

/** Words that begin a clause. */
export const CLAUSES = new Set(
  'SELECT FROM JOIN ON USING WHERE GROUP HAVING ORDER LIMIT OFFSET INTO UPDATE SET VALUES TABLE VIEW DELETE INSERT'.split(
    ' '
  )
);

/** Without space and comments. */
export const significant = (text: string): Token[] =>
  withOffsets(text).filter(isSignificant);

/** Offsets count from the beginning of the given text. */
export function withOffsets(text: string): Token[] {
  let from = 0;
  return tokenize(text).map(token => {
    const to = from + token.text.length;
    const upper = token.kind === 'word' ? token.text.toUpperCase() : token.text;
    const placed = { ...token, from, to, upper };
    from = to;
    return placed;
  });
}

export const isSignificant = ({ kind }: SqlToken): boolean =>
  kind !== 'space' && kind !== 'comment';

export const isName = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'quoted';

export const nameOf = (token: Token | undefined): string =>
  token ? unquoteIdentifier(token.text) : '';
