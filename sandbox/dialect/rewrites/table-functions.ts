/** `FROM TABLE(f(1, 2))`, which DuckDB writes as `FROM f(1, 2)`. */
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { without } from './rewrite.js';

export const tableFunctionEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const open = tokens[index + 1];
    const end = tokens[closing(tokens, index + 1)];
    return isWord(token, 'TABLE') &&
      isWord(tokens[index - 1], 'FROM', 'JOIN') &&
      open &&
      isSymbol(open, '(') &&
      end
      ? [without(token, open), without(end, end)]
      : [];
  });
