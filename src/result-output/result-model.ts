/** Reads the output of a query in a notebook. Pure. */
import type { JSONValue } from '@lumino/coreutils';
import { readTable } from '../table/read-table';
import { ResultTable } from '../table/result-table';

export type ResultModel = {
  table: ResultTable;
  /** Number of rows of the result, of which {@link table} has the first. */
  totalRows: number;
};

/** `null` if the output is not one that this version can read: somebody may have changed it. */
export function readResult(data: JSONValue | undefined): ResultModel | null {
  const { arrow, totalRows } = (data ?? {}) as Record<string, unknown>;
  if (typeof arrow !== 'string' || typeof totalRows !== 'number') {
    return null;
  }
  try {
    const table = new ResultTable(readTable(bytesOf(arrow)));
    return table.columns.length === 0 || totalRows < table.rowCount
      ? null
      : { table, totalRows };
  } catch {
    return null;
  }
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), character => character.charCodeAt(0));
