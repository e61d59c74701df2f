/** The row at a pixel, from the bytes of the database to the values that people read. */
import { describe, expect, test } from 'vitest';
import { int64 } from '../../../../sandbox/thrift/runtime.js';
import {
  TColumn,
  TColumnData
} from '../../../../server/thrift/generated/heavydb_types.js';
import { pixelHit } from '../../../../server/renders/pixel-hit';
import type {
  PixelAnswer,
  RenderAnswer
} from '../../../../server/thrift/calls';
import { thriftReply } from '../../../helpers/thrift-reply';

type Value = { int?: bigint; real?: number; str?: string; arr?: object };

/** A column of one row. */
function column(
  name: string,
  type: object,
  { int, real, str, arr }: Value,
  isNull = false
) {
  return {
    type: {
      col_name: name,
      col_type: { nullable: true, is_array: false, precision: 0, ...type }
    },
    column: {
      data: {
        int_col: int === undefined ? [] : [int64(int)],
        real_col: real === undefined ? [] : [real],
        str_col: str === undefined ? [] : [str],
        arr_col: arr === undefined ? [] : [arr]
      },
      nulls: [isNull]
    }
  };
}

const COLUMNS: [unknown, ReturnType<typeof column>][] = [
  [-42, column('SMALLINT', { type: 0 }, { int: -42n })],
  [
    '9007199254740993',
    column('BIGINT', { type: 2 }, { int: 9007199254740993n })
  ],
  [0.25, column('FLOAT', { type: 3 }, { real: 0.25 })],
  [
    12.34,
    column('DECIMAL', { type: 4, precision: 6, scale: 2 }, { real: 12.34 })
  ],
  ['NaN', column('DOUBLE', { type: 5 }, { real: NaN })],
  ['Zürich', column('TEXT', { type: 6 }, { str: 'Zürich' })],
  ['08:15:30', column('TIME', { type: 7 }, { int: 29730n })],
  [
    '1969-12-31 23:59:59.999',
    column('TIMESTAMP(3)', { type: 8, precision: 3 }, { int: -1n })
  ],
  ...[2 ** 31 - 1, 9].map((precision): (typeof COLUMNS)[number] => [
    '1970-01-01 00:00:00.000000001',
    column(`TIMESTAMP(${precision})`, { type: 8, precision }, { int: 1n })
  ]),
  [
    '2026-11-29 08:15:30',
    column('TIMESTAMP', { type: 8 }, { int: 1795940130n })
  ],
  ['2026-11-29', column('DATE', { type: 9 }, { int: 1795910400n })],
  [true, column('BOOLEAN', { type: 10 }, { int: 1n })],
  ['POINT (1 2)', column('POINT', { type: 13 }, { str: 'POINT (1 2)' })],
  [null, column('a null', { type: 1 }, { int: -2147483648n }, true)],
  [
    '{1, NULL, 3}',
    column(
      'an array',
      { type: 1, is_array: true },
      {
        arr: new TColumn({
          data: new TColumnData({
            int_col: [1, 0, 3].map(int64),
            ...{ real_col: [], str_col: [], arr_col: [] }
          }),
          nulls: [false, true, false]
        })
      }
    )
  ]
];

const hitOf = async (
  protocol: 'json' | 'binary',
  answer: object
): Promise<ReturnType<typeof pixelHit>> => {
  const { bytes, decode } = await thriftReply({
    ...{ protocol, method: 'get_result_row_for_pixel' },
    args: ['s', 1, { x: 1, y: 2 }, { t: ['a', 'b'] }, true, 3, ''],
    answer: () => answer
  });
  return pixelHit(decode(bytes) as PixelAnswer);
};

describe.each(['json', 'binary'] as const)('in %s', protocol => {
  test('the row has every value in its own form', async () => {
    const hit = await hitOf(protocol, {
      pixel: { x: int64(1), y: int64(2) },
      vega_table_name: 'airports',
      table_id: [int64(5)],
      row_id: [int64(77)],
      row_set: {
        row_desc: COLUMNS.map(([, { type }]) => type),
        rows: [],
        columns: COLUMNS.map(([, item]) => item.column),
        is_columnar: true
      },
      nonce: ''
    });
    expect(hit).toEqual({
      ...{ data: 'airports', rowId: 77 },
      values: COLUMNS.map(([value, { type }]) => ({
        name: type.col_name,
        value
      }))
    });
  });

  test.each([
    ['no row ID', []],
    ['the row ID -1', [int64(-1)]]
  ])('%s is no hit', async (_, row_id) => {
    const answer = { vega_table_name: '', table_id: [], row_id, nonce: '' };
    expect(await hitOf(protocol, answer)).toBeNull();
  });

  test('a picture arrives byte for byte', async () => {
    const image = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const { bytes, decode } = await thriftReply({
      ...{ protocol, method: 'render_vega', args: ['s', 1, '{}', -1, ''] },
      answer: () => ({
        ...{ image, nonce: '', vega_metadata: '{}' },
        execution_time_ms: int64(1),
        render_time_ms: int64(2),
        total_time_ms: int64(3)
      })
    });
    const answer = decode(bytes) as RenderAnswer;
    expect(answer.image.equals(image)).toBe(true);
    expect(answer).toMatchObject({
      execution_time_ms: 1n,
      render_time_ms: 2n,
      vega_metadata: '{}'
    });
  });
});
