import {
  Bool,
  DateDay,
  Decimal,
  Float32,
  Float64,
  Int64,
  List,
  TimeUnit,
  TimestampMicrosecond,
  TimestampNanosecond,
  TimeSecond,
  Utf8,
  vectorFromArray,
  Field,
  makeData,
  Vector,
  type Data,
  type DataType
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDecimal,
  formatTimeOfDay,
  formatTimestamp,
  textReader
} from '../../../../src/table/format-value';

const texts = (vector: Vector): (string | null)[] =>
  vector.data.flatMap((data: Data) => {
    const read = textReader(data);
    return Array.from({ length: data.length }, (_, row) => read(row));
  });

const column = (values: unknown[], type: DataType): (string | null)[] =>
  texts(vectorFromArray(values, type));

describe('dates', () => {
  test.each([
    [0, '1970-01-01'],
    [-1, '1969-12-31'],
    [11_016, '2000-02-29'],
    [20_780, '2026-11-23'],
    [-719_162, '0001-01-01'],
    [2_932_896, '9999-12-31'],
    [2_932_897, '10000-01-01']
  ])('day %i is %s', (day, text) => {
    expect(formatDay(day)).toBe(text);
  });
});

describe('times', () => {
  test('before 1970 count backwards', () => {
    expect(formatTimestamp(-1n, TimeUnit.SECOND)).toBe('1969-12-31 23:59:59');
    expect(formatTimestamp(-1n, TimeUnit.NANOSECOND)).toBe(
      '1969-12-31 23:59:59.999999999'
    );
  });

  test('show as many decimals as their precision has', () => {
    expect(formatTimestamp(1_500n, TimeUnit.MILLISECOND)).toBe(
      '1970-01-01 00:00:01.500'
    );
    expect(formatTimeOfDay(86_399n, TimeUnit.SECOND)).toBe('23:59:59');
  });
});

describe('decimals', () => {
  test.each([
    [12_345n, 2, '123.45'],
    [-5n, 2, '-0.05'],
    [0n, 3, '0.000'],
    [7n, 0, '7']
  ])('%s at scale %i is %s', (unscaled, scale, text) => {
    expect(formatDecimal(unscaled, scale)).toBe(text);
  });
});

describe('a column', () => {
  test('of 64-bit integers keeps every digit', () => {
    expect(
      column(
        [9_007_199_254_740_993n, null, -9_223_372_036_854_775_808n],
        new Int64()
      )
    ).toEqual(['9007199254740993', null, '-9223372036854775808']);
  });

  test('of timestamps keeps every digit', () => {
    const micro = makeData({
      type: new TimestampMicrosecond(),
      length: 1,
      data: new BigInt64Array([1_700_000_000_123_457n])
    });
    expect(texts(new Vector([micro]))).toEqual(['2023-11-14 22:13:20.123457']);
    const nano = makeData({
      type: new TimestampNanosecond(),
      length: 1,
      data: new BigInt64Array([1_700_000_000_123_456_789n])
    });
    expect(texts(new Vector([nano]))).toEqual([
      '2023-11-14 22:13:20.123456789'
    ]);
  });

  test('of decimals keeps sign and scale', () => {
    const data = new Uint32Array([
      12_345, 0, 0, 0, 0xffff_fffb, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff
    ]);
    const decimals = makeData({ type: new Decimal(2, 10), length: 2, data });
    expect(texts(new Vector([decimals]))).toEqual(['123.45', '-0.05']);
  });

  test('of floats shows the shortest number that is the same float', () => {
    expect(column([0.1, 16_777_216, -1e-10], new Float32())).toEqual([
      '0.1',
      '16777216',
      '-1e-10'
    ]);
    expect(column([0.1 + 0.2], new Float64())).toEqual(['0.30000000000000004']);
    for (const type of [new Float32(), new Float64()]) {
      expect(column([-0, 0, NaN, -Infinity], type)).toEqual([
        '-0',
        '0',
        'NaN',
        '-Infinity'
      ]);
    }
  });

  test('of booleans reads its bits, nulls among them', () => {
    const bits = [
      true,
      false,
      null,
      true,
      false,
      false,
      true,
      true,
      null,
      true
    ];
    expect(column(bits, new Bool())).toEqual(
      bits.map(bit => (bit === null ? null : String(bit)))
    );
  });

  test('of days, times and text', () => {
    const days = makeData({
      type: new DateDay(),
      length: 1,
      data: new Int32Array([20_780])
    });
    expect(texts(new Vector([days]))).toEqual(['2026-11-23']);
    const times = makeData({
      type: new TimeSecond(),
      length: 1,
      data: new Int32Array([3661])
    });
    expect(texts(new Vector([times]))).toEqual(['01:01:01']);
    expect(column(['a', '', null, '東京'], new Utf8())).toEqual([
      'a',
      '',
      null,
      '東京'
    ]);
    expect(texts(vectorFromArray(['x', 'y', null, 'x']))).toEqual([
      'x',
      'y',
      null,
      'x'
    ]);
  });

  test('of lists shows their elements, nulls among them', () => {
    const list = new List(new Field('item', new Int64(), true));
    expect(column([[1n, null, 3n], [], null], list)).toEqual([
      '[1, null, 3]',
      '[]',
      null
    ]);
  });

  test('of arrays is JSON, so that no text is taken for two, or for NULL', () => {
    const texts = new List(new Field('item', new Utf8(), true));
    const arrays = [
      ['x, y', 'z'],
      ['NULL', null, 'null', ''],
      ['"', '\n', '😀']
    ];
    const written = column(arrays, texts);
    expect(written[0]).toBe('["x, y", "z"]');
    expect(written.map(text => JSON.parse(text ?? '') as unknown)).toEqual(
      arrays
    );
    const flags = new List(new Field('item', new Bool(), true));
    expect(column([[true, null]], flags)).toEqual(['[true, null]']);
    const days = new List(new Field('item', new DateDay(), true));
    expect(column([[new Date('2026-11-23'), null]], days)).toEqual([
      '["2026-11-23", null]'
    ]);
    const doubles = new List(new Field('item', new Float64(), true));
    expect(column([[-0, NaN, 0.1]], doubles)).toEqual(['[-0, NaN, 0.1]']);
  });
});
