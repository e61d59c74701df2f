/** LAST_VALUE and NTH_VALUE look at the whole partition where the query names no frame. */
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { behind, instead } from './rewrite.js';

const WHOLE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

export const windowEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    if (
      !isWord(token, 'LAST_VALUE', 'NTH_VALUE') ||
      !isSymbol(tokens[index + 1], '(')
    ) {
      return [];
    }
    const over = closing(tokens, index + 1) + 1;
    const window = tokens[over + 1];
    if (!isWord(tokens[over], 'OVER') || !window) {
      return [];
    }
    if (!isSymbol(window, '(')) {
      return [instead(window, `(${window.text} ${WHOLE})`)];
    }
    const end = closing(tokens, over + 1);
    const framed = tokens
      .slice(over + 2, end)
      .some(
        inner =>
          inner.depth === window.depth + 1 && isWord(inner, 'ROWS', 'RANGE')
      );
    return framed ? [] : [behind(tokens[end - 1] as Token, ` ${WHOLE}`)];
  });
