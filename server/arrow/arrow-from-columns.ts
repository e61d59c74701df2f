/**
 * Builds an Arrow stream from the columns of `sql_execute`. The types are those of WIRE where
 * possible; geometry becomes its WKT. The values are not copied.
 */
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  TimeSecond,
  Utf8
} from 'apache-arrow';
import type { Column, ColumnType, ColumnValues } from '../thrift/columns';
import { elementType } from '../thrift/sql-type';
import type { FieldMetadata } from '../protocol';

/** TDatumType. Importing the generated module would load all of Thrift. */
const [SMALLINT, INT, BIGINT, FLOAT, DECIMAL, DOUBLE] = [0, 1, 2, 3, 4, 5];
const [TIME, TIMESTAMP, DATE, BOOL] = [7, 8, 9, 10];
const [DAYS_INTERVAL, MONTHS_INTERVAL, TINYINT] = [11, 12, 17];

/** The stream in pieces, which share the memory of the columns. */
export async function arrowFromColumns(
  columns: readonly Column[]
): Promise<Uint8Array[]> {
  const children = columns.map(({ type, values }) => dataOf(type, values));
  const schema = new Schema(
    columns.map(
      ({ name, type }, index) =>
        new Field(name, children[index]!.type, true, metadataOf(type))
    )
  );
  // A batch passes its own fields through `assign`, and Arrow would match them by name: if columns
  // share a name but not a type, nothing would be written
  // (https://github.com/apache/arrow-js/issues/288).
  schema.assign = () => schema;
  const writer = new RecordBatchStreamWriter();
  writer.write(
    new RecordBatch(
      schema,
      makeData({
        type: new Struct(schema.fields),
        length: children[0]?.length ?? 0,
        nullCount: 0,
        children
      })
    )
  );
  writer.finish();
  const pieces: Uint8Array[] = [];
  for await (const piece of writer as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
  }
  return pieces;
}

/** What HeavyDB says about a column beyond its Arrow type. */
function metadataOf(info: ColumnType): Map<string, string> {
  const { precision, scale, is_array: isArray } = info;
  const type = info.type as number;
  const metadata: FieldMetadata = {
    'heavydb:sql_type':
      elementType({ type, precision, scale }) + (isArray ? '[]' : ''),
    ...(type === DECIMAL && { 'heavydb:sent_as': 'DOUBLE' })
  };
  return new Map(Object.entries(metadata));
}

function dataOf(info: ColumnType, values: ColumnValues): Data {
  const common = {
    length: values.length,
    nullCount: values.nullCount,
    nullBitmap: values.validity
  };
  if (values.items) {
    const child = dataOf({ ...info, is_array: false }, values.items);
    return makeData({
      type: new List(new Field('item', child.type, true)),
      ...common,
      valueOffsets: values.valueOffsets,
      child
    });
  }
  const type = arrowType(info);
  if (type instanceof Utf8) {
    return makeData({
      type,
      ...common,
      valueOffsets: values.valueOffsets,
      data: values.data
    });
  }
  const { buffer, byteOffset, byteLength } = values.data;
  const { ArrayType } = type as unknown as {
    ArrayType: Int32ArrayConstructor;
  };
  const data = new ArrayType(
    buffer as ArrayBuffer,
    byteOffset,
    byteLength / ArrayType.BYTES_PER_ELEMENT
  );
  return makeData({ type, ...common, data } as never);
}

function arrowType({ type, precision, scale }: ColumnType): DataType {
  switch (type as number) {
    case TINYINT:
      return new Int8();
    case SMALLINT:
      return new Int16();
    case INT:
      return new Int32();
    case BIGINT:
    case DAYS_INTERVAL:
    case MONTHS_INTERVAL:
      return new Int64();
    case FLOAT:
      return new Float32();
    case DOUBLE:
      return new Float64();
    case DECIMAL:
      return new Decimal(scale, precision, 128);
    case BOOL:
      return new Bool();
    case DATE:
      return new DateDay();
    case TIME:
      return new TimeSecond();
    case TIMESTAMP:
      return timestampType(precision);
    default:
      // Strings, and geometry as WKT.
      return new Utf8();
  }
}

function timestampType(precision: number): DataType {
  switch (precision) {
    case 3:
      return new TimestampMillisecond();
    case 6:
      return new TimestampMicrosecond();
    case 9:
      return new TimestampNanosecond();
    default:
      return new TimestampSecond();
  }
}
