import {
  Decimal,
  makeData,
  RecordBatch,
  Schema,
  Field,
  Struct,
  Table,
  tableFromArrays,
  vectorFromArray,
  TimestampMicrosecond,
  TimeSecond,
  Int64,
  Utf8
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import {
  MAX_GROUPS,
  MAX_POINTS,
  pointsOf,
  type AggregateOptions
} from '../../../../src/chart/aggregate';
import { altairCell } from '../../../../src/chart/altair-cell';
import {
  carriedOver,
  defaultOptions
} from '../../../../src/chart/chart-options';
import { columnReader } from '../../../../src/chart/column-values';
import { noticesOf } from '../../../../src/chart/notices';
import { vegaSpec, type JsonObject } from '../../../../src/chart/vega-spec';
import type { ResultColumn } from '../../../../src/table/column';
import { ResultTable } from '../../../../src/table/result-table';
import { emptyReply, trans } from '../../../helpers/fake-connection';

const column = (
  name: string,
  kind: ResultColumn['kind'],
  sqlType = ''
): ResultColumn => ({
  name,
  kind,
  sqlType,
  type: '',
  isNumeric: kind === 'number',
  isSentAsDouble: false
});

const when = column('when', 'time');
const who = column('who', 'text');
const price = column('price', 'number');
const size = column('size', 'number');
const area = column('area', 'other');

describe('what is charted at first', () => {
  test.each([
    ['time and number: a line', [who, price, when], 9, 'line', 2, 1, 'none'],
    ['text and number: bars', [price, who], 9, 'bar', 1, 0, 'none'],
    ['two numbers: points', [price, size], 900, 'point', 0, 1, 'none'],
    ['text alone: counted', [area, who], 9, 'bar', 1, null, 'count'],
    ['many rows: their mean', [who, price], 900, 'bar', 0, 1, 'mean']
  ] as const)('%s', (_, columns, rows, mark, x, y, aggregate) => {
    expect(defaultOptions(columns, rows)).toEqual({ mark, x, y, aggregate });
  });

  test('is nothing where no axis can show a column', () => {
    expect(defaultOptions([area], 9)).toBeNull();
    expect(defaultOptions([], 0)).toBeNull();
  });

  test('is what was chosen before, where the columns are there still', () => {
    const choice = {
      mark: 'area',
      x: 0,
      y: 1,
      aggregate: 'max'
    } as const;
    const carry = (after: ResultColumn[]): unknown =>
      carriedOver({ before: [when, price], choice, after, rowCount: 9 });
    expect(carry([who, price, when])).toEqual({ ...choice, x: 2, y: 1 });
    expect(carry([who, size])).toMatchObject({ mark: 'bar' });
  });
});

describe('the values of a column', () => {
  test('are numbers, texts, and times in milliseconds, exact or not', () => {
    const arrow = new Table({
      big: vectorFromArray([9007199254740993n, null], new Int64()),
      at: vectorFromArray(
        [new Date('2001-02-03T04:05:06.789Z'), null],
        new TimestampMicrosecond()
      ),
      clock: vectorFromArray([3661, null], new TimeSecond()),
      text: vectorFromArray(['a', null], new Utf8())
    });
    const table = new ResultTable(arrow);
    expect([0, 1, 2, 3].map(index => columnReader(table, index)(0))).toEqual([
      9007199254740992,
      Date.parse('2001-02-03T04:05:06.789Z'),
      3_661_000,
      'a'
    ]);
    expect([0, 1, 2, 3].map(index => columnReader(table, index)(1))).toEqual([
      null,
      null,
      null,
      null
    ]);
  });

  test('are decimals with their point, and no infinities', () => {
    const type = new Decimal(2, 10, 128);
    const field = new Field('d', type, true);
    const data = makeData({
      type: new Struct([field]),
      length: 1,
      children: [
        makeData({
          type,
          length: 1,
          nullCount: 0,
          data: new Uint32Array([12345, 0, 0, 0])
        })
      ]
    });
    const decimal = new ResultTable(
      new Table([new RecordBatch(new Schema([field]), data)])
    );
    expect(columnReader(decimal, 0)(0)).toBe(123.45);
    const floats = new ResultTable(
      tableFromArrays({ f: new Float64Array([Infinity, NaN, 1]) })
    );
    expect([0, 1, 2].map(columnReader(floats, 0))).toEqual([null, null, 1]);
  });
});

const points = (
  rows: [string | number | null, number | null][],
  options: Partial<AggregateOptions> = {}
): ReturnType<typeof pointsOf> =>
  pointsOf({
    rowCount: rows.length,
    x: row => rows[row]?.[0] ?? null,
    xKind: 'text',
    y: row => rows[row]?.[1] ?? null,
    aggregate: 'none',
    ...options
  });

const ROWS: [string, number | null][] = [
  ['a', 1],
  ['b', 5],
  ['a', 3],
  ['b', null]
];

describe('the points of a chart', () => {
  test.each([
    [
      'sum',
      [
        ['b', 5],
        ['a', 4]
      ]
    ],
    [
      'mean',
      [
        ['b', 5],
        ['a', 2]
      ]
    ],
    [
      'min',
      [
        ['b', 5],
        ['a', 1]
      ]
    ],
    [
      'max',
      [
        ['b', 5],
        ['a', 3]
      ]
    ],
    [
      'count',
      [
        ['a', 2],
        ['b', 1]
      ]
    ]
  ] as const)(
    'are the %s of each value, the largest first',
    (aggregate, wanted) => {
      const made = points(ROWS, { aggregate });
      expect(made.points.map(({ x, y }) => [x, y])).toEqual(wanted);
      expect(made.skipped).toBe(1);
    }
  );

  test('count rows where there is no y', () => {
    const made = points(ROWS, { aggregate: 'count', y: null });
    expect(made.points.map(({ y }) => y)).toEqual([2, 2]);
    expect(made.skipped).toBe(0);
  });

  test('are a sample of too many rows, from first to last, and say so', () => {
    const rows = Array.from({ length: 12_000 }, (_, n): [number, number] => [
      n,
      n
    ]);
    const made = points(rows, { xKind: 'number' });
    expect(made.points).toHaveLength(MAX_POINTS);
    expect(made.sampledFrom).toBe(12_000);
    expect(made.points.at(-1)?.x).toBeGreaterThan(11_990);
  });

  test('use every row where they are put together', () => {
    const rows = Array.from({ length: 50_000 }, (_, n): [string, number] => [
      n % 2 ? 'odd' : 'even',
      1
    ]);
    expect(points(rows, { aggregate: 'sum' }).points.map(({ y }) => y)).toEqual(
      [25_000, 25_000]
    );
  });

  test('are the largest of too many values, and say so', () => {
    const rows = Array.from({ length: 80 }, (_, n): [string, number] => [
      String(n),
      n
    ]);
    const made = points(rows, { aggregate: 'sum' });
    expect(made.points).toHaveLength(MAX_GROUPS);
    expect(made.points[0]?.x).toBe('79');
    expect(made.cutFrom).toBe(80);
  });

  test('are round bins of many numbers', () => {
    const rows = Array.from({ length: 1000 }, (_, n): [number, number] => [
      n / 10 - 20,
      1
    ]);
    const made = points(rows, { aggregate: 'count', xKind: 'number' });
    expect(made.binWidth).toBe(5);
    expect(made.points[0]).toEqual({ x: -20, x2: -15, y: 50 });
    expect(made.points).toHaveLength(20);
  });

  test('are days of a year of times, in UTC', () => {
    const start = Date.parse('2020-01-01T00:00:00Z');
    const rows = Array.from({ length: 365 * 4 }, (_, n): [number, number] => [
      start + n * 6 * 36e5,
      1
    ]);
    const made = points(rows, { aggregate: 'sum', xKind: 'time' });
    expect(made.timeUnit).toBe('day');
    expect(made.points[1]).toEqual({ x: start + 864e5, y: 4 });
  });

  test('are months of decades of times', () => {
    const start = Date.parse('1990-01-15T00:00:00Z');
    const rows = Array.from({ length: 9000 }, (_, n): [number, number] => [
      start + n * 864e5,
      1
    ]);
    const made = points(rows, { aggregate: 'sum', xKind: 'time' });
    expect(made.timeUnit).toBe('month');
    expect(made.points[0]).toEqual({ x: Date.parse('1990-01-01'), y: 17 });
  });
});

const theme = {
  text: '#111',
  mutedText: '#222',
  line: '#333',
  mark: '#444',
  font: 'f',
  fontSize: 13
};

describe('the specification of a chart', () => {
  const spec = (
    columns: ResultColumn[],
    made: ReturnType<typeof pointsOf>,
    mark: 'bar' | 'line' = 'bar'
  ): { encoding: Record<string, JsonObject>; data: unknown } =>
    vegaSpec({
      columns,
      choice: { mark, x: 0, y: 1, aggregate: 'mean' },
      points: made,
      theme,
      width: 400,
      height: 300
    }) as { encoding: Record<string, JsonObject>; data: unknown };

  test('names the axes, whatever characters the names have', () => {
    const { encoding } = spec(
      [column('a.b[0]', 'text'), column('EXPR$0', 'number')],
      points(ROWS)
    );
    expect(encoding['x']).toMatchObject({ field: 'x', title: 'a.b[0]' });
    expect(encoding['y']).toMatchObject({
      field: 'y',
      title: 'Mean of EXPR$0'
    });
  });

  test('keeps times in UTC, as the database has them', () => {
    const { encoding } = spec([when, price], points(ROWS), 'line');
    expect(encoding['x']).toMatchObject({
      type: 'temporal',
      scale: { type: 'utc' }
    });
  });

  test('holds its data, and points to nothing outside', () => {
    expect(spec([who, price], points(ROWS)).data).toEqual({
      values: points(ROWS).points
    });
  });
});

describe('the notices of a chart', () => {
  test('tell what a reader would not see', () => {
    const rows = Array.from({ length: 80 }, (_, n): [string, number | null] => [
      String(n),
      n || null
    ]);
    const result = {
      summary: { ...emptyReply.summary, more: true },
      table: new ResultTable(tableFromArrays({ a: new Int32Array(80) }))
    };
    const notices = noticesOf(
      {
        points: points(rows, { aggregate: 'sum' }),
        result,
        isPrevious: true
      },
      trans
    );
    expect(notices).toEqual([
      'This chart shows an earlier result. The editor shows no rows now.',
      'Only the first 80 rows are charted. The query has more.',
      'The 50 largest of 79 values.',
      '1 row without a value is not shown.'
    ]);
  });
});

describe('the Altair cell', () => {
  const cell = altairCell({
    columns: [column('a "b"', 'text'), price],
    choice: { mark: 'bar', x: 0, y: 1, aggregate: 'mean' },
    points: { binWidth: null, timeUnit: null },
    names: { df: 'df_2', data: 'data_2' }
  });

  test('groups by pandas and names columns by Python literals', () => {
    expect(cell).toContain('df_2["a \\"b\\""]');
    expect(cell).toContain(
      'data_2 = data_2.groupby("x", as_index=False)["y"].mean()'
    );
    expect(cell).toContain('title="Mean of price"');
  });

  test('has JupyterLab draw it, which needs no internet', () => {
    expect(cell).toContain('alt.renderers.enable("omnisci")');
  });
});
