/** EXTRACT answers a BIGINT of whole units. */
import { type Edit, isSymbol, isWord, type Token } from '../tokens.js';
import { instead } from './rewrite.js';

export const extractEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const [open, field, from] = tokens.slice(index + 1, index + 4);
    if (
      !isWord(token, 'EXTRACT') ||
      !isSymbol(open, '(') ||
      !field ||
      !isWord(from, 'FROM')
    ) {
      return [];
    }
    const unit = field.text.replace(/^'|'$/g, '').toLowerCase();
    return [
      instead(token, 'extract_field'),
      { start: field.start, end: (from as Token).end, text: `'${unit}',` }
    ];
  });
