import { describe, expect, test } from 'vitest';
import { heavydbDialect } from '../../../../src/sql-editor/heavydb-language';

/** The words of a text that have a colour of the kind. */
function coloured(sql: string, kind: 'Keyword' | 'Type'): string[] {
  const words: string[] = [];
  heavydbDialect.language.parser.parse(sql).iterate({
    enter: ({ name, from, to }) => {
      if (name === kind) {
        words.push(sql.slice(from, to));
      }
    }
  });
  return words;
}

describe('the words that have the colour of a keyword', () => {
  test.each([
    ['EXPLAIN SELECT a', ['EXPLAIN', 'SELECT']],
    ['show tables', ['show', 'tables']],
    ["COPY t FROM 'SELECT'", ['COPY', 'FROM']],
    ['TRUNCATE TABLE t', ['TRUNCATE', 'TABLE']],
    ['OPTIMIZE TABLE t', ['OPTIMIZE', 'TABLE']],
    ["SELECT a FROM t WHERE b ILIKE 'x'", ['SELECT', 'FROM', 'WHERE', 'ILIKE']],
    ['KILL QUERY x', ['KILL', 'QUERY']],
    ['SELECT "explain" -- SHOW\nFROM t', ['SELECT', 'FROM']],
    ['SELECT name, label, type, day_of FROM t', ['SELECT', 'FROM']]
  ])('in %j are HeavyDB’s', (sql, words) => {
    expect(coloured(sql, 'Keyword')).toEqual(words);
  });

  test('are not those of types', () => {
    const sql =
      'CREATE TABLE t (a TINYINT, b TEXT ENCODING DICT(8), c GEOMETRY(POINT, 4326))';
    expect(coloured(sql, 'Type')).toEqual([
      'TINYINT',
      'TEXT',
      'DICT',
      'GEOMETRY',
      'POINT'
    ]);
    expect(coloured(sql, 'Keyword')).toEqual(['CREATE', 'TABLE', 'ENCODING']);
  });
});
