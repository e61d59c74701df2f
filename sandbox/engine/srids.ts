/** Takes the SRID away from the geo values of a result, where it belongs to the column's type. */
import type { DuckDBValue } from '@duckdb/node-api';
import { type Column, isGeo } from '../types/column-type.js';
import type { Batch } from './query.js';

const PREFIX = /^SRID=\d+;/i;

export async function* withoutSrids(
  columns: readonly Column[],
  batches: AsyncIterable<Batch>
): AsyncGenerator<Batch> {
  const geo = columns.map(({ type }) => isGeo(type));
  for await (const batch of batches) {
    yield geo.includes(true)
      ? {
          rowCount: batch.rowCount,
          values: column =>
            geo[column] ? batch.values(column).map(plain) : batch.values(column)
        }
      : batch;
  }
}

const plain = (value: DuckDBValue): DuckDBValue =>
  typeof value === 'string' ? value.replace(PREFIX, '') : value;
