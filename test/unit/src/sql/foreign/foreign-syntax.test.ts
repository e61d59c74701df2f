import { describe, expect, test } from 'vitest';
import {
  foreignSyntaxIn,
  sqlOfCommand
} from '../../../../../src/sql/foreign/foreign-syntax';
import { statementsOf } from '../../../../../src/sql/statements';
import { tokenize } from '../../../../../src/sql/tokens';

/** What each statement is told to be; `null` where it is sent. */
const told = (sql: string): (string | null)[] =>
  statementsOf(sql).map(
    ({ text }) => foreignSyntaxIn(tokenize(text))?.construct ?? null
  );
const texts = (sql: string): string[] =>
  statementsOf(sql).map(({ text }) => text);

describe('a statement is whole', () => {
  test('with a function in dollar quotes, whatever is in its body', () => {
    const create = `CREATE FUNCTION purge() RETURNS void AS $$
BEGIN
  DELETE FROM t WHERE d < now() - interval '1 year';
  DELETE FROM t;
END;
$$ LANGUAGE plpgsql`;
    expect(texts(`${create};\nSELECT 1;`)).toEqual([create, 'SELECT 1']);
    expect(told(`${create};\nSELECT 1;`)).toEqual(['dollar-string', null]);
    expect(told("DO $do$ BEGIN it's; $$; END $do$; SELECT a$b, $1")).toEqual([
      'dollar-string',
      null
    ]);
  });

  test('with a comment within a comment, which is not run', () => {
    const nested =
      '/* outer /* inner */ still a comment; DROP TABLE flights; */';
    expect(texts(`${nested}\nSELECT 1;`)).toEqual(['SELECT 1']);
    expect(told(`SELECT ${nested} 1; SELECT 2`)).toEqual([
      'nested-comment',
      null
    ]);
  });

  test('with a comment that holds the beginning of one, as HeavyDB reads it', () => {
    expect(texts('/* see /* here */ SELECT 1; SELECT /* /* */ 2')).toEqual([
      'SELECT 1',
      'SELECT /* /* */ 2'
    ]);
    expect(told('SELECT /* /* */ 2')).toEqual([null]);
  });

  test('in a dump of MySQL’s', () => {
    const dump = `# MySQL dump, it's old
/*!40101 SET NAMES utf8mb4 */;
DELIMITER $$
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END$$
DELIMITER ;
INSERT INTO t VALUES ('it\\'s; here');
SELECT 1;`;
    expect(told(dump)).toEqual(['delimiter', 'backslash-quote', null]);
    expect(texts(dump)[0]).toMatch(/^DELIMITER \$\$[^]*DELIMITER ;$/);
    expect(texts(dump)[1]).toBe("INSERT INTO t VALUES ('it\\'s; here')");
    expect(told("SELECT 1 # it's one\n, 2; SELECT 3")).toEqual([
      'hash-comment',
      null
    ]);
    expect(told("INSERT INTO t VALUES ('say \\' hi; x'); SELECT 2")[0]).toBe(
      'backslash-quote'
    );
  });

  test('with a backslash at the end of a text, which is HeavyDB’s own', () => {
    expect(told("SELECT 'C:\\'; SELECT '\\', 'a\\' FROM t")).toEqual([
      null,
      null
    ]);
  });

  test.each([
    "SELECT 'C:\\'AND x = 1",
    "SELECT * FROM t WHERE a = 'C:\\'AND b = 'y'",
    "SELECT CASE WHEN a = 'C:\\'THEN 1 END",
    "SELECT 'C:\\'AS drive, 'D:\\'AS other, 'it''s' AS c"
  ])('with a word of SQL that touches such a text: %j', sql => {
    expect(texts(`${sql}; SELECT 2`)).toEqual([sql, 'SELECT 2']);
    expect(told(sql)).toEqual([null]);
  });

  test.each([
    "INSERT INTO t VALUES ('it\\'s; DELETE FROM t')",
    "INSERT INTO t VALUES ('say \\'and; DELETE FROM t; x')",
    "INSERT INTO t VALUES ('say \\'and\\'; DELETE FROM t; x')"
  ])('and MySQL’s is refused as a whole, whichever word does: %j', sql => {
    expect(texts(`${sql}; SELECT 2`)).toEqual([sql, 'SELECT 2']);
    expect(told(sql)).toEqual(['backslash-quote']);
  });

  test('in T-SQL, up to GO on a line of its own', () => {
    const script = 'SELECT 1\nGO\nSELECT [a;b] FROM [my table]\ngo 5\n';
    expect(texts(script)).toEqual([
      'SELECT 1',
      'SELECT [a;b] FROM [my table]',
      'go 5'
    ]);
    expect(told(script)).toEqual([null, 'bracket-name', 'go-times']);
    expect(texts('SELECT 1 AS\ngo\nFROM t')).toEqual([
      'SELECT 1 AS\ngo\nFROM t'
    ]);
  });

  test.each([
    'SELECT a[1], b [i], ARRAY[x, y], (c)[n] FROM t',
    'SELECT a\n/\nb FROM t',
    'SELECT t.go FROM t',
    "SELECT '{{ ds }}', '# no', E, q FROM t",
    'SELECT CASE WHEN a THEN 1 END, b AS begin_at FROM t'
  ])('and HeavyDB’s own: %j', sql => {
    expect(texts(`${sql}; SELECT 2`)).toEqual([sql, 'SELECT 2']);
    expect(told(sql)).toEqual([null]);
  });

  test('in Oracle’s, with its quotes, up to a slash on a line of its own', () => {
    const script =
      "SELECT q'[it's; fine]' FROM dual;\nSELECT 2 FROM dual\n/\nSELECT 3";
    expect(texts(script)).toEqual([
      "SELECT q'[it's; fine]' FROM dual",
      'SELECT 2 FROM dual',
      'SELECT 3'
    ]);
    expect(told(script)).toEqual(['q-string', null, null]);
    expect(told("SELECT q'!it's; x!', 1; SELECT 2")).toEqual([
      'q-string',
      null
    ]);
    expect(told("SELECT E'it\\'s; x', 1; SELECT 2")).toEqual([
      'e-string',
      null
    ]);
  });

  test('with a template, whatever quotes are in its comments', () => {
    const script = `{# don't touch #}
{% set cols = ['a','b'] %}
SELECT {% for c in cols %}{{ c }},{% endfor %} 1 FROM {{ ref('flights') }};
SELECT 2;`;
    expect(told(script)).toEqual(['template', null]);
    expect(texts(script)[1]).toBe('SELECT 2');
  });

  test.each([
    'CREATE PROCEDURE p() BEGIN DELETE FROM t; UPDATE t SET a = 1; END',
    'create or replace procedure p as n int; begin delete from t; end p',
    'CREATE FUNCTION f() RETURNS INT BEGIN IF a THEN DELETE FROM t; END IF; RETURN CASE a WHEN 1 THEN 2 END; END',
    'BEGIN DELETE FROM t; DELETE FROM u; END',
    'DECLARE n INT; BEGIN DELETE FROM t; END',
    'IF EXISTS (SELECT 1 FROM t) BEGIN DELETE FROM t; DELETE FROM u; END',
    'WHILE a < 1 BEGIN DELETE FROM t; BREAK; END'
  ])('with a block: %j', block => {
    expect(texts(`${block}; SELECT 1;`)).toEqual([block, 'SELECT 1']);
    expect(told(block)).toEqual(['block']);
  });

  test('and one that opens no block ends at its semicolon', () => {
    const script =
      'BEGIN; BEGIN TRANSACTION; CREATE TABLE t AS SELECT 1; DECLARE @n INT; SELECT 2';
    expect(texts(script)).toHaveLength(5);
  });

  test('or is told to be open', () => {
    expect(told("SELECT 1; SELECT 'a; SELECT 2")).toEqual([null, 'open-quote']);
    expect(told('SELECT "a')).toEqual(['open-quote']);
    expect(told('SELECT 1 /* a; SELECT 2 */ + /* b')).toEqual([null]);
    expect(told('SELECT 1 + /* b; SELECT 2')).toEqual([null]);
    expect(told('SELECT $$ a; SELECT 2')).toEqual(['dollar-string']);
  });
});

