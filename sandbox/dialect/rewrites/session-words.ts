/** Words that stand for the session's user or for the present. */
import { type Edit, isSymbol, type Token } from '../tokens.js';
import { type Context, instead } from './rewrite.js';

/** Their precision is whole seconds. */
const PRESENT: Readonly<Record<string, string>> = {
  NOW: 'this_second()',
  CURRENT_TIMESTAMP: 'this_second()',
  LOCALTIMESTAMP: 'this_second()',
  CURRENT_TIME: 'CAST(this_second() AS TIME)',
  LOCALTIME: 'CAST(this_second() AS TIME)',
  CURRENT_DATE: 'CAST(this_second() AS DATE)'
};
const USER = ['CURRENT_USER', 'SESSION_USER', 'USER'];

export const sessionWordEdits = (
  tokens: readonly Token[],
  { user }: Context
): Edit[] =>
  tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (
      token.kind !== 'word' ||
      isSymbol(tokens[index - 1], '.') ||
      isSymbol(next, '.')
    ) {
      return [];
    }
    if (USER.includes(token.upper) && !isSymbol(next, '(')) {
      return [instead(token, `'${user.replace(/'/g, "''")}'`)];
    }
    const text = PRESENT[token.upper];
    const isEmptyCall = isSymbol(next, '(') && isSymbol(tokens[index + 2], ')');
    if (text === undefined || (token.upper === 'NOW' && !isEmptyCall)) {
      return [];
    }
    const end = isEmptyCall ? (tokens[index + 2] as Token).end : token.end;
    return [{ start: token.start, end, text }];
  });
