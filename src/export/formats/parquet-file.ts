/** A table as the pieces of a Parquet file, one row group after the other. Pure. */
import type { Data, DataType, RecordBatch, Table } from 'apache-arrow';
import {
  ByteWriter,
  ParquetWriter,
  type ColumnSource,
  type SchemaElement
} from 'hyparquet-writer';
import type { EncodedPiece } from './export-format';
import { parquetColumn, type ParquetColumn } from './parquet-column';

/** Readers process row groups as units; larger ones would block the page longer. */
const ROWS_A_GROUP = 50_000;

export async function* parquetFile(table: Table): AsyncGenerator<EncodedPiece> {
  const names = uniqueNames(table.schema.fields.map(({ name }) => name));
  const columns = table.schema.fields.map(({ type }, index) =>
    parquetColumn(names[index] ?? '', type as DataType)
  );
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const pieces = new PieceWriter();
  const file = new ParquetWriter({
    writer: pieces,
    schema: [root, ...columns.flatMap(({ elements }) => elements)],
    createdBy: 'jupyterlab-omnisci'
  });
  for (let start = 0; start < table.numRows; start += ROWS_A_GROUP) {
    const end = Math.min(table.numRows, start + ROWS_A_GROUP);
    const data = readRows(table, columns, { start, end });
    await file.write({
      columnData: names.map((name, index) => ({
        name,
        data: data[index] ?? []
      })),
      rowGroupSize: end - start
    });
    yield { bytes: pieces.take(), rows: end };
  }
  await file.finish();
  yield { bytes: pieces.take(), rows: table.numRows };
}

/** Returns what was written since the last call; the writer's offsets continue. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}

function readRows(
  table: Table,
  columns: ParquetColumn[],
  { start, end }: { start: number; end: number }
): ColumnSource['data'][] {
  const values = columns.map(() => new Array<unknown>(end - start));
  let first = 0;
  for (const batch of table.batches) {
    const from = Math.max(start, first);
    const to = Math.min(end, first + batch.numRows);
    if (from < to) {
      columns.forEach(({ reader }, column) => {
        const read = reader(childOf(batch, column));
        const target = values[column] ?? [];
        for (let row = from; row < to; row++) {
          target[row - start] = read(row - first);
        }
      });
    }
    first += batch.numRows;
  }
  return values as ColumnSource['data'][];
}

const childOf = (batch: RecordBatch, column: number): Data =>
  batch.data.children[column]!;

/** Parquet finds columns by name, so the second `a` becomes `a_1`. */
export function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    let unique = name;
    for (let n = 1; taken.has(unique) || isLater(unique, name); n++) {
      unique = `${name}_${n}`;
    }
    taken.add(unique);
    return unique;
  });

  // A generated name must differ from every real column.
  function isLater(unique: string, name: string): boolean {
    return unique !== name && names.includes(unique);
  }
}
