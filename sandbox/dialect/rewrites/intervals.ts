/** `t + INTERVAL …` and `t - INTERVAL …`, which keep the precision of the timestamp. */
import { endOfOperand, endsOperand, startOfOperand } from '../operands.js';
import { type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { type Context, instead, wrap } from './rewrite.js';

export const intervalEdits = (
  tokens: readonly Token[],
  { typed }: Context
): Edit[] =>
  tokens.flatMap((token, index) => {
    const isSum = isSymbol(token, '+') || isSymbol(token, '-');
    if (
      !typed ||
      !isSum ||
      !endsOperand(tokens[index - 1]) ||
      !isWord(tokens[index + 1], 'INTERVAL')
    ) {
      return [];
    }
    const first = tokens[startOfOperand(tokens, index - 1)];
    const last = tokens[endOfOperand(tokens, index + 1)];
    return first && last && first.start < token.start
      ? [
          ...wrap([first, last], 'add_interval(', ')'),
          instead(token, token.text === '+' ? ',' : ', -')
        ]
      : [];
  });
