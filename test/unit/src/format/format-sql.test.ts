import { describe, expect, test } from 'vitest';
import {
  formatSql,
  type FormatOptions
} from '../../../../src/format/format-sql';

const format = (sql: string, options: Partial<FormatOptions> = {}): string => {
  const formatted = formatSql(sql, {
    keywordCase: 'upper',
    indentWidth: 2,
    ...options
  });
  return formatted.kind === 'formatted' ? formatted.text : 'unreadable';
};

/** What stands in HeavyDB's documents and nowhere else, or elsewhere means something else. */
const HEAVYDB: [string, string][] = [
  [
    'create table t (a text encoding dict(32), g geometry(point, 4326) encoding compressed(32), shard key (a)) with (fragment_size=1)',
    `CREATE TABLE t (
  a TEXT ENCODING DICT(32),
  g GEOMETRY(point, 4326) ENCODING COMPRESSED(32),
  SHARD KEY (a)
)
WITH
  (fragment_size = 1)`
  ],
  [
    'select ST_Distance(ST_SetSRID(ST_Point(-122, 37), 4326), geom) d from t',
    `SELECT
  ST_Distance(ST_SetSRID(ST_Point(-122, 37), 4326), geom) d
FROM
  t`
  ],
  [
    "select timestampadd(day, 1, ts) from t where ts < now() - interval '1' day",
    `SELECT
  timestampadd(DAY, 1, ts)
FROM
  t
WHERE
  ts < now() - INTERVAL '1' DAY`
  ],
  [
    'select a[1], x::int from t where 3 = any a',
    `SELECT
  a[1],
  x::INT
FROM
  t
WHERE
  3 = ANY a`
  ],
  [
    'select /*+ cpu_mode */ "Select", name, type, key from "my table"',
    `SELECT
  /*+ cpu_mode */
  "Select",
  name,
  type,
  key
FROM
  "my table"`
  ],
  [
    'explain calcite select 1;show create table t;optimize table t',
    `EXPLAIN CALCITE
SELECT
  1;

SHOW CREATE TABLE t;

OPTIMIZE TABLE t`
  ],
  [
    String.raw`select 1 from t where a ilike '%\' escape '!' and b ilike 'c'`,
    String.raw`SELECT
  1
FROM
  t
WHERE
  a ILIKE '%\' ESCAPE '!'
  AND b ILIKE 'c'`
  ]
];

describe('formatting SQL', () => {
  test.each(HEAVYDB)('knows what HeavyDB adds: %s', (sql, wanted) => {
    expect(format(sql)).toBe(wanted);
  });

  test('writes keywords and types as wanted, and leaves all else', () => {
    const sql = "Select Count(*), cast(A as Int), 'From' from T";
    expect(format(sql, { keywordCase: 'lower' })).toBe(
      "select\n  Count(*),\n  cast(A as int),\n  'From'\nfrom\n  T"
    );
    expect(format(sql, { keywordCase: 'preserve', indentWidth: 4 })).toBe(
      "Select\n    Count(*),\n    cast(A as Int),\n    'From'\nfrom\n    T"
    );
  });

  test('keeps comments, and strings of several lines to the letter', () => {
    expect(format("select 'a\n   b', -- why\n2 /* c */")).toBe(
      "SELECT\n  'a\n   b', -- why\n  2 /* c */"
    );
  });

  test('keeps the blanks around what is formatted', () => {
    expect(format('\n\nselect 1\n')).toBe('\n\nSELECT\n  1\n');
  });

  test('is idempotent', () => {
    for (const [sql] of HEAVYDB) {
      expect(format(format(sql))).toBe(format(sql));
    }
  });

  test.each([
    [
      'select :1, :name, x::int from t',
      'SELECT\n  :1,\n  :name,\n  x::INT\nFROM\n  t'
    ],
    [
      'select * from t where a = ? and b = $1',
      'SELECT\n  *\nFROM\n  t\nWHERE\n  a = ?\n  AND b = $1'
    ],
    [
      'select {a} from ${t} where b = %(b)s',
      'SELECT\n  {a}\nFROM\n  ${t}\nWHERE\n  b = %(b)s'
    ],
    ['select ##COLUMN## from ##TAB##', 'SELECT\n  ##COLUMN##\nFROM\n  ##TAB##'],
    [
      'select {{ a }} from raw_{{ day }}.t_{{b}}',
      'SELECT\n  {{ a }}\nFROM\n  raw_{{ day }}.t_{{b}}'
    ],
    [
      "{# don't touch\n     me #}\n{% set cols = ['a','b'] %}\nselect {% for c in cols %}{{ c }},{% endfor %} 1 from {{ ref('flights') }};\nselect 2;",
      "{# don't touch\n     me #} {% set cols = ['a','b'] %}\nSELECT\n  {% for c in cols %}{{ c }},\n  {% endfor %} 1\nFROM\n  {{ ref('flights') }};\n\nSELECT\n  2;"
    ],
    [
      "select '{{ a  }}', '##x  y##' from t where b = {{\n  c(\n    1)\n}}",
      "SELECT\n  '{{ a  }}',\n  '##x  y##'\nFROM\n  t\nWHERE\n  b = {{\n  c(\n    1)\n}}"
    ],
    ['select a[1], {1, 2} from t', 'SELECT\n  a[1],\n  {1, 2}\nFROM\n  t']
  ])('leaves placeholders as they are: %j', (sql, wanted) => {
    expect(format(sql)).toBe(wanted);
    expect(format(wanted)).toBe(wanted);
  });

  test.each([
    ['select (1', { line: 1, column: 10 }],
    ["select 1,\n  'abc", { line: 2, column: 3 }],
    ['select @x from t', { line: 1, column: 8 }]
  ])(
    'leaves alone what it cannot read, and says where: %s',
    (sql, position) => {
      const formatted = formatSql(sql, {
        keywordCase: 'upper',
        indentWidth: 2
      });
      expect(formatted).toEqual({ kind: 'unreadable', position });
    }
  );
});
