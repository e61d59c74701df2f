import { expect, test } from 'vitest';
import { sortedStatement } from '../../../../src/sql/sorted-statement';
import { statementKind } from '../../../../src/sql/statement-kind';

test.each([
  'SELECT 1',
  'with a as (select 1) select * from a',
  '(SELECT 1) UNION ALL (SELECT 2)',
  '( ( select 1 ) )',
  'VALUES (1), (2)',
  '-- why\nSELECT 1'
])('%j only reads', sql => {
  expect(statementKind(sql).isQuery).toBe(true);
});

test.each([
  'INSERT INTO t SELECT 1',
  'CREATE TABLE t AS SELECT 1',
  "COPY (SELECT 1) TO 'f'",
  'EXPLAIN SELECT 1',
  'SHOW TABLES',
  'selective',
  ''
])('%j is not taken for a query', sql => {
  expect(statementKind(sql).isQuery).toBe(false);
});

test('a query is sorted by the place of its column, whatever it is called', () => {
  expect(
    sortedStatement('SELECT a -- first\nFROM t', {
      column: 2,
      direction: 'ascending'
    })
  ).toBe(
    'SELECT * FROM (\nSELECT a -- first\nFROM t\n) ORDER BY 3 ASC NULLS LAST'
  );
});

test('a query is sorted with NULL as the greatest value, as HeavyDB does by itself', () => {
  expect(
    sortedStatement('SELECT a', { column: 0, direction: 'descending' })
  ).toMatch(/ORDER BY 1 DESC NULLS FIRST$/);
});

test('what is no query is not sorted', () => {
  expect(
    sortedStatement('SHOW TABLES', { column: 0, direction: 'ascending' })
  ).toBeNull();
});
