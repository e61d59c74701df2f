/** A statement's result while it runs: its columns at once, its rows batch by batch. */
import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { DatabaseError, messages } from '../errors.js';
import { type Column, columnType } from '../types/column-type.js';

export type QueryKind = 'READ' | 'WRITE' | 'SCHEMA_READ' | 'SCHEMA_WRITE';

export type Batch = {
  rowCount: number;
  values(column: number): readonly DuckDBValue[];
};

export type QueryResult = {
  kind: QueryKind;
  columns: Column[];
  batches: AsyncIterable<Batch> | Iterable<Batch>;
};

export type RowLimits = {
  /** More rows are left out silently; negative for all. */
  firstN: number;
  /** More rows are an error; negative for none. */
  atMostN: number;
};

export const ofChunk = (chunk: DuckDBDataChunk): Batch => ({
  rowCount: chunk.rowCount,
  values: column => chunk.getColumnValues(column)
});

/** A result of text columns, as SHOW and EXPLAIN answer it. */
export const textResult = (
  kind: QueryKind,
  names: readonly string[],
  rows: readonly (readonly string[])[]
): QueryResult =>
  rowsResult(
    kind,
    names.map(name => ({ name, type: columnType('STR') })),
    rows
  );

export function rowsResult(
  kind: QueryKind,
  columns: Column[],
  rows: readonly (readonly DuckDBValue[])[]
): QueryResult {
  return {
    kind,
    columns,
    batches: [
      {
        rowCount: rows.length,
        values: column => rows.map(row => row[column] ?? null)
      }
    ]
  };
}

/** What a statement answers that only changes something: nothing, but present. */
export const noRows = (kind: QueryKind): QueryResult => ({
  kind,
  columns: [],
  batches: []
});

export async function* limited(
  batches: QueryResult['batches'],
  { firstN, atMostN }: RowLimits
): AsyncGenerator<Batch> {
  if (firstN >= 0 && atMostN >= 0) {
    throw new DatabaseError(messages.bothLimits);
  }
  let left = firstN < 0 ? Infinity : firstN;
  let seen = 0;
  for await (const batch of batches) {
    seen += batch.rowCount;
    if (atMostN >= 0 && seen > atMostN) {
      throw new DatabaseError(messages.tooManyRows(atMostN));
    }
    const rowCount = Math.min(left, batch.rowCount);
    left -= rowCount;
    if (rowCount > 0) {
      yield rowCount === batch.rowCount
        ? batch
        : {
            rowCount,
            values: column => batch.values(column).slice(0, rowCount)
          };
    }
    if (left === 0) {
      return;
    }
  }
}
