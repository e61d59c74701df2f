import { expect, test } from 'vitest';
import { errorRange } from '../../../../src/vega-viewer/error-range';

const TEXT = `{
  "width": 10, "height": 10,
  "data": [{"name": "t", "sql": "SELECT a
    FROM t"}],
  "marks": [{"type": "pionts"}]
}`;
const marked = (place: { path: string; offset?: number }): string | null => {
  const range = errorRange(TEXT, place);
  return range && TEXT.slice(range.from, range.to);
};

test('an error is marked at its path, on its first line', () => {
  expect(marked({ path: '/marks/0/type' })).toBe('"pionts"');
  expect(marked({ path: '/data/0/sql' })).toBe('"SELECT a');
});

test('the nearest part is marked where the text has nothing at a path', () => {
  expect(marked({ path: '/marks/0/properties/x' })).toBe('{"type": "pionts"}');
});

test('a text that is no JSON is marked where it ends to be one', () => {
  expect(marked({ path: '', offset: 4 })).toBe('"');
  expect(marked({ path: '', offset: TEXT.length })).toBe('}');
  expect(marked({ path: '' })).toBeNull();
  expect(errorRange('', { path: '', offset: 0 })).toBeNull();
});
