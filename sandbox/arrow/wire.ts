/**
 * A result as sql_execute_df's WIRE transport sends it (ArrowResultSetConverter.cpp, 446-600):
 * an Arrow stream of the schema, the dictionaries and exactly one record batch, or of the schema
 * alone where there are no rows, with no end-of-stream mark in either case.
 */
import {
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct
} from 'apache-arrow';
import type { Batch, QueryResult } from '../engine/query.js';
import type { IColumnBuilder } from './builders/column-builder.js';
import { columnBuilder } from './column-builder.js';
import type { Column } from '../types/column-type.js';

/** Continuation mark and a length of zero. */
const END_OF_STREAM = 8;

export async function arrowWire(
  columns: readonly Column[],
  batches: QueryResult['batches']
): Promise<Uint8Array> {
  // First: a type that cannot travel is refused before a row is read.
  const builders = columns.map(({ type }) => columnBuilder(type));
  const schema = new Schema(
    columns.map(
      ({ name, type }, index) =>
        new Field(name, (builders[index] as IColumnBuilder).type, type.nullable)
    )
  );
  // A batch passes its own fields through this, and Arrow would match them by name: of columns with
  // one name and several types nothing would be written (https://github.com/apache/arrow-js/issues/288).
  schema.assign = () => schema;
  let rows = 0;
  for await (const batch of batches) {
    append(builders, batch);
    rows += batch.rowCount;
  }
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  if (rows > 0) {
    writer.write(
      new RecordBatch(
        schema,
        makeData({
          type: new Struct(schema.fields),
          length: rows,
          nullCount: 0,
          children: builders.map(builder => builder.finish())
        })
      )
    );
  }
  writer.finish();
  const stream = await writer.toUint8Array();
  return stream.subarray(0, stream.byteLength - END_OF_STREAM);
}

function append(builders: readonly IColumnBuilder[], batch: Batch): void {
  builders.forEach((builder, index) => builder.append(batch.values(index)));
}
