import { expect, test } from 'vitest';
import { sourcesOf } from '../../../../src/vega/sources';

test('the queries of a specification are those of its tables with SQL, with their places', () => {
  expect(
    sourcesOf({
      width: 1,
      height: 1,
      data: [
        { name: 'own', values: [] },
        { name: 't', sql: 'SELECT 1' },
        { name: 'stats', source: 't' }
      ]
    })
  ).toEqual([{ name: 't', sql: 'SELECT 1', path: '/data/1/sql' }]);
  expect(sourcesOf({ width: 1, height: 1 })).toEqual([]);
});
