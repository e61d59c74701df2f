import { describe, expect, test } from 'vitest';
import type { DialectScale } from '../../../../server/vega-lite/scales/scale-def';
import { type Answers, translated } from '../../../helpers/translated';

const X = { field: 'a', type: 'quantitative' };
const Y = { field: 'b', type: 'quantitative' };
const TIME = { field: 'at', type: 'temporal' };
const NAME = { field: 'c', type: 'nominal' };

async function scaleOf(
  name: string,
  encoding: object,
  answers?: Answers,
  mark = 'circle'
): Promise<DialectScale | undefined> {
  const { scales } = await translated(
    { data: 't', mark, encoding: { x: X, y: Y, ...encoding } },
    answers
  );
  return scales.find(scale => scale.name === name);
}

describe('x and y', () => {
  test('begin at 0 and end at a round number', async () => {
    expect(await scaleOf('x', {}, { numbers: [3, 97, 3, 97] })).toEqual({
      name: 'x',
      type: 'linear',
      domain: [0, 100],
      range: 'width'
    });
  });

  test('follow the data without zero and nice', async () => {
    const x = { ...X, scale: { zero: false, nice: false } };
    expect(
      await scaleOf('x', { x }, { numbers: [3, 97, 3, 97] })
    ).toMatchObject({
      domain: [3, 97]
    });
  });

  test('take domain, range and reverse from the spec, and y turned round', async () => {
    const scale = { domain: [1, 2], range: [0, 100] };
    expect(await scaleOf('x', { x: { ...X, scale } })).toMatchObject({
      domain: [1, 2],
      range: [0, 100]
    });
    expect(await scaleOf('y', { y: { ...Y, scale } })).toMatchObject({
      range: [300, 200]
    });
    const reverse = { ...X, scale: { domain: [1, 2], reverse: true } };
    expect(await scaleOf('x', { x: reverse })).toMatchObject({
      range: [300, 0]
    });
  });

  test('keep the range "width" that specs of 2020 have', async () => {
    const x = { ...X, scale: { domain: [1, 2], range: 'width' } };
    expect(await scaleOf('x', { x })).toMatchObject({ range: 'width' });
  });

  test('count times in seconds, without 0', async () => {
    expect(
      await scaleOf('x', { x: TIME }, { numbers: [1e9, 2e9, 1, 2] })
    ).toMatchObject({ domain: [1e9, 2e9] });
    const domain = ['2020-01-01', { year: 2020, month: 'feb', date: 1 }];
    expect(
      await scaleOf('x', { x: { ...TIME, scale: { domain } } })
    ).toMatchObject({ domain: [1577836800, 1580515200] });
  });

  test('along a line need no 0', async () => {
    const numbers = [40, 60, 40, 60];
    expect(await scaleOf('x', {}, { numbers }, 'line')).toMatchObject({
      domain: [40, 60]
    });
    expect(await scaleOf('y', {}, { numbers }, 'line')).toMatchObject({
      domain: [0, 60]
    });
  });

  test('have a step for each category, and a place outside for others', async () => {
    expect(await scaleOf('x', { x: NAME })).toEqual({
      name: 'x',
      type: 'ordinal',
      domain: ['a', 'b', 'c'],
      range: [10, 30, 50],
      default: -1e6
    });
  });

  test('sort categories as the spec says', async () => {
    const sorted = (sort: unknown): Promise<DialectScale | undefined> =>
      scaleOf('x', { x: { ...NAME, sort } });
    expect(await sorted('descending')).toMatchObject({
      domain: ['c', 'b', 'a']
    });
    expect(await sorted(['b'])).toMatchObject({ domain: ['b', 'a', 'c'] });
  });

  test('of an empty table go from 0 to 1', async () => {
    expect(await scaleOf('x', {}, { numbers: [] })).toMatchObject({
      domain: [0, 1]
    });
  });
});

