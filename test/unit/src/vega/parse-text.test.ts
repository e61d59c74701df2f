import { expect, test } from 'vitest';
import { offsetOfPath, parseVegaText } from '../../../../src/vega/parse-text';
import { VegaError } from '../../../../src/vega/vega-error';

const SIZE = '"width": 10, "height": 10';

function errorOf(text: string): VegaError {
  try {
    parseVegaText(text);
  } catch (error) {
    return error as VegaError;
  }
  throw new Error('The text was accepted.');
}

test('line breaks and tabs inside a string are accepted, and kept', () => {
  const text = `{${SIZE}, "data": [{"name": "t", "sql": "SELECT\n\tx\r\nFROM t"}]}`;
  expect(parseVegaText(text).data?.[0]?.sql).toBe('SELECT\n\tx\r\nFROM t');
});

test('escapes keep their meaning, also before the end of a string', () => {
  const text = `{${SIZE}, "data": [{"name": "a\\\\", "sql": "x = \\"y\\"\\n\n"}]}`;
  expect(parseVegaText(text).data).toEqual([
    { name: 'a\\', sql: 'x = "y"\n\n' }
  ]);
});

test('a fault behind line breaks in a string is found where it is in the text', () => {
  const text = `{${SIZE}, "data": [{"name": "t", "sql": "a\nb\nc"}], "scales": 5}`;
  const error = errorOf(text);
  expect(error.path).toBe('/scales');
  expect(error.message).toBe('"scales" must be an array.');
  expect(text.slice(error.offset)).toBe('5}');
});

test('text that is not JSON names what is wrong, with the line', () => {
  const error = errorOf(`{"width": 10,\n"height": "a\nb",\n"marks" []}`);
  expect(error.message).toBe('The text is not JSON: colon expected at line 4.');
  expect(error).toBeInstanceOf(VegaError);
});

test.each([
  ['', 'The text is not JSON: value expected at line 1.', ''],
  [`{${SIZE}, // no\n}`, expect.stringContaining('is not JSON'), ''],
  [`{${SIZE},}`, expect.stringContaining('is not JSON'), ''],
  ['[]', 'The specification must be a JSON object.', ''],
  ['{"height": 1}', '"width" property is required.', ''],
  ['{"width": "1", "height": 1}', '"width" must be a number.', '/width'],
  [
    '{"width": 1, "height": 0.5}',
    '"height" must be a whole number of pixels above 0.',
    '/height'
  ],
  [
    `{${SIZE}, "data": [7]}`,
    'The entries of "data" must be JSON objects.',
    '/data/0'
  ],
  [
    `{${SIZE}, "marks": [{}]}`,
    'The entries of "marks" must contain a "type".',
    '/marks/0'
  ],
  [
    `{${SIZE}, "scales": [{"name": "x"}, {"name": "x"}]}`,
    'a scale with the name "x" already exists.',
    '/scales/1'
  ],
  [
    `{${SIZE}, "data": [{"name": "t", "sql": ["SELECT 1"]}]}`,
    '"sql" must be a string.',
    '/data/0/sql'
  ]
])('%j is refused with its place', (text, message, path) => {
  const error = errorOf(text);
  expect(error.message).toEqual(message);
  expect(error.path).toBe(path);
});

test('the place of a path is that of its value, or of the nearest around it', () => {
  const text = `{${SIZE}, "marks": [{"type": "points", "a/b": "x\ny"}]}`;
  const at = (path: string): string => {
    const place = offsetOfPath(text, path);
    return text.slice(place?.start, place?.end);
  };
  expect(at('/marks/0/type')).toBe('"points"');
  expect(at('/marks/0/a~1b')).toBe('"x\ny"');
  expect(at('/marks/0/properties/x')).toBe('{"type": "points", "a/b": "x\ny"}');
  expect(at('')).toBe(text);
  expect(offsetOfPath('', '/marks')).toBeNull();
});

test('a text that is nested without end is refused, and has no places', () => {
  const text = `{${SIZE}, "a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(errorOf(text)).toMatchObject({
    message: 'The text is nested too deeply.',
    path: ''
  });
  expect(offsetOfPath(text, '/a')).toBeNull();
});
