/**
 * Makes an Arrow stream of the columns of `sql_execute`, with the types that WIRE would have
 * used where it can; geometry becomes its WKT. Encodings: DBHandler.cpp 974-1105.
 */
import {
  Bool,
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
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  TimeSecond,
  Utf8,
  type Data,
  type DataType
} from 'apache-arrow';
import type { Column, RowSet } from '../database/calls';
import type { TTypeInfo } from '../database/generated/heavydb_types';

/** TDatumType; the generated module would bring all of Thrift with it. */
const [SMALLINT, INT, BIGINT, FLOAT, DECIMAL, DOUBLE] = [0, 1, 2, 3, 4, 5];
const [TIME, TIMESTAMP, DATE, BOOL] = [7, 8, 9, 10];
const [DAYS_INTERVAL, MONTHS_INTERVAL, TINYINT] = [11, 12, 17];
const SECONDS_A_DAY = 86_400;

type ScalarType = Pick<TTypeInfo, 'type' | 'precision' | 'scale'>;

export function arrowFromColumns(rowSet: RowSet, rowLimit: number): Uint8Array {
  const columns = rowSet.row_desc.map((description, index) => {
    const { col_name: name, col_type: type } = description;
    const column = rowSet.columns[index] ?? noRows;
    const rows = Math.min(column.nulls.length, rowLimit);
    const data = type.is_array
      ? listData(type, column, rows)
      : scalarData(type, column, rows);
    return { field: new Field(name, data.type, true), data };
  });
  const schema = new Schema(columns.map(({ field }) => field));
  const batch = new RecordBatch(
    schema,
    makeData({
      type: new Struct(schema.fields),
      length: columns[0]?.data.length ?? 0,
      nullCount: 0,
      children: columns.map(({ data }) => data)
    })
  );
  return tableToIPC(new Table(schema, [batch]), 'stream');
}

const noRows: Column = {
  data: { int_col: [], real_col: [], str_col: [], arr_col: [] },
  nulls: []
};

function scalarData(info: ScalarType, column: Column, length: number): Data {
  const type = arrowType(info);
  const nulls = column.nulls;
  const validity = validityOf(nulls, length);
  const { int_col: ints, real_col: reals, str_col: texts } = column.data;
  // A null's slot holds a sentinel, which must not overflow the type.
  const int = (index: number): number =>
    nulls[index] ? 0 : Number(ints[index] ?? 0n);
  const bigint = (index: number): bigint =>
    nulls[index] ? 0n : (ints[index] ?? 0n);
  const real = (index: number): number =>
    nulls[index] ? 0 : (reals[index] ?? 0);
  const each = <T>(value: (index: number) => T): T[] =>
    Array.from({ length }, (_, index) => value(index));

  if (type instanceof Utf8) {
    return utf8Data(
      type,
      each(index => (nulls[index] ? '' : (texts[index] ?? ''))),
      validity
    );
  }
  if (type instanceof Decimal) {
    return make(type, decimalWords(each(real), info.scale));
  }
  if (type instanceof Float32 || type instanceof Float64) {
    return make(type, type.ArrayType.from(each(real)));
  }
  if (type instanceof DateDay) {
    return make(
      type,
      Int32Array.from(each(index => Math.floor(int(index) / SECONDS_A_DAY)))
    );
  }
  if (type instanceof Bool) {
    return make(type, bitsOf(each(index => int(index) !== 0)));
  }
  const is64Bit = type instanceof Int64 || (info.type as number) === TIMESTAMP;
  return is64Bit
    ? make(type, BigInt64Array.from(each(bigint)))
    : make(type, (type as Int32).ArrayType.from(each(int)));

  function make(dataType: DataType, data: ArrayBufferView): Data {
    return makeData({ type: dataType, length, ...validity, data } as never);
  }
}

function arrowType({ type, precision, scale }: ScalarType): DataType {
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
      // Texts, and geometry as WKT.
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

function listData(info: ScalarType, column: Column, length: number): Data {
  const lists = column.data.arr_col.slice(0, length);
  const offsets = new Int32Array(length + 1);
  const flat: Column = {
    data: { int_col: [], real_col: [], str_col: [], arr_col: [] },
    nulls: []
  };
  for (let index = 0; index < length; index++) {
    const list = column.nulls[index] ? undefined : lists[index];
    const count = list?.nulls.length ?? 0;
    offsets[index + 1] = offsets[index]! + count;
    for (let item = 0; item < count; item++) {
      flat.nulls.push(list!.nulls[item]!);
      flat.data.int_col.push(list!.data.int_col[item] ?? 0n);
      flat.data.real_col.push(list!.data.real_col[item] ?? 0);
      flat.data.str_col.push(list!.data.str_col[item] ?? '');
    }
  }
  const child = scalarData(info, flat, flat.nulls.length);
  return makeData({
    type: new List(new Field('item', child.type, true)),
    length,
    ...validityOf(column.nulls, length),
    valueOffsets: offsets,
    child
  });
}

type Validity = { nullCount: number; nullBitmap: Uint8Array | undefined };

function validityOf(nulls: boolean[], length: number): Validity {
  const valid = nulls.slice(0, length).map(isNull => !isNull);
  const nullCount = valid.filter(isValid => !isValid).length;
  return { nullCount, nullBitmap: nullCount ? bitsOf(valid) : undefined };
}

function bitsOf(values: boolean[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  let index = 0;
  for (const value of values) {
    bits[index >> 3]! |= (value ? 1 : 0) << (index & 7);
    index++;
  }
  return bits;
}

function utf8Data(type: Utf8, texts: string[], validity: Validity): Data {
  const offsets = new Int32Array(texts.length + 1);
  const parts: Buffer[] = [];
  let index = 0;
  for (const text of texts) {
    const bytes = Buffer.from(text);
    parts.push(bytes);
    offsets[index + 1] = offsets[index]! + bytes.length;
    index++;
  }
  return makeData({
    type,
    length: texts.length,
    ...validity,
    valueOffsets: offsets,
    data: Buffer.concat(parts)
  });
}

/** A DECIMAL arrives as a double; rounding it to its scale undoes what that did, up to 15 digits. */
function decimalWords(values: number[], scale: number): Uint32Array {
  const words = new Uint32Array(values.length * 4);
  const view = new BigInt64Array(words.buffer);
  let index = 0;
  for (const value of values) {
    const digits = unscaled(value, scale);
    view[2 * index] = BigInt.asIntN(64, digits);
    view[2 * index + 1] = digits >> 64n;
    index++;
  }
  return words;
}

function unscaled(value: number, scale: number): bigint {
  if (!Number.isFinite(value)) {
    return 0n;
  }
  // toFixed writes numbers of 1e21 and more with an exponent.
  return Math.abs(value) < 1e21
    ? BigInt(value.toFixed(scale).replace('.', ''))
    : BigInt(value) * 10n ** BigInt(scale);
}
