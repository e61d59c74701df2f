import { describe, expect, test } from 'vitest';
import { statementKind } from '../../../../src/sql/statement-kind';

describe('a query', () => {
  test.each([
    'SELECT 1',
    'with a as (select 1) select * from a',
    '(SELECT 1) UNION ALL (SELECT 2)',
    '( ( select 1 ) )',
    '(/* a */ -- b\n SELECT 1)',
    'VALUES (1), (2)',
    'TABLE flights',
    '-- why\nSELECT 1',
    '; SELECT 1',
    "SELECT ';' ; ; -- the end",
    'SELECT * FROM TABLE(generate_series(1, 10))',
    'SELECT \'INSERT INTO t\', "update" FROM t -- DELETE',
    'SELECT TRUNCATE(x, 2), last_update FROM t'
  ])('is one that only reads rows: %j', sql => {
    expect(statementKind(sql)).toMatchObject({ isQuery: true, effect: 'none' });
  });

  test.each([
    'SHOW TABLES',
    'SHOW CREATE TABLE t',
    'DESCRIBE t',
    'EXPLAIN SELECT 1',
    'EXPLAIN CALCITE SELECT 1',
    'explain plan detailed (select 1)',
    'EXPLAIN ANALYZE WITH a AS (SELECT 1) SELECT * FROM a'
  ])('is not what tells of the database, which only reads: %j', sql => {
    expect(statementKind(sql)).toMatchObject({
      isQuery: false,
      effect: 'none'
    });
  });

  test.each([
    ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', 'schema'],
    ['WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d', 'schema'],
    ['SELECT * INTO t FROM u', 'schema'],
    ['SELECT * FROM t FOR UPDATE', 'schema'],
    ['SELECT 1; DROP TABLE t', 'schema'],
    ['SELECT 1 /* a */ ; -- b\n DROP TABLE t', 'schema'],
    ['SHOW TABLES; DROP TABLE t', 'schema'],
    ['EXPLAIN SELECT 1; ALTER SYSTEM CLEAR CPU MEMORY', 'schema'],
    ['EXPLAIN ANALYZE DELETE FROM t', 'rows'],
    ['EXPLAIN (ANALYZE) INSERT INTO t VALUES (1)', 'rows'],
    ['EXPLAIN ANALYZE SELECT * INTO t FROM u', 'schema'],
    ['INSERT INTO t SELECT 1', 'rows'],
    ['/* SELECT */ insert into t values (1)', 'rows'],
    ['UPDATE t SET a = 1', 'rows'],
    ['TRUNCATE TABLE t', 'rows'],
    ["OPTIMIZE TABLE t WITH (VACUUM = 'true')", 'rows'],
    ['REFRESH FOREIGN TABLES t', 'rows'],
    ['CREATE TABLE t AS SELECT 1', 'schema'],
    ['CREATE OR REPLACE VIEW v AS SELECT 1', 'schema'],
    ['DROP TABLE IF EXISTS t', 'schema'],
    ['ALTER TABLE t ADD COLUMN b INT', 'schema'],
    ["COPY t FROM 'f'", 'schema'],
    ["RESTORE TABLE t FROM 'f'", 'schema'],
    ['GRANT SELECT ON TABLE t TO ada', 'schema'],
    ["ALTER SESSION SET EXECUTOR_DEVICE = 'CPU'", 'session'],
    ['(ALTER /* a */ SESSION', 'session'],
    ["COPY (SELECT 1) TO 'f'", 'other'],
    ["COPY t TO 'f'", 'other'],
    ['ALTER SYSTEM CLEAR GPU MEMORY', 'other'],
    ["KILL QUERY '1-a'", 'other'],
    ["VALIDATE CLUSTER WITH (REPAIR_TYPE = 'REMOVE')", 'other'],
    ["DUMP TABLE t TO 'f'", 'other'],
    ['CALL p()', 'schema'],
    ['selective', 'schema'],
    ['{{ macro }}', 'schema'],
    ['', 'schema']
  ])('is not %j, which changes: %s', (sql, effect) => {
    expect(statementKind(sql)).toMatchObject({ isQuery: false, effect });
  });
});

test.each([
  ["ALTER SESSION SET EXECUTOR_DEVICE = 'CPU'", true],
  ['; (alter -- a\n SESSION', true],
  ['ALTER SYSTEM CLEAR CPU MEMORY', false],
  ["SELECT 'ALTER SESSION' FROM session", false]
])('%j changes what later statements mean: %s', (sql, expected) => {
  expect(statementKind(sql).effect === 'session').toBe(expected);
});

test.each(['EXPLAIN ANALYZE CALL p()', 'EXPLAIN ANALYZE EXECUTE p'])(
  '%s may change something: what it explains is not known',
  sql => {
    expect(statementKind(sql).effect).toBe('schema');
  }
);
