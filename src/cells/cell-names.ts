/** The variables of the cells that are put into a notebook, chosen so that none is overwritten. Pure. */

import type { FoundConnection } from './find-connection';

export type CellNames = {
  query: string;
  df: string;
  /** What a chart is drawn of. */
  data: string;
};

/** What new cells of a notebook may name: the connection it has, and variables that are free. */
export type CellContext = { connection: FoundConnection; names: CellNames };

/** `df` and so on where the notebook has none of them, else `df_2` and so on. */
export function freeNames(cells: readonly string[]): CellNames {
  const used = new Set(cells.join('\n').match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `_${number}`;
    const names = {
      query: `query${suffix}`,
      df: `df${suffix}`,
      data: `data${suffix}`
    };
    if (!Object.values(names).some(name => used.has(name))) {
      return names;
    }
  }
}
