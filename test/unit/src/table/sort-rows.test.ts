import {
  Bool,
  DateDay,
  Dictionary,
  Float64,
  Int16,
  Int32,
  Int64,
  List,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampNanosecond,
  Utf8,
  vectorFromArray,
  type DataType,
  type Data,
  Decimal
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { ResultTable } from '../../../../src/table/result-table';
import { sortRows, type SortDirection } from '../../../../src/table/sort-rows';

/** A table of one column, of one record batch for each list of values. */
function tableOf(type: DataType, ...batches: unknown[][]): Table {
  const schema = new Schema([new Field('c', type, true)]);
  return new Table(
    schema,
    batches.map(values => {
      const child = vectorFromArray(values as never[], type).data[0] as Data;
      return new RecordBatch(
        schema,
        makeData({
          type: new Struct(schema.fields),
          length: values.length,
          children: [child]
        })
      );
    })
  );
}

const sorted = (
  table: Table,
  direction: SortDirection = 'ascending'
): (string | null)[] => {
  const result = new ResultTable(table);
  return [...sortRows(table, { column: 0, direction })].map(row =>
    result.text(row, 0)
  );
};

describe('rows sorted by a column', () => {
  test('of 64-bit integers are exact, across record batches', () => {
    const table = tableOf(
      new Int64(),
      [9007199254740993n, -1n, 9007199254740992n],
      [-9223372036854775808n, 9223372036854775807n, 0n]
    );
    expect(sorted(table)).toEqual([
      '-9223372036854775808',
      '-1',
      '0',
      '9007199254740992',
      '9007199254740993',
      '9223372036854775807'
    ]);
  });

  test('of small integers and of floats are in the order of numbers', () => {
    expect(sorted(tableOf(new Int16(), [300, -2, 100, -300]))).toEqual([
      '-300',
      '-2',
      '100',
      '300'
    ]);
    expect(
      sorted(tableOf(new Float64(), [1.5, -1e300, NaN, -0.5, Infinity, 2e-300]))
    ).toEqual(['-1e+300', '-0.5', '2e-300', '1.5', 'Infinity', 'NaN']);
  });

  test('of decimals are in the order of numbers', () => {
    const type = new Decimal(2, 38, 128);
    const words = (value: bigint): number[] =>
      [0n, 32n, 64n, 96n].map(shift =>
        Number(BigInt.asUintN(32, value >> shift))
      );
    const values = [1050n, -1n, -(10n ** 30n), 10n ** 30n];
    const data = makeData({
      type,
      length: values.length,
      data: Uint32Array.from(values.flatMap(words))
    });
    const schema = new Schema([new Field('c', type)]);
    const table = new Table(schema, [
      new RecordBatch(
        schema,
        makeData({
          type: new Struct(schema.fields),
          length: values.length,
          children: [data]
        })
      )
    ]);
    expect([...sortRows(table, { column: 0, direction: 'ascending' })]).toEqual(
      [2, 1, 0, 3]
    );
  });

  test('of timestamps are exact to the nanosecond, also before 1970', () => {
    const type = new TimestampNanosecond();
    const values = BigInt64Array.from([
      5n,
      -5n,
      4n,
      1_700_000_000_000_000_001n
    ]);
    const data = makeData({ type, length: 4, data: values });
    const schema = new Schema([new Field('c', type)]);
    const table = new Table(schema, [
      new RecordBatch(
        schema,
        makeData({
          type: new Struct(schema.fields),
          length: 4,
          children: [data]
        })
      )
    ]);
    expect([...sortRows(table, { column: 0, direction: 'ascending' })]).toEqual(
      [1, 2, 0, 3]
    );
  });

  test.each([
    ['plain', new Utf8()],
    ['dictionary', new Dictionary(new Utf8(), new Int32())]
  ])('of %s text are in the order of code points', (_, type) => {
    const texts = [
      'b',
      'B',
      'ä',
      '',
      'same beginning 2',
      'same beginning 10',
      '\u{1F600}',
      '\uFFFD'
    ];
    expect(sorted(tableOf(type, texts.slice(0, 4), texts.slice(4)))).toEqual([
      '',
      'B',
      'b',
      'same beginning 10',
      'same beginning 2',
      'ä',
      '\uFFFD',
      '\u{1F600}'
    ]);
  });

  test('of booleans and dates, too', () => {
    expect(sorted(tableOf(new Bool(), [true, false, true]))).toEqual([
      'false',
      'true',
      'true'
    ]);
    const days = [new Date('2026-01-02'), new Date('1969-12-31')];
    expect(sorted(tableOf(new DateDay(), days))).toEqual([
      '1969-12-31',
      '2026-01-02'
    ]);
  });

  test('of arrays are in the order of their text', () => {
    const type = new List(new Field('item', new Int32()));
    expect(sorted(tableOf(type, [[2], [1, 5], [1]]))).toEqual([
      '[1, 5]',
      '[1]',
      '[2]'
    ]);
  });

  test('have NULL last when ascending, and first when descending', () => {
    const table = tableOf(new Int32(), [null, 2, null, 1]);
    expect(sorted(table)).toEqual(['1', '2', null, null]);
    expect(sorted(table, 'descending')).toEqual([null, null, '2', '1']);
  });

  test('that are the same stay in the order they came in, both ways', () => {
    for (const type of [new Int32(), new Utf8()]) {
      const values = [1, 2, 1, 2, 1].map(value =>
        type instanceof Utf8 ? `a longer text ${value}` : value
      );
      const table = tableOf(type, values);
      const order = (direction: SortDirection): number[] => [
        ...sortRows(table, { column: 0, direction })
      ];
      expect(order('ascending')).toEqual([0, 2, 4, 1, 3]);
      expect(order('descending')).toEqual([1, 3, 0, 2, 4]);
    }
  });

  test('of no rows are none', () => {
    expect(
      sorted(new Table(new Schema([new Field('c', new Int32())])))
    ).toEqual([]);
  });
});
