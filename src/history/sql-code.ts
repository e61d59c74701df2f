/** Reads the tokens of SQL that mean something: questions that the masking of secrets asks. Pure. */
import type { SqlToken } from '../sql/tokens';
import { isSensitiveName } from './secret-signs';

/** A token that is neither space nor comment, and where it stands among all. */
export type Code = SqlToken & { index: number };

export const codeOf = (tokens: readonly SqlToken[]): Code[] =>
  tokens
    .map((token, index) => ({ ...token, index }))
    .filter(({ kind }) => kind !== 'space' && kind !== 'comment');

export const isWord = (
  token: SqlToken | undefined,
  ...words: string[]
): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());

export const isSymbol = (
  token: SqlToken | undefined,
  ...symbols: string[]
): boolean => token?.kind === 'symbol' && symbols.includes(token.text);

export const isLiteral = (token: SqlToken | undefined): boolean =>
  token?.kind === 'string' || token?.kind === 'number';

/** Whether a name, bare or in quotes, is that of a secret. */
export function isSensitive(token: SqlToken | undefined): boolean {
  switch (token?.kind) {
    case 'word':
      return isSensitiveName(token.text);
    case 'quoted':
    case 'string':
      return isSensitiveName(token.text.slice(1, -1));
    default:
      return false;
  }
}

/** Between a name and its value. */
export const isComparison = (token: SqlToken | undefined): boolean =>
  isSymbol(token, '=', '=>', '<>', '!=', '<', '>', '<=', '>=', ':') ||
  isWord(token, 'LIKE', 'ILIKE', 'RLIKE', 'REGEXP', 'IN', 'BETWEEN', 'NOT');

/** Where, outside of brackets, one condition, column or option ends. */
export const isBoundary = (token: SqlToken | undefined): boolean =>
  isSymbol(token, ',', ';') ||
  isWord(
    token,
    ...['AND', 'OR', 'SELECT', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER'],
    ...['LIMIT', 'UNION', 'SET', 'WITH']
  );

/** The code cut at its semicolons: each statement is judged by itself. */
export function statementsIn(code: readonly Code[]): Code[][] {
  const statements: Code[][] = [[]];
  for (const token of code) {
    if (isSymbol(token, ';')) {
      statements.push([]);
    } else {
      statements.at(-1)?.push(token);
    }
  }
  return statements;
}
