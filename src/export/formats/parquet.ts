/** Apache Parquet. */
import type { IExportFormat } from './export-format';

export const parquet: IExportFormat = {
  id: 'parquet',
  extension: 'parquet',
  // https://www.iana.org/assignments/media-types/application/vnd.apache.parquet
  mimeType: 'application/vnd.apache.parquet',
  label: trans => trans.__('Parquet'),
  caption: trans => trans.__('Small, exact types; pandas, Spark, DuckDB'),
  async *encode(table) {
    const { parquetFile } = await import('./parquet-file');
    yield* parquetFile(table);
  }
};
