import { expect, test } from 'vitest';
import { tokenize } from '../../../../sandbox/dialect/tokens.js';
import { withOrigins } from '../../../../sandbox/dialect/column-origin.js';
import {
  columnType,
  dictionaryText
} from '../../../../sandbox/types/column-type.js';

const SOURCES = [
  { name: 'place', type: columnType('POINT', { scale: 4326 }) },
  { name: 'note', type: columnType('STR') },
  { name: 'tag', type: dictionaryText(8) },
  { name: 'at', type: columnType('TIMESTAMP', { precision: 0 }) }
];

const text = (name: string) => ({ name, type: dictionaryText() });

const kinds = (sql: string, ...names: string[]): string[] =>
  withOrigins(names.map(text), tokenize(sql), SOURCES).map(
    ({ type }) => `${type.datum} ${type.encoding} ${type.compParam}`
  );

test.each([
  ['SELECT place, note FROM t', ['POINT NONE 0', 'STR NONE 0']],
  ['SELECT t.place AS a, "note" b FROM t', ['POINT NONE 0', 'STR NONE 0']],
  ['SELECT UPPER(note) AS note, tag FROM t', ['STR DICT 32', 'STR DICT 8']],
  ['SELECT SAMPLE(place), 1 FROM t', ['POINT NONE 0', 'STR DICT 32']],
  [
    'SELECT b, a FROM (SELECT place AS a, note AS b FROM t)',
    ['STR NONE 0', 'POINT NONE 0']
  ]
])('%s', (sql, expected) => {
  expect(kinds(sql, 'x', 'y')).toEqual(expected);
});

test('the columns of a star are known by their names', () => {
  expect(
    kinds('SELECT 1 AS a, *, note || 1 AS z FROM t', 'a', 'place', 'tag', 'z')
  ).toEqual(['STR DICT 32', 'POINT NONE 0', 'STR DICT 8', 'STR DICT 32']);
});

test('DATE_TRUNC keeps the precision of its timestamp', () => {
  const micro = { name: 'm', type: columnType('TIMESTAMP', { precision: 6 }) };
  const [column] = withOrigins(
    [micro],
    tokenize('SELECT DATE_TRUNC(month, at) AS m FROM t'),
    SOURCES
  );
  expect(column?.type.precision).toBe(0);
});

test('a number is never taken for the text column of its name', () => {
  const number = { name: 'note', type: columnType('INT') };
  expect(withOrigins([number], tokenize('SELECT * FROM t'), SOURCES)).toEqual([
    number
  ]);
});
