/** Refuses functions of two geo values whose SRIDs differ (RelAlgTranslatorGeo.cpp). */
import { DatabaseError } from '../errors.js';
import type { ColumnType } from '../types/column-type.js';
import { geoTypeOf } from './geo-origin.js';
import { closing, isSymbol, splitAtCommas, type Token } from './tokens.js';

const OF_TWO =
  /^ST_(?:CONTAINS|WITHIN|INTERSECTS|DISJOINT|EQUALS|DWITHIN|DFULLYWITHIN|APPROX_OVERLAPS|INTERSECTION|UNION|DIFFERENCE)$/;

/** `known` has the types of columns, by their names in lower case. */
export function refuseOtherSrids(
  tokens: readonly Token[],
  index: number,
  known: ReadonlyMap<string, ColumnType>
): void {
  const callee = tokens[index];
  if (!OF_TWO.test(callee?.upper ?? '') || !isSymbol(tokens[index + 1], '(')) {
    return;
  }
  const inside = tokens.slice(index + 2, closing(tokens, index + 1));
  const [a, b] = splitAtCommas(atDepthZero(inside)).map(part =>
    geoTypeOf(part, known)
  );
  if (a && b && a.scale !== b.scale) {
    throw new DatabaseError(`${callee?.text} cannot accept different SRIDs`);
  }
}

/** `closing` compares depths, so that they have to begin at 0. */
function atDepthZero(tokens: readonly Token[]): Token[] {
  const least = Math.min(...tokens.map(({ depth }) => depth));
  return tokens.map(token => ({ ...token, depth: token.depth - least }));
}
