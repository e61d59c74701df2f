/** All that export needs of Arrow and Parquet: loaded when something is exported first. */
import type { Table } from 'apache-arrow';
import { arrowFile } from './arrow-file';
import { csvFile } from './csv-file';
import type { EncodedPiece, EncodeOptions } from './format';
import { parquetFile } from './parquet-file';

export { readResult } from '../table/result-table';

/** The bytes of the file in order, made piece by piece as they are asked for. */
export function encode(
  table: Table,
  { format, csv }: EncodeOptions
): Iterable<EncodedPiece> | AsyncIterable<EncodedPiece> {
  switch (format) {
    case 'csv':
      return csvFile(table, csv);
    case 'parquet':
      return parquetFile(table);
    case 'arrow':
      return arrowFile(table);
  }
}
