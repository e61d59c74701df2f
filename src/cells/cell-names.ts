/** Chooses the variables of cells for a notebook so that none is overwritten. Pure. */

import type { FoundConnection } from './find-connection';

export type CellNames = {
  query: string;
  df: string;
  /** The source of a chart's data. */
  data: string;
};

/** The variable of a connecting cell. */
export type ConnectionNames = { con: string };

/** Names for the new cells of a notebook: its connection, and free variables. */
export type CellContext = { connection: FoundConnection; names: CellNames };

/** `df` and so on if the notebook uses none of them, else `df_2` and so on. */
export const freeNames = (cells: readonly string[]): CellNames =>
  free(['query', 'df', 'data'], cells);

/** `con` and so on, in the same way. */
export const freeConnectionNames = (
  cells: readonly string[]
): ConnectionNames => free(['con'], cells);

/** All get the same number, which shows that they belong together. */
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
