/** `LIMIT start, count` is Calcite's lenient form of `LIMIT count OFFSET start`. */
import { type Edit, isSymbol, isWord, type Token } from '../tokens.js';

export const limitEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const [start, comma, count] = tokens.slice(index + 1, index + 4);
    return isWord(token, 'LIMIT') &&
      start?.kind === 'number' &&
      isSymbol(comma, ',') &&
      count?.kind === 'number'
      ? [
          {
            start: start.start,
            end: count.end,
            text: `${count.text} OFFSET ${start.text}`
          }
        ]
      : [];
  });
