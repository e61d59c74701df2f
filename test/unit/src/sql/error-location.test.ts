import { describe, expect, test } from 'vitest';
import {
  errorRange,
  inEditor,
  TextPositions
} from '../../../../src/sql/error-location';

/** What is marked, as text. */
function marked(message: string, sql: string): string | null {
  const range = errorRange(message, sql);
  return range && sql.slice(range.from, range.to);
}

describe('the place of an error', () => {
  test.each([
    [
      "SQL Error: From line 1, column 15 to line 1, column 18: Object 'fake' not found",
      'SELECT * FROM fake',
      'fake'
    ],
    [
      "SQL Error: From line 2, column 3 to line 3, column 5: Cannot apply 'x'",
      'SELECT\n  a +\n    b\nFROM t',
      'a +\n    b'
    ],
    [
      "SQL Error: At line 2, column 6: Object 'F' not found",
      'SELECT 1\nFROM F',
      'F'
    ],
    [
      'SQL Error: Encountered "FORM" at line 1, column 10.\nWas expecting one of:\n    <EOF>',
      'SELECT * FORM t',
      'FORM'
    ],
    [
      'SQL Error: Lexical error at line 1, column 8.  Encountered: "#" (35)',
      'SELECT # FROM t',
      '#'
    ],
    [
      'Encountered "\\"a b\\"" at line 1, column 8.',
      'SELECT "a b" x y',
      '"a b"'
    ],
    ['Encountered "<EOF>" at line 1, column 14.', 'SELECT * FROM', 'M'],
    ['Encountered "<EOF>" at line 2, column 1.', 'SELECT * FROM\n', 'M'],
    ["From line 1, column 8 to line 1, column 9: '😀'", 'SELECT 😀', '😀']
  ])('%j', (message, sql, text) => {
    expect(marked(message, sql)).toBe(text);
  });

  test.each([
    ['SQL Error: Division by zero', 'SELECT 1 / 0'],
    ["Invalid value 'line 1, column 2'", 'SELECT 1'],
    ['at line 7, column 1', 'SELECT 1'],
    ['at line 1, column 70', 'SELECT 1'],
    ['at line 0, column 0', 'SELECT 1'],
    ['at line 1, column 1', '']
  ])('is none in %j', (message, sql) => {
    expect(errorRange(message, sql)).toBeNull();
  });
});

describe('the editor’s lines', () => {
  const text = '-- first\nSELECT 1; SELECT *\nFROM fake';
  const start = new TextPositions(text).at(text.indexOf('SELECT *'));

  test('count from the text’s beginning', () => {
    expect(start).toEqual({ line: 1, column: 10 });
    expect(
      inEditor('From line 2, column 6 to line 2, column 9: Object', start)
    ).toBe('From line 3, column 6 to line 3, column 9: Object');
    expect(inEditor('Encountered "x" at line 1, column 8.', start)).toBe(
      'Encountered "x" at line 2, column 18.'
    );
    expect(
      inEditor('From line 1, column 8 to line 2, column 4: x', start)
    ).toBe('From line 2, column 18 to line 3, column 4: x');
  });

  test('leave the rest letter by letter', () => {
    const message = "Invalid value 'line 1, column 2'\n\tat 12";
    expect(inEditor(message, start)).toBe(message);
    expect(inEditor(message, { line: 0, column: 0 })).toBe(message);
  });
});

test('the positions of a script are those of its lines, asked in any order', () => {
  const positions = new TextPositions('a;\n\n  b;\nc');
  expect([0, 1, 4, 6, 9, 0].map(at => positions.at(at))).toEqual([
    { line: 0, column: 0 },
    { line: 0, column: 1 },
    { line: 2, column: 0 },
    { line: 2, column: 2 },
    { line: 3, column: 0 },
    { line: 0, column: 0 }
  ]);
});
