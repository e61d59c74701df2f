/** Window functions that DuckDB lacks, or that look at other rows of the partition there. */
import { closing, type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { behind, instead } from './rewrite.js';

type WindowFunction = {
  /** DuckDB's name. */
  name: string;
  ignoresNulls?: boolean;
  /** Where the query names none. */
  frame?: string;
};

const WHOLE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

const FUNCTIONS: Readonly<Record<string, WindowFunction>> = {
  LAST_VALUE: { name: 'last_value', frame: WHOLE },
  NTH_VALUE: { name: 'nth_value', frame: WHOLE },
  FIRST_VALUE_IN_FRAME: { name: 'first_value' },
  LAST_VALUE_IN_FRAME: { name: 'last_value' },
  NTH_VALUE_IN_FRAME: { name: 'nth_value' },
  FORWARD_FILL: {
    name: 'last_value',
    ignoresNulls: true,
    frame: 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'
  },
  BACKWARD_FILL: {
    name: 'first_value',
    ignoresNulls: true,
    frame: 'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING'
  }
};

export const windowEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const found =
      token.kind === 'word' && isSymbol(tokens[index + 1], '(')
        ? FUNCTIONS[token.upper]
        : undefined;
    const end = closing(tokens, index + 1);
    const last = tokens[end - 1];
    if (!found || !last || !isWord(tokens[end + 1], 'OVER')) {
      return [];
    }
    return [
      instead(token, found.name),
      ...(found.ignoresNulls ? [behind(last, ' IGNORE NULLS')] : []),
      ...(found.frame === undefined
        ? []
        : frameEdits(tokens, end + 2, found.frame))
    ];
  });

function frameEdits(
  tokens: readonly Token[],
  index: number,
  frame: string
): Edit[] {
  const window = tokens[index];
  if (!window) {
    return [];
  }
  if (!isSymbol(window, '(')) {
    return [instead(window, `(${window.text} ${frame})`)];
  }
  const end = closing(tokens, index);
  const isFramed = tokens
    .slice(index + 1, end)
    .some(
      inner =>
        inner.depth === window.depth + 1 && isWord(inner, 'ROWS', 'RANGE')
    );
  return isFramed ? [] : [behind(tokens[end - 1] as Token, ` ${frame}`)];
}
