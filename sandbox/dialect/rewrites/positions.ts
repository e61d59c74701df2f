/** `POSITION(x IN y FROM n)`, of which DuckDB knows no FROM. */
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { instead } from './rewrite.js';

export const positionEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    if (!isWord(token, 'POSITION') || !isSymbol(tokens[index + 1], '(')) {
      return [];
    }
    const end = closing(tokens, index + 1);
    const depth = token.depth + 1;
    const words = tokens
      .slice(index, end)
      .filter(inner => inner.depth === depth && isWord(inner, 'IN', 'FROM'));
    const [within, from] = words;
    return within && from
      ? [
          instead(token, 'position_from'),
          instead(within, ','),
          instead(from, ',')
        ]
      : [];
  });
