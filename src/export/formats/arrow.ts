/** Arrow's IPC file, which is also "Feather V2". */
import type { IExportFormat } from './export-format';

export const arrow: IExportFormat = {
  id: 'arrow',
  extension: 'arrow',
  // https://www.iana.org/assignments/media-types/application/vnd.apache.arrow.file
  mimeType: 'application/vnd.apache.arrow.file',
  label: trans => trans.__('Arrow'),
  caption: trans => trans.__('Fastest to read, exact types; pandas, Polars, R'),
  async *encode(table) {
    const { arrowFile } = await import('./arrow-file');
    yield* arrowFile(table);
  }
};
