/** The columns of `sql_execute`, read in pieces of every size and cut at every byte. */
import { DataType, tableFromIPC, type Table } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { readBinaryColumns } from '../../../../server/thrift/binary/binary-columns';
import type {
  ColumnsAnswer,
  QueryAnswer,
  ThriftProtocol
} from '../../../../server/thrift/calls';
import type { IBudget } from '../../../../server/thrift/budget';
import {
  TColumn,
  TColumnData,
  TColumnType,
  TQueryResult,
  TRowSet,
  TTypeInfo
} from '../../../../server/thrift/generated/heavydb_types';
import { columnsFromJson } from '../../../../server/thrift/json/json-columns';
import { arrowFromColumns } from '../../../../server/arrow/arrow-from-columns';
import { int64 } from '../../../../sandbox/thrift/runtime.js';
import {
  inPieces,
  SEQUENCE,
  thriftReply,
  type ThriftReply
} from '../../../helpers/thrift-reply';

const [INT, BIGINT, DECIMAL, DOUBLE, TEXT, DATE, BOOL, TINYINT] = [
  1, 2, 4, 5, 6, 9, 10, 17
];
const [DAYS_INTERVAL, POINT, MULTIPOLYGON] = [11, 13, 16];
const endless: IBudget = { take: () => undefined };

type Given = {
  type: number;
  scale?: number;
  ints?: bigint[];
  reals?: number[];
  texts?: string[];
  lists?: TColumn[];
  nulls: boolean[];
};

const columnOf = ({ ints, reals, texts, lists, nulls }: Given): TColumn =>
  new TColumn({
    data: new TColumnData({
      int_col: (ints ?? []).map(value => int64(value)) as never,
      real_col: reals ?? [],
      str_col: texts ?? [],
      arr_col: lists ?? []
    }),
    nulls
  });

const GIVEN: Given[] = [
  { type: INT, ints: [1n, -2147483648n, -3n], nulls: [false, true, false] },
  {
    type: BIGINT,
    ints: [9007199254740993n, -9223372036854775808n, -1n],
    nulls: [false, true, false]
  },
  { type: TINYINT, ints: [-128n, 5n, -5n], nulls: [true, false, false] },
  { type: BOOL, ints: [1n, 0n, -128n], nulls: [false, false, true] },
  { type: DATE, ints: [-1n, 86_400n, 0n], nulls: [false, false, false] },
  { type: DOUBLE, reals: [0.1, -2.5, 1e300], nulls: [false, false, false] },
  {
    type: DECIMAL,
    reals: [-12345.67, 0.29, 1e17],
    nulls: [false, false, false]
  },
  {
    type: TEXT,
    texts: ['Zürich 🛫', '', 'x'.repeat(100)],
    nulls: [false, true, false]
  },
  {
    type: INT,
    lists: [
      columnOf({ type: INT, ints: [1n, 2n], nulls: [false, true] }),
      columnOf({ type: INT, nulls: [] }),
      columnOf({ type: INT, ints: [3n], nulls: [false] })
    ],
    nulls: [false, true, false]
  },
  {
    type: TEXT,
    lists: [
      columnOf({ type: TEXT, texts: [], nulls: [] }),
      columnOf({ type: TEXT, texts: ['a', 'b'], nulls: [false, false] }),
      columnOf({ type: TEXT, texts: [''], nulls: [true] })
    ],
    nulls: [false, false, false]
  }
];
const EXPECTED = [
  [1, null, -3],
  [9007199254740993n, null, -1n],
  [null, 5, -5],
  [true, false, null],
  [-1, 1, 0].map(days => days * 86_400_000),
  [0.1, -2.5, 1e300],
  ['-1234567', '29', '10000000000000000000'],
  ['Zürich 🛫', null, 'x'.repeat(100)],
  ['[1,null]', null, '[3]'],
  ['[]', '["a","b"]', '[null]']
];

const resultOf = (given: Given[]): TQueryResult =>
  new TQueryResult({
    row_set: new TRowSet({
      row_desc: given.map(
        ({ type, scale = type === DECIMAL ? 2 : 0, lists }, index) =>
          new TColumnType({
            col_name: `c${index}`,
            col_type: new TTypeInfo({
              type,
              encoding: 0,
              nullable: true,
              is_array: lists !== undefined,
              precision: 18,
              scale,
              comp_param: 0
            })
          } as never)
      ),
      rows: [],
      columns: given.map(columnOf),
      is_columnar: true
    }),
    execution_time_ms: int64(5),
    total_time_ms: int64(6),
    nonce: '',
    debug: '',
    success: true,
    query_type: 1
  });

