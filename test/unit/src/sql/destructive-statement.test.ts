import { expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';

test.each([
  ['DROP TABLE t', 'drop'],
  ['drop table if exists t', 'drop'],
  ['DROP VIEW v', 'drop'],
  ['DROP DATABASE d', 'drop'],
  ['DROP USER ada', 'drop'],
  ['DROP SERVER s', 'drop'],
  ['/* SELECT */ -- a\n DROP TABLE t', 'drop'],
  ['; DROP TABLE t', 'drop'],
  ['( DROP TABLE t', 'drop'],
  ['DROP TABLE "where"', 'drop'],
  ['ALTER TABLE t DROP COLUMN a', 'drop-column'],
  ['ALTER TABLE t DROP a, b', 'drop-column'],
  ['alter table "a b" drop column c', 'drop-column'],
  ['TRUNCATE TABLE t', 'truncate'],
  ['truncate t', 'truncate'],
  ['DELETE FROM t', 'delete-all'],
  ['delete /* WHERE a = 1 */ from t -- where b', 'delete-all'],
  ["DELETE FROM t; -- WHERE a = 'b'", 'delete-all'],
  ['DELETE FROM "where"', 'delete-all'],
  ['DELETE FROM t USING (SELECT a FROM u WHERE b = 1) v', 'delete-all'],
  ['WITH v AS (SELECT a FROM u WHERE b = 1) DELETE FROM t', 'delete-all'],
  [
    'WITH RECURSIVE v AS (SELECT 1), w AS (SELECT 2) DELETE FROM t',
    'delete-all'
  ],
  [
    'WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d WHERE a = 1',
    'delete-all'
  ],
  ['EXPLAIN ANALYZE DELETE FROM t', 'delete-all'],
  ['EXPLAIN (ANALYZE, VERBOSE) DELETE FROM t', 'delete-all'],
  ['EXPLAIN ANALYZE WITH v AS (SELECT 1) DELETE FROM t', 'delete-all'],
  ['UPDATE t SET a = 1', 'update-all'],
  ["UPDATE t SET a = 'WHERE b = 1'", 'update-all'],
  ['UPDATE t SET a = (SELECT b FROM u WHERE u.id = t.id)', 'update-all'],
  [
    'UPDATE t SET a = CASE WHEN (b IN (SELECT c FROM u WHERE d)) THEN 1 END',
    'update-all'
  ],
  ['WITH v AS (SELECT 1) UPDATE t SET a = 1', 'update-all']
])('throws away: %j', (sql, expected) => {
  expect(new SqlStatement(sql, null).destruction).toBe(expected);
});

test.each([
  '',
  '-- DROP TABLE t',
  'SELECT 1',
  "SELECT 'DROP TABLE t'",
  'SELECT "drop" FROM "delete"',
  'SELECT /* DROP TABLE t */ 1',
  'SELECT TRUNCATE(a, 2) FROM t',
  'SELECT (TRUNCATE(a, 2)) FROM t',
  'SELECT * FROM t FOR UPDATE',
  'SELECT * FROM t WHERE drop_date > 1',
  'DELETE FROM t WHERE a = 1',
  'delete from t\nwhere a in (select b from u)',
  'DELETE FROM t USING (SELECT a FROM u) v WHERE t.a = v.a',
  'WITH v AS (SELECT a FROM u) DELETE FROM t WHERE a IN (SELECT a FROM v)',
  'WITH d AS (DELETE FROM t WHERE a = 1 RETURNING *) SELECT * FROM d',
  'UPDATE t SET a = 1 WHERE b = 2',
  'UPDATE t SET a = (SELECT MAX(b) FROM u) WHERE c = 3',
  'EXPLAIN DELETE FROM t',
  'EXPLAIN CALCITE UPDATE t SET a = 1',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE WITH v AS (SELECT 1 FROM t) SELECT 1',
  'WITH v AS (SELECT 1)',
  'SHOW CREATE TABLE t',
  'INSERT INTO t SELECT * FROM u',
  "INSERT INTO t VALUES ('DELETE FROM t')",
  'MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT VALUES (1)',
  'CREATE TABLE t (a INT)',
  'CREATE TABLE t AS SELECT 1',
  'ALTER TABLE t ADD COLUMN b INT',
  'ALTER TABLE t ADD COLUMN "drop" INT',
  'ALTER TABLE t RENAME COLUMN a TO b',
  'ALTER TABLE t ALTER COLUMN a DROP NOT NULL',
  'ALTER TABLE t ALTER COLUMN a DROP DEFAULT',
  "ALTER SESSION SET CURRENT_DATABASE = 'd'",
  'GRANT DELETE, UPDATE, TRUNCATE ON TABLE t TO ada',
  'REVOKE DROP ON DATABASE d FROM ada',
  'GRANT CREATE, DROP ON DATABASE d TO ada'
])('throws nothing away: %j', sql => {
  expect(new SqlStatement(sql, null).destruction).toBeNull();
});
