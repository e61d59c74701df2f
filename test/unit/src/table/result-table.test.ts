import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Int32,
  Int64,
  List,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeSecond,
  TimestampMicrosecond,
  Utf8,
  makeData,
  tableToIPC,
  vectorFromArray,
  type Data
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { arrowWire } from '../../../../sandbox/arrow/wire';
import { columnType } from '../../../../sandbox/types/column-type';
import { MeasuredWidths } from '../../../../src/grid/measured-widths';
import { readTable } from '../../../../src/table/read-table';
import { ResultTable } from '../../../../src/table/result-table';

const batchesOf = (...batches: number[][]): Table => {
  const schema = new Schema([new Field('n', new Int32(), true)]);
  return new Table(
    schema,
    batches.map(values => {
      const child = vectorFromArray(values, new Int32()).data[0] as Data;
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
};

describe('a result', () => {
  test('is read across record batches', () => {
    const table = new ResultTable(batchesOf([1, 2], [3], [4, 5, 6]));
    const texts = Array.from({ length: table.rowCount }, (_, row) =>
      table.text(row, 0)
    );
    expect(texts).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('tells numbers, which stand right, from all else', () => {
    const table = new ResultTable(
      new Table({
        n: vectorFromArray([1], new Int32()),
        t: vectorFromArray(['a'])
      })
    );
    expect(table.columns.map(column => column.isNumeric)).toEqual([
      true,
      false
    ]);
  });

  test("knows what its columns hold, and SQL's name for it", () => {
    const table = new ResultTable(
      new Table(
        new Schema([
          new Field('a', new Int64()),
          new Field('b', new Decimal(2, 10, 64)),
          new Field('c', new TimestampMicrosecond()),
          new Field('d', new Dictionary(new Utf8(), new Int32())),
          new Field('e', new Bool()),
          new Field('f', new List(new Field('item', new Float32()))),
          new Field('g', new DateDay()),
          new Field('h', new TimeSecond())
        ])
      )
    );
    expect(table.columns.map(({ sqlType, kind }) => [sqlType, kind])).toEqual([
      ['BIGINT', 'number'],
      ['DECIMAL(10,2)', 'number'],
      ['TIMESTAMP(6)', 'time'],
      ['TEXT', 'text'],
      ['BOOLEAN', 'boolean'],
      ['FLOAT[]', 'other'],
      ['DATE', 'time'],
      ['TIME', 'time']
    ]);
  });

  test('reads rows in any order from many batches', () => {
    const table = new ResultTable(
      batchesOf(...Array.from({ length: 50 }, (_, i) => [2 * i, 2 * i + 1]))
    );
    const rows = [99, 0, 50, 51, 49, 98, 1];
    expect(rows.map(row => table.text(row, 0))).toEqual(rows.map(String));
  });

  test('keeps columns of the same name apart', () => {
    const schema = new Schema([
      new Field('x', new Int32()),
      new Field('x', new Int32())
    ]);
    const children = [[1], [2]].map(
      values => vectorFromArray(values, new Int32()).data[0] as Data
    );
    const data = makeData({
      type: new Struct(schema.fields),
      length: 1,
      children
    });
    const bytes = tableToIPC(
      new Table(schema, [new RecordBatch(schema, data)]),
      'stream'
    );
    const table = new ResultTable(readTable(bytes));
    expect([table.text(0, 0), table.text(0, 1)]).toEqual(['1', '2']);
  });

  test('keeps the types of columns of the same name, whole and cut', async () => {
    const bytes = await arrowWire(
      [
        { name: 'x', type: columnType('INT') },
        { name: 'x', type: columnType('BIGINT') },
        { name: 'x', type: columnType('STR', { encoding: 'DICT' }) },
        { name: 'x', type: columnType('STR', { encoding: 'DICT' }) }
      ],
      [
        {
          rowCount: 2,
          values: column =>
            [
              [1, 2],
              [3n, 4n],
              ['a', 'b'],
              ['c', 'd']
            ][column]!
        }
      ]
    );
    for (const more of [false, true]) {
      const arrow = readTable(bytes);
      const table = new ResultTable(more ? arrow.slice(0, 1) : arrow);
      expect(table.rowCount).toBe(more ? 1 : 2);
      expect(table.columns.map(({ sqlType }) => sqlType)).toEqual([
        'INTEGER',
        'BIGINT',
        'TEXT',
        'TEXT'
      ]);
      const texts = table.columns.map((_, column) => table.text(0, column));
      expect(texts).toEqual(['1', '3', 'a', 'c']);
    }
  });

  test('without rows has its columns all the same', () => {
    const bytes = tableToIPC(
      new Table(new Schema([new Field('n', new Int32())])),
      'stream'
    );
    const table = new ResultTable(readTable(bytes));
    expect([table.rowCount, table.columns[0]?.name]).toEqual([0, 'n']);
  });
});

describe('a column', () => {
  const measure = (text: string): number => text.length * 10;
  const widths = (name: string, ...values: string[]): readonly number[] =>
    new MeasuredWidths({
      rows: new ResultTable(new Table({ [name]: vectorFromArray(values) })),
      measure
    }).all;

  test('is as wide as its widest text', () => {
    expect(widths('c', 'abc', 'abcdefgh')).toEqual([98]);
  });

  test('is wide enough for its name', () => {
    expect(widths('a_long_name', 'x')[0]).toBeGreaterThan(110);
  });

  test('leaves room for the others however long its text', () => {
    expect(widths('c', 'x'.repeat(1000))).toEqual([360]);
  });
});
