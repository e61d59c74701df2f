/** Patterns: LIKE has the escape character `\` by default, and REGEXP is an operator. */
import { type Edit, isWord, type Token } from '../tokens.js';
import { instead, without, wrap } from './rewrite.js';

export const patternEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const pattern = tokens[index + 1];
    if (pattern?.kind !== 'string') {
      return isWord(token, 'REGEXP') ? [instead(token, 'SIMILAR TO')] : [];
    }
    const escape = tokens[index + 2];
    if (isWord(token, 'REGEXP')) {
      const edits = [instead(token, 'SIMILAR TO')];
      const character = tokens[index + 3];
      return isWord(escape, 'ESCAPE') && escape && character
        ? [...edits, without(escape, character)]
        : edits;
    }
    return isWord(token, 'LIKE', 'ILIKE') &&
      pattern.text.includes('\\') &&
      !isWord(escape, 'ESCAPE')
      ? wrap([pattern, pattern], '', " ESCAPE '\\'")
      : [];
  });
