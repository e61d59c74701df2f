import { expect, test } from 'vitest';
import {
  hitColumns,
  hitDataOf,
  hitOfRow,
  hitText,
  selectedNames
} from '../../../../src/vega-picture/hit-values';
import type { VegaSpec } from '../../../../src/vega/vega-spec';

const spec: VegaSpec = {
  width: 10,
  height: 10,
  data: [
    {
      name: 'airports',
      sql: 'SELECT lon AS x, lat AS y, name FROM airports',
      enableHitTesting: true
    },
    { name: 'states', sql: 'SELECT rowid FROM states' }
  ],
  marks: [
    { type: 'polys', from: { data: 'states' }, properties: {} },
    {
      type: 'points',
      from: { data: 'airports' },
      properties: {
        x: { scale: 'x', field: 'x' },
        fillColor: { scale: 'c', field: 'elevation' },
        size: 3
      }
    }
  ]
};

test('the values are those of the query and of the marks, where the data allows the question', () => {
  expect(hitColumns(spec)).toEqual({
    airports: ['x', 'y', 'name', 'elevation']
  });
  expect(hitDataOf(spec)).toEqual([null, 'airports']);
});

test.each([
  ['SELECT * FROM t', []],
  ['SELECT a, t.b, "c d" FROM t', ['a', 'b', 'c d']],
  [
    'select conv_4326_900913_x(lon) as x, count(*) AS n, a + b FROM t GROUP BY 1',
    ['x', 'n']
  ],
  ['SELECT (SELECT MAX(a) FROM u) AS top, COUNT(*) n FROM t', ['top', 'n']],
  ['SELECT CASE WHEN a > 1 THEN 2 END AS k -- , no\n, b FROM t', ['k', 'b']],
  ['not SQL', []]
])('the named columns of %j are %j', (sql, names) => {
  expect(selectedNames(sql)).toEqual(names);
});

test('a row of the browser shows the same values, or all where none of them is there', () => {
  expect(hitOfRow(spec, 'airports', { x: 1, y: null, extra: 2 })).toEqual({
    data: 'airports',
    values: [
      { name: 'x', value: 1 },
      { name: 'y', value: null }
    ]
  });
  expect(hitOfRow(spec, 'airports', { other: [1, 2] }).values).toEqual([
    { name: 'other', value: '[1,2]' }
  ]);
  const sql = 'SELECT x, constructor FROM airports';
  const data = [{ name: 'airports', sql, enableHitTesting: true }];
  expect(hitOfRow({ ...spec, data }, 'airports', { x: 1 }).values).toEqual([
    { name: 'x', value: 1 }
  ]);
});

test.each([
  [null, 'NULL'],
  [0.1 + 0.2, '0.3'],
  [-8238310.2345678, '-8238310.23'],
  [true, 'true'],
  ['x'.repeat(100), `${'x'.repeat(60)}…`]
])('%j is shown as %s', (value, text) => {
  expect(hitText({ name: 'n', value })).toBe(text);
});
