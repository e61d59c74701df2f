/** Names of unnamed columns: Calcite calls the one at place n `EXPR$n`. */
import { selectLists } from '../select-items.js';
import type { Edit, Token } from '../tokens.js';
import { behind } from './rewrite.js';

export const aliasEdits = (tokens: readonly Token[]): Edit[] =>
  selectLists(tokens).flatMap(({ items }) =>
    items.flatMap((item, place) => {
      const last = item.tokens.at(-1);
      return last && !item.isStar && item.name === undefined
        ? [behind(last, ` AS "EXPR$${place}"`)]
        : [];
    })
  );
