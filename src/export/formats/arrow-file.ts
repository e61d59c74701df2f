/**
 * A table as the pieces of an Arrow IPC file ("Feather V2"), the format of the extension `.arrow`;
 * a stream would be `.arrows` (https://www.iana.org/assignments/media-types/
 * application/vnd.apache.arrow.file). Columns, including dictionaries, are passed on unchanged.
 */
import { RecordBatchFileWriter, type Data, type Table } from 'apache-arrow';
import type { EncodedPiece } from './export-format';

export async function* arrowFile(table: Table): AsyncGenerator<EncodedPiece> {
  // The writer does not copy columns: it queues views of the table's own buffers.
  const writer = RecordBatchFileWriter.writeAll(table);
  const size = table.data.reduce((sum, data: Data) => sum + data.byteLength, 0);
  let written = 0;
  for await (const bytes of writer as AsyncIterable<Uint8Array>) {
    written += bytes.byteLength;
    const share = size === 0 ? 1 : Math.min(1, written / size);
    yield { bytes, rows: Math.floor(table.numRows * share) };
  }
}
