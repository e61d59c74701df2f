/** Collects one column's values into Arrow's buffers, batch by batch. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { Data, DataType } from 'apache-arrow';

export interface IColumnBuilder {
  readonly type: DataType;
  append(values: readonly DuckDBValue[]): void;
  /** The column. Call it once, after the last value. */
  finish(): Data;
}
