/** A query's rows for the grid: text cell by cell, straight from the Arrow buffers. */
import type { Table } from 'apache-arrow';
import { BatchIndex } from './batch-index';
import { describeColumn, type ResultColumn } from './column';
import { textReader, type ReadText } from './format-value';
import { roundedReader } from './rounded-decimal';

export type { ColumnKind, ResultColumn } from './column';

export class ResultTable {
  constructor(table: Table) {
    this.arrow = table;
    this.rowCount = table.numRows;
    this.columns = table.schema.fields.map(describeColumn);
    const batches = table.batches.filter(batch => batch.numRows > 0);
    this._index = new BatchIndex(batches.map(batch => batch.numRows));
    this._readers = batches.map(batch => batch.data.children.map(textReader));
    this._rounded = batches.map(batch =>
      batch.data.children.map((data, column) =>
        this.columns[column]?.isSentAsDouble ? roundedReader(data) : null
      )
    );
  }

  /** The Arrow table, for readers of values instead of text. */
  readonly arrow: Table;
  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];

  /** The text of a cell; `null` is SQL's NULL. */
  text(row: number, column: number): string | null {
    const batch = this._index.batchOf(row);
    const first = this._index.starts[batch] ?? 0;
    return this._readers[batch]?.[column]?.(row - first) ?? null;
  }

  /** True if the database may hold other digits than those it sent. */
  isRounded(row: number, column: number): boolean {
    if (!this.columns[column]?.isSentAsDouble) {
      return false;
    }
    const batch = this._index.batchOf(row);
    const first = this._index.starts[batch] ?? 0;
    return this._rounded[batch]?.[column]?.(row - first) ?? false;
  }

  private readonly _index: BatchIndex;
  private readonly _readers: ReadText[][];
  private readonly _rounded: (((row: number) => boolean) | null)[][];
}
