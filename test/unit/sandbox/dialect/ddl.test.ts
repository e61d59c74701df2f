import { expect, test } from 'vitest';
import {
  createTableSql,
  parseCreateTable
} from '../../../../sandbox/dialect/ddl.js';
import { tokenize } from '../../../../sandbox/dialect/tokens.js';
import { heavyTypeName } from '../../../../sandbox/types/column-type.js';

const parse = (sql: string) => parseCreateTable(tokenize(sql));

test.each([
  ['INT ENCODING FIXED(16) NOT NULL', 'INTEGER NOT NULL ENCODING FIXED(16)'],
  ['TEXT', 'TEXT ENCODING DICT(32)'],
  ['TEXT ENCODING NONE', 'TEXT ENCODING NONE'],
  ['VARCHAR(20) ENCODING DICT(8)', 'TEXT ENCODING DICT(8)'],
  ['DECIMAL(10,2)', 'DECIMAL(10,2)'],
  ['TIMESTAMP', 'TIMESTAMP(0)'],
  ['TIMESTAMP(9)', 'TIMESTAMP(9)'],
  ['DATE', 'DATE ENCODING DAYS(32)'],
  ['DOUBLE[]', 'DOUBLE[]'],
  ['POINT', 'GEOMETRY(POINT) ENCODING NONE'],
  [
    'GEOMETRY(POLYGON, 4326) ENCODING COMPRESSED(32)',
    'GEOMETRY(POLYGON, 4326) ENCODING COMPRESSED(32)'
  ]
])('%s is understood', (written, understood) => {
  const [column] = parse(`CREATE TABLE t (a ${written})`).columns ?? [];
  expect(column && heavyTypeName(column.type)).toBe(understood);
});

test('what DuckDB does not know is left out', () => {
  expect(
    createTableSql(
      parse(`CREATE TEMPORARY TABLE IF NOT EXISTS "my ""t""" (
        a INT ENCODING FIXED(8) NOT NULL DEFAULT 7,
        b GEOMETRY(POINT, 4326) ENCODING COMPRESSED(32),
        c TIMESTAMP[] , SHARD KEY (a), SHARED DICTIONARY (b) REFERENCES x(y)
      ) WITH (shard_count = 2, page_size = 3)`)
    )
  ).toBe(
    'CREATE TABLE "my ""t""" ("a" INTEGER NOT NULL DEFAULT 7, "b" VARCHAR, "c" TIMESTAMP(0)[])'
  );
});

test('the query of CREATE TABLE … AS ends before its options', () => {
  const sql =
    'CREATE TABLE t AS WITH x AS (SELECT 1 AS a) SELECT * FROM x WITH (use_shared_dictionaries = true)';
  const { query } = parse(sql);
  expect(sql.slice(query?.start, query?.end)).toBe(
    'WITH x AS (SELECT 1 AS a) SELECT * FROM x'
  );
});