describe('a command of omnisql', () => {
  const SESSION = `\\timing
\\t
\\d flights
SELECT count(*) FROM flights;
\\memory_summary
\\c heavyai admin XXXX
SELECT 1;
\\q`;

  test('is a line for itself', () => {
    expect(texts(SESSION)).toEqual([
      '\\timing',
      '\\t',
      '\\d flights',
      'SELECT count(*) FROM flights',
      '\\memory_summary',
      '\\c heavyai admin XXXX',
      'SELECT 1',
      '\\q'
    ]);
  });

  test.each([
    ['\\t', 'SHOW TABLES'],
    ['\\l;', 'SHOW DATABASES'],
    ['\\u', 'SHOW USER DETAILS'],
    ['\\d flights', 'SHOW CREATE TABLE flights'],
    ['\\d flights ;', 'SHOW CREATE TABLE flights'],
    ['\\d "my table"', 'SHOW CREATE TABLE "my table"'],
    ['\\d "a;b ""c""";', 'SHOW CREATE TABLE "a;b ""c"""'],
    ['\\d "flights"', 'SHOW CREATE TABLE flights'],
    ['\\d my table', null],
    ['\\d "my table', null],
    ['\\d "my"table', null],
    ['\\d ""', null],
    ['\\d order', 'SHOW CREATE TABLE "order"'],
    ['\\d', null],
    ['\\t fl.*', null],
    ['\\timing', null],
    ['SELECT 1', null]
  ])('%j stands for %j', (command, sql) => {
    expect(sqlOfCommand(command)).toBe(sql);
  });

  test('is named without what follows it, which may be a password', () => {
    expect(foreignSyntaxIn(tokenize('\\c heavyai admin hunter2'))).toEqual({
      construct: 'backslash-command',
      sign: '\\c'
    });
  });
});
