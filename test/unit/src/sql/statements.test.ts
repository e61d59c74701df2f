import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import { statementAt, statementsOf } from '../../../../src/sql/statements';

const texts = (sql: string): string[] =>
  statementsOf(sql).map(({ text }) => text);
/** The statement at the `|` in the text. */
const at = (marked: string): string | undefined => {
  const offset = marked.indexOf('|');
  return statementAt(marked.slice(0, offset) + marked.slice(offset + 1), offset)
    ?.text;
};

describe('statements', () => {
  test('end at semicolons, and the last one needs none', () => {
    expect(texts('SELECT 1; SELECT 2;\nSELECT 3')).toEqual([
      'SELECT 1',
      'SELECT 2',
      'SELECT 3'
    ]);
  });

  test('carry their offsets in UTF-16 units', () => {
    const sql = "SELECT '🛫'; -- next\n  SELECT 2 ;";
    const [first, second] = statementsOf(sql);
    expect(first).toEqual({
      text: "SELECT '🛫'",
      range: { from: 0, to: 11 }
    });
    expect(second?.text).toBe(sql.slice(second?.range.from, second?.range.to));
    expect(second?.text).toBe('SELECT 2');
  });

  test.each([
    ["SELECT 'a;b', 'it''s; so'; SELECT 2", "SELECT 'a;b', 'it''s; so'"],
    ['SELECT "a;b" FROM "t;""u"; SELECT 2', 'SELECT "a;b" FROM "t;""u"'],
    ['SELECT 1 -- one; two\n + 1; SELECT 2', 'SELECT 1 -- one; two\n + 1'],
    ['SELECT 1 /* one; two */ + 1; SELECT 2', 'SELECT 1 /* one; two */ + 1'],
    ["SELECT '--'; SELECT 2", "SELECT '--'"],
    ["SELECT '/*'; SELECT 2", "SELECT '/*'"],
    ["SELECT 'C:\\'; SELECT 2", "SELECT 'C:\\'"],
    ['SELECT /*+ cpu_mode */ 1; SELECT 2', 'SELECT /*+ cpu_mode */ 1']
  ])('in %j end where the database sees an end', (sql, first) => {
    expect(texts(sql)).toEqual([first, 'SELECT 2']);
  });

  test('with an unterminated string, comment or bracket take the rest, or end at the semicolon', () => {
    expect(texts("SELECT 'a; SELECT 2")).toEqual(["SELECT 'a; SELECT 2"]);
    expect(texts('SELECT "a; SELECT 2')).toEqual(['SELECT "a; SELECT 2']);
    expect(texts('SELECT 1 /* a; SELECT 2')).toEqual(['SELECT 1']);
    expect(texts('SELECT (1; SELECT 2)')).toEqual(['SELECT (1', 'SELECT 2)']);
    expect(texts('SELECT 1); SELECT 2')).toEqual(['SELECT 1)', 'SELECT 2']);
  });

  test('are none where there is only space, semicolons and comments', () => {
    expect(texts('')).toEqual([]);
    expect(texts(' \n\t; ;; -- nothing;\n /* and; nothing */ ;')).toEqual([]);
  });

  test('lose the comments around them and keep those within', () => {
    expect(
      texts(
        '-- the first\n/* of two */ SELECT 1 -- one\n, 2 /* two */ -- end\n;\n-- the second\nSELECT 3 -- three'
      )
    ).toEqual(['SELECT 1 -- one\n, 2', 'SELECT 3']);
  });

  test('a final semicolon and a trailing comment do not become part of it (bug 14 of 2020)', () => {
    expect(texts('SELECT x FROM t ORDER BY x;')).toEqual([
      'SELECT x FROM t ORDER BY x'
    ]);
    expect(texts('SELECT x FROM t ORDER BY x; -- sorted')).toEqual([
      'SELECT x FROM t ORDER BY x'
    ]);
    expect(texts('SELECT x FROM t ORDER BY x -- sorted')).toEqual([
      'SELECT x FROM t ORDER BY x'
    ]);
  });

  test.each([
    'SELECT speed_limit FROM roads',
    "SELECT 'limit 5 offset 2' FROM roads",
    'SELECT a /* limit 3 */ FROM roads',
    'SELECT RANK() OVER (ORDER BY a) FROM roads',
    'SELECT * FROM (SELECT a FROM roads ORDER BY a LIMIT 3)'
  ])('%j stays letter by letter (bug 12 of 2020)', sql => {
    expect(texts(sql)).toEqual([sql]);
  });

  test('names with other letters, symbols and dollars break nothing', () => {
    expect(texts('SELECT été, @x, $1, a$b FROM naïve; SELECT 😀; b')).toEqual([
      'SELECT été, @x, $1, a$b FROM naïve',
      'SELECT 😀',
      'b'
    ]);
  });

  test('of a long text are found in a moment, all of them', () => {
    const sql = "INSERT INTO t VALUES (1, ';', 2); -- and\n".repeat(5000);
    expect(statementsOf(sql)).toHaveLength(5000);
  });
});

