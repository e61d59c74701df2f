/** The variables of the cells that are put into a notebook, chosen so that none is overwritten. Pure. */

import type { FoundConnection } from './find-connection';

export type CellNames = {
  query: string;
  df: string;
  /** What a chart is drawn of. */
  data: string;
};

/** The variables of a cell that connects. */
export type ConnectionNames = { con: string; tables: string };

/** What new cells of a notebook may name: the connection it has, and variables that are free. */
export type CellContext = { connection: FoundConnection; names: CellNames };

/** `df` and so on where the notebook has none of them, else `df_2` and so on. */
export const freeNames = (cells: readonly string[]): CellNames =>
  free(['query', 'df', 'data'], cells);

/** `con` and so on, in the same way. */
export const freeConnectionNames = (
  cells: readonly string[]
): ConnectionNames => free(['con', 'tables'], cells);

/** All have the same number, so that what belongs together is seen to. */
function free<Name extends string>(
  wanted: readonly Name[],
  cells: readonly string[]
): Record<Name, string> {
  const used = new Set(cells.join('\n').match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `_${number}`;
    if (!wanted.some(name => used.has(name + suffix))) {
      return Object.fromEntries(
        wanted.map(name => [name, name + suffix])
      ) as Record<Name, string>;
    }
  }
}
