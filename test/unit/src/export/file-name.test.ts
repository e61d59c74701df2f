import { describe, expect, test } from 'vitest';
import {
  defaultStem,
  FILE_NAME,
  withExtension
} from '../../../../src/export/file-name';

describe('the name that is proposed', () => {
  test.each([
    ['SELECT * FROM flights', 'flights'],
    ['select a\nfrom  heavyai.flights f, other', 'flights'],
    ['SELECT * FROM "Flights 2008" WHERE 1=1', 'Flights-2008'],
    ['SELECT * FROM "a"."b c/d"', 'b-c-d'],
    ['SELECT * FROM (SELECT * FROM inner_table)', 'inner_table'],
    ['SELECT EXTRACT(YEAR FROM t) FROM trips', 'trips'],
    ["SELECT ' FROM nowhere' FROM trips", 'trips'],
    ['-- all FROM old\nSELECT /* FROM x */ 1 FROM trips', 'trips'],
    ['SELECT * FROM "../../etc"', 'etc'],
    ['SELECT * FROM größe', 'größe'],
    ['SELECT * FROM "हिन्दी"', 'हिन्दी'],
    [`SELECT * FROM ${'x'.repeat(79)}𝒜`, 'x'.repeat(79)],
    ['SELECT 1', 'query-result'],
    ['SHOW TABLES', 'query-result'],
    ['SELECT * FROM "..."', 'query-result']
  ])('for %j is %s', (sql, stem) => {
    expect(defaultStem(sql)).toBe(stem);
  });
});

test('the extension follows the format', () => {
  const formats = ['csv', 'parquet'].map(extension => ({ extension }));
  const rename = (name: string, extension: string): string =>
    withExtension(name, { extension }, formats);
  expect(rename('flights.csv', 'parquet')).toBe('flights.parquet');
  expect(rename('flights.CSV', 'csv')).toBe('flights.csv');
  expect(rename('flights', 'parquet')).toBe('flights.parquet');
  expect(rename('flights.2008', 'csv')).toBe('flights.2008.csv');
  expect(rename('flights.arrow', 'csv')).toBe('flights.arrow.csv');
  expect(rename(' flights ', 'csv')).toBe('flights.csv');
  expect(rename('  ', 'csv')).toBe('');
});

test('a name stays in its folder and is not hidden', () => {
  const isFileName = (name: string): boolean =>
    new RegExp(`^(?:${FILE_NAME})$`, 'v').test(name);
  for (const name of ['a/b', 'a\\b', '..', '.a', 'RTC:a', '', ' .a']) {
    expect(isFileName(name), name).toBe(false);
  }
  expect(isFileName('flights 2008.csv')).toBe(true);
});
