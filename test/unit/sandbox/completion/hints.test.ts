import { expect, test } from 'vitest';
import { completionHints } from '../../../../sandbox/completion/hints.js';

const TABLES = [
  {
    name: 'flights',
    columns: [{ name: 'origin' }, { name: 'delay' }],
    isView: false
  },
  { name: 'airports', columns: [{ name: 'name' }], isView: false },
  { name: 'delays', columns: [{ name: 'delay' }], isView: true }
];

/** `|` stands for the cursor. */
function hints(text: string): Record<string, string[]> {
  const cursor = text.indexOf('|');
  return Object.fromEntries(
    completionHints({ sql: text.replace('|', ''), cursor, tables: TABLES }).map(
      ({ kind, hints: found }) => [kind, found]
    )
  );
}

test('before FROM, the columns of all tables come first, then tables and keywords', () => {
  expect(hints('SELECT de|')).toEqual({
    COLUMN: ['delay'],
    VIEW: ['delays'],
    KEYWORD: ['DELETE', 'DESC']
  });
});

test('the tables of FROM decide which columns count', () => {
  expect(hints('SELECT n| FROM flights').COLUMN).toBeUndefined();
  expect(hints('SELECT n| FROM airports').COLUMN).toEqual(['name']);
});

test('after FROM only tables make sense', () => {
  expect(hints('SELECT * FROM |')).toEqual({
    TABLE: ['airports', 'flights'],
    VIEW: ['delays']
  });
});

test('an alias stands for its table', () => {
  expect(hints('SELECT f.d| FROM flights AS f')).toEqual({
    COLUMN: ['f.delay']
  });
});

test('what is replaced is the word before the cursor', () => {
  const [hint] = completionHints({
    sql: 'SELECT flights.ori',
    cursor: 18,
    tables: TABLES
  });
  expect(hint).toEqual({
    kind: 'COLUMN',
    hints: ['flights.origin'],
    replaced: 'flights.ori'
  });
});
