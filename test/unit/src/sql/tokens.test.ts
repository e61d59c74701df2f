import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../../src/sql/tokens';

const kinds = (sql: string): string[] =>
  tokenize(sql)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text }) => `${kind} ${text}`);

describe('the tokens of SQL', () => {
  test.each([
    '',
    'SELECT \'it\'\'s\', "a ""b""", `c` FROM t -- \'no string\nWHERE x >= 1.5e-3',
    "a /* 'b' */ || 'c",
    'a "b',
    '/* open',
    'übergroß.東京 😀 ::\r\n\t;'
  ])('are the text again when joined: %j', sql => {
    expect(
      tokenize(sql)
        .map(({ text }) => text)
        .join('')
    ).toBe(sql);
  });

  test('tell strings, names and comments apart', () => {
    expect(
      kinds(`'a -- b' "c 'd'" -- 'e'
      /* "f" */ g_1 >= 2.5`)
    ).toEqual([
      "string 'a -- b'",
      `quoted "c 'd'"`,
      "comment -- 'e'",
      'comment /* "f" */',
      'word g_1',
      'symbol >=',
      'number 2.5'
    ]);
  });

  test('let a backslash be a backslash', () => {
    expect(kinds(String.raw`'a\' || 'b'`)).toEqual([
      String.raw`string 'a\'`,
      'symbol ||',
      "string 'b'"
    ]);
  });

  test.each([
    ["'a", false],
    ["'a'''", true],
    ["'a''", false],
    ["''", true],
    ["'", false],
    ['"a', false],
    ['"a"', true],
    ['`a', false],
    ['/* a', false],
    ['/* a */', true],
    ['-- a', true]
  ])('know whether %s is closed: %s', (sql, isClosed) => {
    expect(tokenize(sql).map(token => token.isClosed)).toEqual([isClosed]);
  });
});
