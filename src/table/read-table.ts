/** Reads an Arrow stream into a table whose columns keep their types, even if names repeat. */
import { RecordBatchReader, Table } from 'apache-arrow';

export function readTable(bytes: Uint8Array): Table {
  const reader = RecordBatchReader.from(bytes).open();
  const { schema } = reader;
  // Every batch passes its own fields through `assign`, and Arrow would match them by name: columns
  // with the same name would all get the last one's type
  // (https://github.com/apache/arrow-js/issues/288).
  schema.assign = () => schema;
  return new Table(schema, reader.readAll());
}
