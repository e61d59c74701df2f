import { describe, expect, test } from 'vitest';
import { completionsAt, hintAt } from '../../../../src/vega-schema/advice';

/** The text without its bar, and where the bar was. */
const at = (marked: string): [string, number] => [
  marked.replace('|', ''),
  marked.indexOf('|')
];

const labels = (marked: string): string[] =>
  (completionsAt(...at(marked))?.options ?? []).map(({ label }) => label);

describe('completion', () => {
  test('names the properties of the picture', () => {
    expect(labels('{"wi|"}')).toEqual(
      expect.arrayContaining(['width', 'height', 'data', 'scales', 'marks'])
    );
  });

  test('names the properties of a scale', () => {
    expect(labels('{"scales": [{"name": "x", "|"}]}')).toEqual(
      expect.arrayContaining(['type', 'domain', 'range', 'nullValue'])
    );
  });

  test('names the properties of this type of mark only', () => {
    const points = labels(
      '{"marks": [{"type": "points", "properties": {"|"}}]}'
    );
    expect(points).toContain('size');
    expect(points).not.toContain('strokeColor');
    expect(
      labels('{"marks": [{"type": "polys", "properties": {"|"}}]}')
    ).toContain('strokeColor');
  });

  test('names what a property refers to', () => {
    expect(
      labels('{"marks": [{"type": "points", "properties": {"x": {"|"}}}]}')
    ).toEqual(expect.arrayContaining(['scale', 'field', 'value']));
  });

  test('names the values that there are', () => {
    expect(labels('{"scales": [{"type": "|"}]}')).toEqual([
      ...['linear', 'log', 'pow', 'sqrt', 'ordinal', 'quantize', 'threshold']
    ]);
    expect(labels('{"scales": [{"type": |}]}')).toContain('linear');
    expect(labels('{"marks": [{"type": "|"}]}')).toEqual([
      ...['points', 'symbol', 'lines', 'polys', 'legacysymbol']
    ]);
    expect(
      labels('{"marks": [{"type": "symbol", "properties": {"shape": "|"}}]}')
    ).toContain('hexagon-horiz');
    expect(labels('{"scales": [{"clamp": |}]}')).toEqual(['true', 'false']);
  });

  test('replaces the word, and adds a colon where there is none', () => {
    const [text, offset] = at('{"wid|"}');
    const completions = completionsAt(text, offset);
    expect(completions).toMatchObject({ from: 1, to: 6 });
    expect(completions?.options[0]?.text).toBe('"width": ');
    const [whole, inside] = at('{"wid|": 3}');
    expect(completionsAt(whole, inside)?.options[0]?.text).toBe('"width"');
  });

  test('says nothing within SQL and within unknown properties', () => {
    expect(labels('{"data": [{"sql": "SELECT |"}]}')).toEqual([]);
    expect(labels('{"axes": [{"|"}]}')).toEqual([]);
  });

  test('works in a text that is not finished', () => {
    expect(labels('{"width": 3, "marks": [{"type": "points", "|')).toContain(
      'from'
    );
  });
});

describe('hints', () => {
  test('tell what a property means', () => {
    expect(hintAt(...at('{"scales": [{"nullVal|ue": 3}]}'))).toEqual({
      from: 13,
      to: 24,
      label: 'nullValue',
      description: 'The result for NULL.'
    });
  });

  test('tell the values of a property', () => {
    expect(
      hintAt(...at('{"scales": [{"ty|pe": "log"}]}'))?.description
    ).toMatch(/linear, log, pow/);
  });

  test('tell that a property is not read', () => {
    expect(hintAt(...at('{"ax|es": []}'))?.description).toBe(
      'The database does not read this property.'
    );
  });

  test('say nothing of values and of free objects', () => {
    expect(hintAt(...at('{"width": 3|0}'))).toBeNull();
    expect(hintAt(...at('{"data": [{"values": [{"a|": 1}]}]}'))).toBeNull();
  });
});

test('a query in several lines is no obstacle', () => {
  const data = '{"data": [{"sql": "SELECT 1\n  FROM t"}], ';
  expect(labels(`${data}"|"}`)).toContain('marks');
  expect(hintAt(...at(`${data}"wid|th": 3}`))?.label).toBe('width');
});
