/** The rows that scrolling is measured with: eight columns of every common kind. */
import {
  Bool,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType,
  type Vector
} from 'apache-arrow';

const NAMES = ['Oakland', 'San Francisco', 'Denver', 'Zürich', 'København'];
const BATCH_ROWS = 65_536;

const MILLION = 1_000_000;

/**
 * Rows in record batches, as the sidecar sends them. Every 17th distance is NULL. Several millions,
 * which must be whole ones, are the first million over and over.
 */
export function mixedTable(rowCount: number): Table {
  if (rowCount > MILLION) {
    const { schema, batches } = mixedTable(MILLION);
    const times = Array.from({ length: rowCount / MILLION }, () => batches);
    return new Table(schema, times.flat());
  }
  const city = vectorFromArray(NAMES, new Utf8());
  const types: DataType[] = [
    new Int64(),
    new Int32(),
    new Float64(),
    new TimestampMicrosecond(),
    new Bool(),
    new Dictionary(new Utf8(), new Int32(), 1),
    new Utf8(),
    new Int32()
  ];
  const names = [
    'id',
    'delay',
    'price',
    'departed',
    'late',
    'city',
    'note',
    'distance'
  ];
  const schema = new Schema(
    names.map((name, index) => new Field(name, types[index]!, true))
  );
  const batches: RecordBatch[] = [];
  for (let first = 0; first < rowCount; first += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rowCount - first);
    const children = columnsOf({ first, length, types, city });
    batches.push(
      new RecordBatch(
        schema,
        makeData({ type: new Struct(schema.fields), length, children })
      )
    );
  }
  return new Table(schema, batches);
}

function columnsOf({
  first,
  length,
  types,
  city
}: {
  first: number;
  length: number;
  types: DataType[];
  city: Vector;
}): Data[] {
  const fill = <T extends { [index: number]: unknown }>(
    array: T,
    value: (row: number) => T[number]
  ): T => {
    for (let i = 0; i < length; i++) {
      array[i] = value(first + i);
    }
    return array;
  };
  const notes = vectorFromArray(
    Array.from({ length }, (_, i) => `note ${first + i} of the day`),
    new Utf8()
  ).data[0]!;
  const bytes = Math.ceil(length / 8);
  const nullBitmap = new Uint8Array(bytes).map((_, byte) => {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) {
      bits |= (first + byte * 8 + bit) % 17 === 0 ? 0 : 1 << bit;
    }
    return bits;
  });
  const data = [
    fill(new BigInt64Array(length), row => 9_000_000_000_000n + BigInt(row)),
    fill(new Int32Array(length), row => ((row * 7919) % 400) - 100),
    fill(new Float64Array(length), row => ((row * 31) % 100_003) / 7),
    fill(
      new BigInt64Array(length),
      row => 1_700_000_000_000_000n + BigInt(row) * 1_234_567n
    ),
    new Uint8Array(bytes).map((_, byte) => (first + byte * 37) & 0xff),
    fill(new Int32Array(length), row => row % NAMES.length),
    null,
    fill(new Int32Array(length), row => (row * 13) % 5000)
  ];
  return types.map((type, index) => {
    const values = data[index];
    return values === null
      ? notes
      : makeData({
          type,
          length,
          data: values,
          ...(index === 5 && { dictionary: city }),
          ...(index === 7 && { nullBitmap })
        } as never);
  });
}