const replyOf = (
  protocol: ThriftProtocol,
  given: Given[]
): Promise<ThriftReply> =>
  thriftReply({
    protocol,
    method: 'sql_execute',
    args: ['session', 'SELECT', true, '', -1, -1],
    answer: () => resultOf(given)
  });

const readBinary = (
  bytes: Buffer,
  { size = bytes.length, budget = endless } = {}
): Promise<ColumnsAnswer> =>
  readBinaryColumns({
    read: inPieces(bytes, size),
    expected: { method: 'sql_execute', sequence: SEQUENCE },
    budget
  });

async function tableOf({ columns }: ColumnsAnswer): Promise<Table> {
  return tableFromIPC(Buffer.concat(await arrowFromColumns(columns)));
}

/** Decimals as their digits, lists as JSON. */
const cells = (table: Table): unknown[][] =>
  table.schema.fields.map(({ type }, column) =>
    Array.from({ length: table.numRows }, (_, row) => {
      const value: unknown = table.getChildAt(column)?.get(row);
      if (value === null || typeof value !== 'object') {
        return value;
      }
      return DataType.isList(type)
        ? JSON.stringify(value)
        : (value as { toString(): string }).toString();
    })
  );

describe('columns', () => {
  test('over binary arrive exactly, in pieces of every size', async () => {
    const { bytes } = await replyOf('binary', GIVEN);
    for (let size = 1; size <= bytes.length; size += size < 40 ? 1 : 97) {
      const answer = await readBinary(bytes, { size });
      expect(answer).toMatchObject({ executionTimeMs: 5, queryType: 1 });
      expect(cells(await tableOf(answer))).toEqual(EXPECTED);
    }
  });

  test('over JSON arrive the same', async () => {
    const { bytes, decode } = await replyOf('json', GIVEN);
    const answer = columnsFromJson(decode(bytes) as QueryAnswer, endless);
    expect(answer).toMatchObject({ executionTimeMs: 5, queryType: 1 });
    expect(cells(await tableOf(answer))).toEqual(EXPECTED);
  });

  test('say their SQL types, and which decimals came as doubles', async () => {
    const types = [
      { type: DECIMAL, scale: 2 },
      { type: POINT, scale: 4326 },
      { type: MULTIPOLYGON },
      { type: DAYS_INTERVAL }
    ];
    const { bytes } = await replyOf(
      'binary',
      types.map(type => ({ ...type, nulls: [] }))
    );
    const { schema } = await tableOf(await readBinary(bytes));
    expect(schema.fields.map(({ metadata }) => [...metadata.values()])).toEqual(
      [
        ['DECIMAL(18,2)', 'DOUBLE'],
        ['GEOMETRY(POINT, 4326)'],
        ['GEOMETRY(MULTIPOLYGON)'],
        ['INTERVAL DAY TO SECOND']
      ]
    );
  });

  test('cut at any byte are an error', async () => {
    const { bytes } = await replyOf('binary', GIVEN);
    for (let length = 0; length < bytes.length; length++) {
      await expect(readBinary(bytes.subarray(0, length))).rejects.toThrow();
    }
  });

  test.each([
    ['values', { type: INT, ints: [1n], nulls: [false, false, false] }],
    ['null flags', { type: INT, ints: [1n, 2n, 3n], nulls: [false] }],
    ['rows', { type: INT, ints: [1n], nulls: [false] }]
  ])('of fewer %s than the others are an error', async (_what, column) => {
    const { bytes } = await replyOf('binary', [GIVEN[0]!, column]);
    await expect(readBinary(bytes)).rejects.toThrow(/column/);
  });

  test('of no rows keep their types', async () => {
    const empty = GIVEN.map(({ type, lists }) => ({
      type,
      ...(lists && { lists: [] }),
      nulls: []
    }));
    const table = await tableOf(
      await readBinary((await replyOf('binary', empty)).bytes)
    );
    expect(table.numRows).toBe(0);
    expect(table.numCols).toBe(GIVEN.length);
  });

  test('take no more memory than they may', async () => {
    const { bytes } = await replyOf('binary', GIVEN);
    let left = 100;
    const budget = {
      take: (count: number) => {
        left -= count;
        if (left < 0) {
          throw new RangeError('too much');
        }
      }
    };
    await expect(readBinary(bytes, { budget })).rejects.toThrow('too much');
  });
});
