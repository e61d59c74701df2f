import { describe, expect, test } from 'vitest';
import { parseStatement } from '../../../../sandbox/dialect/statement.js';

describe('a statement', () => {
  test.each([
    [' -- why\n SELECT 1', 'select'],
    ['(SELECT 1)', 'select'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'select'],
    ['EXPLAIN SELECT 1', 'explain'],
    ['SHOW TABLES', 'show'],
    ['CREATE TEMPORARY TABLE t (a INT)', 'create-table'],
    ['create view v as select 1', 'create-view'],
    ['DROP TABLE IF EXISTS t', 'drop'],
    ['TRUNCATE TABLE t', 'truncate'],
    ['create database d', 'create-database'],
    ['DROP DATABASE IF EXISTS d', 'drop-database'],
    ['CREATE TABLE database (a INT)', 'create-table']
  ])('%j is of the kind %s', (sql, kind) => {
    expect(parseStatement(sql).kind).toBe(kind);
  });

  test('may end in semicolons and comments', () => {
    expect(parseStatement("SELECT ';' ; ; -- ;\n").sql).toBe("SELECT ';'");
  });

  test.each([
    ['', 'empty SQL statment not allowed'],
    ['-- nothing', 'empty SQL statment not allowed'],
    ['SELECT 1; SELECT 2', 'multiple SQL statements not allowed'],
    ['\n  PRAGMA x', 'SQL Error: Encountered "PRAGMA" at line 2, column 3.'],
    ['COPY t FROM x', 'COPY T is not supported'],
    ['CREATE MACRO m() AS 1', 'CREATE MACRO is not supported'],
    ['DROP SCHEMA s', 'DROP SCHEMA is not supported']
  ])('%j is refused', (sql, message) => {
    expect(() => parseStatement(sql)).toThrow(message);
  });
});