test.each([
  '/* /* x */ '.repeat(20_000),
  `'x${"\\'a ".repeat(40_001)}`,
  `${'/* '.repeat(20_000)}${'*/ '.repeat(19_999)}`
])('a text that opens what it never closes is split in a moment (%#)', sql => {
  // The runner stops a test that takes 5 s.
  const statements = statementsOf(`SELECT 1;${sql}`);
  expect(statements[0]?.text).toBe('SELECT 1');
});

describe('the statement at the cursor', () => {
  test('is the one around it, from its first letter to its semicolon', () => {
    expect(at('|SELECT 1; SELECT 2')).toBe('SELECT 1');
    expect(at('SELECT| 1; SELECT 2')).toBe('SELECT 1');
    expect(at('SELECT 1|; SELECT 2')).toBe('SELECT 1');
    expect(at('SELECT 1; SEL|ECT 2')).toBe('SELECT 2');
    expect(at('SELECT 1; SELECT 2|')).toBe('SELECT 2');
  });

  test('is the one that ends on the same line, just behind its semicolon', () => {
    expect(at('SELECT 1;|\nSELECT 2')).toBe('SELECT 1');
    expect(at('SELECT 1; -- one|\nSELECT 2')).toBe('SELECT 1');
  });

  test('is the next one on a line of space or comment above it', () => {
    expect(at('SELECT 1;\n|\nSELECT 2')).toBe('SELECT 2');
    expect(at('SELECT 1;\n-- the se|cond\nSELECT 2')).toBe('SELECT 2');
  });

  test('is the last one below all', () => {
    expect(at('SELECT 1;\n\n|')).toBe('SELECT 1');
    expect(at('SELECT 1;\n-- the end|\n')).toBe('SELECT 1');
  });

  test('is none in a text without statements', () => {
    expect(at('|')).toBeUndefined();
    expect(at('-- not|hing;')).toBeUndefined();
  });
});

describe('what HeavyDB takes is not mistaken for another dialect', () => {
  test.each([
    "COPY t FROM 'f' WITH (\n  DELIMITER = ',',\n  header='true'\n)",
    'CREATE TABLE t (\n  delimiter TEXT,\n  b INT\n)',
    "SELECT\n  delimiter ||\n  'x' FROM t",
    'CREATE TABLE event AS SELECT * FROM x',
    'CREATE VIEW v AS SELECT event AS e FROM t',
    'CREATE VIEW package AS SELECT 1',
    'SELECT 1 /* in /tmp/*/ + 1',
    'SELECT 1 /*/ banner /*/ + 1',
    'SELECT * FROM\n  go\n'
  ])('%j', sql => {
    expect(texts(`${sql};\nSELECT 2`)).toEqual([sql.trim(), 'SELECT 2']);
    expect(new SqlStatement(sql, null).foreignSyntax).toBeNull();
  });

  test('a table of the name GO, at the end of the text', () => {
    expect(texts('SELECT * FROM\ngo')).toEqual(['SELECT * FROM\ngo']);
  });
});

describe('a block of another dialect is one statement', () => {
  test.each([
    'ALTER PROCEDURE p AS BEGIN DELETE FROM t; DELETE FROM u; END',
    'CREATE PROC p AS BEGIN DELETE FROM t; DELETE FROM u; END',
    'CREATE DEFINER = `a`@`b` PROCEDURE p() BEGIN DELETE FROM t; DELETE FROM u; END',
    'CREATE DEFINER = a@b PROCEDURE p() BEGIN DELETE FROM t; DELETE FROM u; END'
  ])('%j', sql => {
    expect(texts(`${sql};\nSELECT 2`)).toEqual([sql, 'SELECT 2']);
  });
});

test.each(['GO', '/'])(
  'behind a line %j, comments that begin no statement are read in one way only',
  separator => {
    // A regular expression with a choice would try 2 to the power of their number.
    const comments = `${'-'.repeat(200)}\n${'/* a */'.repeat(200)}`;
    const sql = `SELECT 1\n${separator}\n${comments}\nfoo`;
    expect(texts(sql)).toEqual([sql]);
  }
);