describe('color', () => {
  const colored = (
    scale: object | undefined,
    def: object = Y,
    answers?: Answers
  ): Promise<DialectScale | undefined> =>
    scaleOf(
      'color',
      { color: { ...def, ...(scale ? { scale } : {}) } },
      answers
    );

  test('of numbers has the scheme at even steps', async () => {
    const scale = await colored({ scheme: 'viridis', domain: [0, 100] });
    expect(scale?.domain).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(scale?.range).toHaveLength(11);
    expect(scale?.range[0]).toBe('#440154');
    expect(scale?.range[10]).toBe('#fde725');
    expect(scale?.clamp).toBe(true);
  });

  test('of a logarithm has even steps of the logarithm', async () => {
    const scale = await colored({ type: 'log', domain: [1, 1024] });
    expect(scale?.domain.map(value => Math.round(Number(value)))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024
    ]);
  });

  test('has its middle where domainMid is', async () => {
    const scale = await colored({
      domain: [-10, 90],
      domainMid: 0,
      range: ['blue', 'white', 'red']
    });
    expect(scale?.domain[5]).toBe(0);
    expect(scale?.range[5]).toBe('#ffffff');
  });

  test('of given stops is taken as it is', async () => {
    const scale = { domain: [0, 1, 10], range: ['red', 'green', 'blue'] };
    expect(await colored(scale)).toMatchObject(scale);
  });

  test('of classes has a color for each', async () => {
    expect(
      await colored({
        type: 'quantize',
        domain: [0, 1],
        scheme: { name: 'blues', count: 3 }
      })
    ).toMatchObject({ type: 'quantize', domain: [0, 1] });
    expect(
      (await colored({ type: 'threshold', domain: [1, 2, 3] }))?.range
    ).toHaveLength(4);
  });

  test('of categories is tableau10, and grey for all others', async () => {
    expect(await colored(undefined, NAME)).toEqual({
      name: 'color',
      type: 'ordinal',
      domain: ['a', 'b', 'c'],
      range: ['#4c78a8', '#f58518', '#e45756'],
      default: '#cccccc',
      nullValue: '#cccccc'
    });
  });

  test('of many categories keeps the 20 most frequent ones', async () => {
    const categories = Array.from({ length: 21 }, (_, index) => `c${index}`);
    const scale = await colored(undefined, NAME, { categories });
    expect(scale?.domain).toHaveLength(20);
    expect(scale?.domain).not.toContain('c20');
  });
});

describe('size and opacity', () => {
  test('the size of a number grows with the root', async () => {
    expect(
      await scaleOf('size', { size: Y }, { numbers: [4, 100, 4, 100] })
    ).toEqual({ name: 'size', type: 'sqrt', domain: [0, 100], range: [0, 19] });
  });

  test('a size that does not begin at 0 follows the root in steps', async () => {
    const scale = { domain: [0, 10], range: [25, 100] };
    const size = await scaleOf('size', { size: { ...Y, scale } });
    expect(size?.range[0]).toBe(5);
    expect(size?.range[5]).toBeCloseTo(Math.sqrt(62.5));
    expect(size?.range[10]).toBe(10);
  });

  test('the opacity of a number goes from 0.3 to 0.8', async () => {
    expect(
      await scaleOf('opacity', { opacity: Y }, { numbers: [4, 100, 4, 100] })
    ).toEqual({
      name: 'opacity',
      type: 'linear',
      domain: [4, 100],
      range: [0.3, 0.8]
    });
  });

  test('the sizes of categories are in even steps', async () => {
    expect(
      await scaleOf('size', { size: { ...NAME, scale: { range: [4, 36] } } })
    ).toMatchObject({ type: 'ordinal', range: [2, Math.sqrt(20), 6] });
  });
});

test('one statement asks for all ranges, and none if the spec has them', async () => {
  const { asked } = await translated({
    data: 't',
    mark: 'circle',
    encoding: { x: X, y: Y, color: { ...Y, field: 'd' } }
  });
  expect(asked).toEqual([
    'SELECT MIN(a), MAX(a), MIN(b), MAX(b), MIN(d), MAX(d) FROM (SELECT CAST(a AS DOUBLE) AS a, CAST(b AS DOUBLE) AS b, CAST(d AS DOUBLE) AS d FROM t WHERE a IS NOT NULL AND b IS NOT NULL AND d IS NOT NULL) AS source'
  ]);
  const scale = { domain: [0, 1] };
  const given = await translated({
    data: 't',
    mark: 'circle',
    encoding: { x: { ...X, scale }, y: { ...Y, scale } }
  });
  expect(given.asked).toEqual([]);
});
