/** A query's rows as the grid reads them: text cell by cell, straight from the Arrow buffers. */
import { DataType, tableFromIPC, type Schema, type Table } from 'apache-arrow';
import type { QueryReply } from '../sidecar/client';
import { textReader, type ReadText } from './format-value';

export type ResultColumn = {
  name: string;
  /** Arrow's name for the type, for instance `Int64` or `Timestamp<MICROSECOND>`. */
  type: string;
  /** Numbers stand right, all else stands left. */
  isNumeric: boolean;
};

export class ResultTable {
  constructor(table: Table) {
    this.rowCount = table.numRows;
    this.columns = describeColumns(table.schema);
    let first = 0;
    for (const batch of table.batches) {
      if (batch.numRows > 0) {
        this._starts.push(first);
        this._readers.push(batch.data.children.map(textReader));
        first += batch.numRows;
      }
    }
  }

  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];

  /** The text of a cell; `null` is SQL's NULL. */
  text(row: number, column: number): string | null {
    const batch = this._batchOf(row);
    return (
      this._readers[batch]?.[column]?.(row - (this._starts[batch] ?? 0)) ?? null
    );
  }

  private _batchOf(row: number): number {
    let batch = this._starts.length - 1;
    while (batch > 0 && (this._starts[batch] ?? 0) > row) {
      batch--;
    }
    return batch;
  }

  private readonly _starts: number[] = [];
  private readonly _readers: ReadText[][] = [];
}

function describeColumns(schema: Schema): ResultColumn[] {
  return schema.fields.map(({ name, type }) => ({
    name,
    type: String(type),
    isNumeric:
      DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)
  }));
}

/**
 * Reads a reply of the sidecar; `null` for a statement that has no table. Drops the row too many
 * that tells that there are more.
 */
export function readResult(reply: QueryReply): ResultTable | null {
  if (reply.bytes.byteLength === 0) {
    return null;
  }
  const table = tableFromIPC(reply.bytes);
  const { rowLimit = null } = reply;
  return new ResultTable(
    reply.summary.more && rowLimit !== null ? table.slice(0, rowLimit) : table
  );
}
