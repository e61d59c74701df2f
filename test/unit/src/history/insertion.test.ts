import { describe, expect, test } from 'vitest';
import { insertionOf } from '../../../../src/history/insertion';

/** The text after inserting `NEW` with the cursor at `|`. */
function inserted(text: string): string {
  const source = text.replace('|', '');
  const { at, text: added } = insertionOf({
    source,
    cursor: text.indexOf('|'),
    sql: 'NEW'
  });
  return source.slice(0, at) + added + source.slice(at);
}

describe('a statement from the history', () => {
  test.each([
    ['|', 'NEW'],
    ['-- a note\n|', '-- a note\n\nNEW'],
    ['SELECT| 1', 'SELECT 1;\n\nNEW'],
    ['SELECT 1;|', 'SELECT 1;\n\nNEW'],
    ['SELECT| 1;\nSELECT 2', 'SELECT 1;\n\nNEW;\nSELECT 2'],
    ['SELECT 1;\nSELECT| 2\n', 'SELECT 1;\nSELECT 2;\n\nNEW\n'],
    ["SELECT| ';'", "SELECT ';';\n\nNEW"]
  ])('goes behind the one at the cursor: %j', (before, after) => {
    expect(inserted(before)).toBe(after);
  });
});
