/**
 * A table as the pieces of an Arrow IPC file ("Feather V2"), which is what the extension `.arrow`
 * stands for; a stream would be `.arrows` (https://www.iana.org/assignments/media-types/
 * application/vnd.apache.arrow.file). Columns are passed on as they are, dictionaries included.
 */
import { RecordBatchFileWriter, type Data, type Table } from 'apache-arrow';
import type { EncodedPiece } from './export-format';

export async function* arrowFile(table: Table): AsyncGenerator<EncodedPiece> {
  // The writer copies no columns: what waits in it are views of the table's own buffers.
  const writer = RecordBatchFileWriter.writeAll(table);
  const size = table.data.reduce((sum, data: Data) => sum + data.byteLength, 0);
  let written = 0;
  for await (const bytes of writer as AsyncIterable<Uint8Array>) {
    written += bytes.byteLength;
    const share = size === 0 ? 1 : Math.min(1, written / size);
    yield { bytes, rows: Math.floor(table.numRows * share) };
  }
}
