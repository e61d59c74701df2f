/** A table with one column of every type of a result, in two record batches. */
import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
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
  TimeSecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Utf8,
  vectorFromArray,
  type Data,
  type DataType
} from 'apache-arrow';

/** Bits, first row lowest: the third row is NULL in every column. */
const VALID = Uint8Array.of(0b1011);
const ROWS = 4;

const fixed = (type: DataType, data: ArrayBufferView): Data =>
  makeData({
    type,
    length: ROWS,
    nullCount: 1,
    nullBitmap: VALID,
    data
  } as never);

/** Two's complement in 128 bits, little-endian. */
const words128 = (values: bigint[]): Uint32Array => {
  const words = BigInt64Array.from(
    values.flatMap(value => [BigInt.asIntN(64, value), value >> 64n])
  );
  return new Uint32Array(words.buffer);
};

const MICRO = 1_000_000n;
/** 2024-02-29 12:34:56, 1969-12-31 23:59:59, NULL, 9999-12-31 23:59:59 */
const SECONDS = [1_709_210_096n, -1n, 0n, 253_402_300_799n];

const ints = BigInt64Array.of(
  9_223_372_036_854_775_807n,
  -9_223_372_036_854_775_807n,
  0n,
  9_007_199_254_740_993n
);

const texts = ['=1+1', '', null, 'a "b", c\nd'];
const origins = ['SFO', '@home', null, 'SFO'];

const columns = (): Record<string, Data> => ({
  tiny: fixed(new Int8(), Int8Array.of(127, -127, 0, -1)),
  small: fixed(new Int16(), Int16Array.of(32_767, -32_767, 0, 1)),
  int: fixed(new Int32(), Int32Array.of(2_147_483_647, -2_147_483_647, 0, 1)),
  big: fixed(new Int64(), ints),
  float: fixed(new Float32(), Float32Array.of(0.1, -1e30, 0, 16_777_216)),
  double: fixed(new Float64(), Float64Array.of(0.1, -1e300, 0, Infinity)),
  yes: fixed(new Bool(), Uint8Array.of(0b0101)),
  text: vectorFromArray(texts, new Utf8()).data[0]!,
  origin: vectorFromArray(origins, new Dictionary(new Utf8(), new Int32()))
    .data[0]!,
  price: fixed(new Decimal(2, 10, 128), words128([12_345n, -1n, 0n, 0n])),
  huge: fixed(
    new Decimal(4, 30, 128),
    words128([10n ** 29n + 1n, -(10n ** 29n) - 1n, 0n, 1n])
  ),
  day: fixed(new DateDay(), Int32Array.of(19_782, -1, 0, 2_932_896)),
  clock: fixed(new TimeSecond(), Int32Array.of(0, 86_399, 0, 45_296)),
  at_s: fixed(new TimestampSecond(), BigInt64Array.from(SECONDS)),
  at_ms: fixed(
    new TimestampMillisecond(),
    BigInt64Array.from(SECONDS, second => second * 1000n + 7n)
  ),
  at_us: fixed(
    new TimestampMicrosecond(),
    BigInt64Array.from(SECONDS, second => second * MICRO + 123_456n)
  ),
  // Nanoseconds end in 2262.
  at_ns: fixed(
    new TimestampNanosecond(),
    BigInt64Array.of(SECONDS[0]! * 1000n * MICRO + 123_456_789n, -1n, 0n, 1n)
  ),
  list: makeData({
    type: new List(new Field('item', new Int64(), true)),
    length: ROWS,
    nullCount: 1,
    nullBitmap: VALID,
    valueOffsets: Int32Array.of(0, 3, 3, 3, 4),
    child: makeData({
      type: new Int64(),
      length: 4,
      nullCount: 1,
      nullBitmap: Uint8Array.of(0b1101),
      data: BigInt64Array.of(1n, 0n, ints[0]!, -5n)
    })
  }),
  words: vectorFromArray(
    [['a', null], [], null, ['b,c']],
    new List(new Field('item', new Utf8(), true))
  ).data[0]!,
  place: vectorFromArray(
    ['POINT (1 2)', 'POINT (-122.4 37.8)', null, 'LINESTRING (0 0, 1 1)'],
    new Utf8()
  ).data[0]!
});

export function everyType(): Table {
  const children = columns();
  const schema = new Schema(
    Object.entries(children).map(
      ([name, { type }]) => new Field(name, type, true)
    )
  );
  const batch = (): RecordBatch =>
    new RecordBatch(
      schema,
      makeData({
        type: new Struct(schema.fields),
        length: ROWS,
        nullCount: 0,
        children: Object.values(children)
      })
    );
  return new Table(schema, [batch(), batch().slice(1, 4)]);
}

/** The rows of {@link everyType}, as indices into its first batch. */
export const EVERY_TYPE_ROWS = [0, 1, 2, 3, 1, 2, 3];
