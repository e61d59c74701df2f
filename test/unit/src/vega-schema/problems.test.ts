import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemsIn } from '../../../../src/vega-schema/problems';
import { ROOT } from '../../../helpers/root';

const messagesIn = (spec: object): string[] =>
  problemsIn(JSON.stringify(spec)).map(({ message }) => message);

test('a property that the database ignores is a problem', () => {
  expect(problemsIn('{"width": 1, "axes": []}')).toEqual([
    { from: 13, to: 19, message: 'The database does not read this property.' }
  ]);
  expect(
    messagesIn({
      marks: [{ type: 'points', properties: { strokeColor: 'red' } }]
    })
  ).toHaveLength(1);
});

test('a value that is none of the known ones is a problem, in any case of letters', () => {
  expect(messagesIn({ scales: [{ type: 'band' }] })).toEqual([
    'The database knows linear, log, pow, sqrt, ordinal, quantize, threshold here.'
  ]);
  expect(messagesIn({ scales: [{ interpolator: 'InterpolateHCL' }] })).toEqual(
    []
  );
});

test('columns and rows of one’s own are none', () => {
  expect(
    messagesIn({
      data: [{ name: 'd', values: [{ a: 1, b: { c: 2 } }] }],
      scales: [{ name: 's', domain: { data: 'd', field: 'a' }, range: 'width' }]
    })
  ).toEqual([]);
});

test('a text that is no JSON is an error of its own', () => {
  expect(problemsIn('')).toEqual([]);
});

const EXAMPLES = join(ROOT, 'examples', 'vega');

test.each(readdirSync(EXAMPLES).filter(name => name.endsWith('.vega')))(
  'the example %s has none',
  name => {
    expect(problemsIn(readFileSync(join(EXAMPLES, name), 'utf8'))).toEqual([]);
  }
);
