import { expect, test } from 'vitest';
import { rewriteQuery } from '../../../../sandbox/dialect/rewrite.js';

test.each([
  ['SELECT a FROM t', 'SELECT a FROM t'],
  ['SELECT a b, t.c AS d, "e" FROM t', 'SELECT a b, t.c AS d, "e" FROM t'],
  ['SELECT a + 1 FROM t', 'SELECT a + 1 AS "EXPR$0" FROM t'],
  [
    'SELECT t.*, CASE WHEN a THEN 1 ELSE b END FROM t',
    'SELECT t.*, CASE WHEN a THEN 1 ELSE b END AS "EXPR$1" FROM t'
  ],
  ["SELECT DATE '2001-01-01'", 'SELECT DATE \'2001-01-01\' AS "EXPR$0"'],
  ['SELECT a IS NULL FROM t', 'SELECT a IS NULL AS "EXPR$0" FROM t'],
  [
    'SELECT * FROM (SELECT MAX(a) FROM t) WHERE x IN (SELECT b FROM u)',
    'SELECT * FROM (SELECT MAX(a) AS "EXPR$0" FROM t) WHERE x IN (SELECT b FROM u)'
  ],
  [
    'WITH c AS (SELECT 1 AS x) SELECT x FROM c UNION ALL SELECT 2',
    'WITH c AS (SELECT 1 AS x) SELECT x FROM c UNION ALL SELECT 2 AS "EXPR$0"'
  ],
  [
    'SELECT COUNT(*) n FROM t HAVING COUNT(DISTINCT a) > 1',
    'SELECT CAST(COUNT(*) AS INTEGER) n FROM t HAVING CAST(COUNT(DISTINCT a) AS INTEGER) > 1'
  ],
  [
    'SELECT COUNT(*) FILTER (WHERE a) OVER (PARTITION BY b) n FROM t',
    'SELECT CAST(COUNT(*) FILTER (WHERE a) OVER (PARTITION BY b) AS INTEGER) n FROM t'
  ],
  [
    'SELECT DATE_TRUNC(month, a) AS m FROM t',
    "SELECT DATE_TRUNC('month', a) AS m FROM t"
  ],
  [
    'SELECT TIMESTAMPDIFF(SQL_TSI_DAY, a, b) AS m FROM t',
    "SELECT date_sub('day', a, b) AS m FROM t"
  ],
  ['SELECT a FROM t LIMIT 5, 10', 'SELECT a FROM t LIMIT 10 OFFSET 5'],
  ['SELECT {1, 2} AS a', 'SELECT [1, 2] AS a']
])('%s', (sql, expected) => {
  expect(rewriteQuery(sql)).toBe(expected);
});

test('strings, quoted names and comments stay as they are', () => {
  const sql = `SELECT 'COUNT(*) -- {' AS a, "COUNT(b)" -- COUNT(c), DATE_TRUNC(day, d)
    /* SAMPLE(e) */ FROM t WHERE f = 'it''s SAMPLE(x)'`;
  expect(rewriteQuery(sql)).toBe(sql);
});
