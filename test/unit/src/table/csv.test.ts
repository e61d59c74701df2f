import { describe, expect, test } from 'vitest';
import { csvField, formulaSafe } from '../../../../src/table/csv';

describe('a CSV field', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\rlines', '"two\rlines"'],
    [' spaced ', ' spaced '],
    // A reader that skips blank lines, as pandas does, would lose a row of one such field.
    [' ', '" "'],
    ['\t', '"\t"'],
    ['', '""'],
    [null, '']
  ])('of %j is %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

describe('text that a spreadsheet would run', () => {
  test.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1'],
    ...['＝1', '＋1', '－1', '＠A1', '\ufeff=1', '\u200b=1', '\u202e=1']
  ])('%j gets an apostrophe', text => {
    expect(formulaSafe(text)).toBe(`'${text}`);
  });

  test.each(['', ' =1', 'a=1', '1-1', "'=1", 'POINT (1 2)'])(
    '%j stays as it is',
    text => {
      expect(formulaSafe(text)).toBe(text);
    }
  );
});
