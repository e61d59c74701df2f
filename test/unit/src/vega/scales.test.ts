import { expect, test } from 'vitest';
import { translate } from '../../../../src/vega/translate';
import type { Row, VegaSpec } from '../../../../src/vega/vega-spec';
import { draw, type Picture } from '../../../helpers/vega-picture';

const NOTHING = '#00000000';

/** A row of squares: one for each value, whose colour a scale gives. */
async function colours(scale: object, values: unknown[]): Promise<string[]> {
  const picture = await draw({
    width: values.length * 10,
    height: 10,
    data: [
      { name: 't', values: values.map((v, index) => ({ v, x: index * 10 })) }
    ],
    scales: [{ name: 's', ...scale }],
    marks: [
      {
        type: 'symbol',
        from: { data: 't' },
        properties: {
          x: { field: 'x' },
          y: 0,
          width: 10,
          height: 10,
          fillColor: { scale: 's', field: 'v' }
        }
      }
    ]
  });
  return values.map((_, index) => picture.at(index * 10 + 5, 5));
}

/** Where a scale puts values: the pixels from the left at which a point is drawn. */
async function places(scale: object, values: number[]): Promise<number[]> {
  const at = async (v: number): Promise<number> => {
    const picture: Picture = await draw({
      width: 101,
      height: 5,
      data: [{ name: 't', values: [{ v }] }],
      scales: [{ name: 's', range: [0, 100], ...scale }],
      marks: [
        {
          type: 'symbol',
          from: { data: 't' },
          properties: {
            xc: { scale: 's', field: 'v' },
            yc: 2,
            width: 4,
            height: 4,
            fillColor: 'red'
          }
        }
      ]
    });
    const painted = Array.from({ length: 101 }, (_, x) => x).filter(x =>
      picture.isPainted(x, 2)
    );
    return ((painted[0] ?? NaN) + (painted.at(-1) ?? NaN) + 1) / 2;
  };
  return Promise.all(values.map(at));
}

test.each([
  [{ domain: [0, 10] }, [2, 5], [20, 50]],
  [{ type: 'linear', domain: [10, 0] }, [2, 5], [80, 50]],
  [
    { type: 'linear', domain: [0, 2, 10], range: [0, 80, 100] },
    [1, 6],
    [40, 90]
  ],
  [{ type: 'log', domain: [1, 100] }, [10], [50]],
  [{ type: 'sqrt', domain: [0, 100] }, [25], [50]],
  [{ type: 'pow', exponent: 2, domain: [0, 10] }, [5], [25]],
  [
    { type: 'linear', domain: [0, 10], clamp: true, range: [10, 90] },
    [-5, 50],
    [10, 90]
  ],
  // HeavyDB puts all in the middle where a domain has no extent.
  [{ type: 'linear', domain: [4, 4] }, [4], [50]]
])('%j puts %j at %j', async (scale, values, expected) => {
  expect(await places(scale, values)).toEqual(expected);
});

test('quantize cuts its domain into equal parts, and threshold at its values', async () => {
  const range = ['red', 'lime', 'blue'];
  expect(
    await colours(
      { type: 'quantize', domain: [0, 30], range },
      [-5, 9, 10, 29, 99]
    )
  ).toEqual(['#ff0000ff', '#ff0000ff', '#00ff00ff', '#0000ffff', '#0000ffff']);
  expect(
    await colours(
      { type: 'threshold', domain: [1, 100], range },
      [0, 1, 99, 100]
    )
  ).toEqual(['#ff0000ff', '#00ff00ff', '#00ff00ff', '#0000ffff']);
});

test('ordinal repeats its range, and has a default for what is not in its domain', async () => {
  const scale = {
    type: 'ordinal',
    domain: ['a', 'b', 'c'],
    range: ['red', 'blue']
  };
  expect(
    await colours({ ...scale, default: 'lime' }, ['a', 'b', 'c', 'd'])
  ).toEqual(['#ff0000ff', '#0000ffff', '#ff0000ff', '#00ff00ff']);
  expect(await colours(scale, ['d', null])).toEqual([NOTHING, NOTHING]);
});

test.each(['linear', 'sqrt', 'quantize', 'threshold', 'ordinal'])(
  'NULL has the color that a %s scale has for it, or none',
  async type => {
    const scale = {
      type,
      domain: type === 'threshold' ? [1] : [0, 10],
      range: ['red', 'blue']
    };
    expect(await colours({ ...scale, nullValue: 'lime' }, [null, 0])).toEqual([
      '#00ff00ff',
      '#ff0000ff'
    ]);
    expect(await colours(scale, [null, 0])).toEqual([NOTHING, '#ff0000ff']);
  }
);

test.each([
  [undefined, '#7f007f', '#800080'],
  ['InterpolateRGB', '#7f007f', '#800080'],
  ['InterpolateHsl', '#ff00ff', '#ff00ff'],
  ['interpolateHslLong', '#00ff00', '#00ff00']
])('colors between two are by %s', async (interpolator, ...middle) => {
  const [seen] = await colours(
    { domain: [0, 10], range: ['#ff0000', '#0000ff'], interpolator },
    [5]
  );
  expect(middle.map(colour => `${colour}ff`)).toContain(seen);
});

test('rows of a query may have numbers as BigInt', async () => {
  const picture = await draw(
    {
      width: 20,
      height: 10,
      data: [{ name: 't', sql: 'SELECT COUNT(*) AS n FROM t' }],
      scales: [{ name: 's', domain: [0, 10], range: 'width' }],
      marks: [
        {
          type: 'points',
          from: { data: 't' },
          properties: {
            x: { scale: 's', field: 'n' },
            y: 5,
            size: 6,
            fillColor: 'red'
          }
        }
      ]
    },
    { t: [{ n: null }, { n: 5n }] }
  );
  expect(picture.at(10, 5)).toBe('#ff0000ff');
});

test('a column of points is x and y at once', async () => {
  const at = { scale: 's', field: 'location' };
  const picture = await draw(
    {
      width: 100,
      height: 100,
      data: [{ name: 't', sql: 'SELECT location FROM t' }],
      scales: [{ name: 's', domain: [-10, 10], range: 'width' }],
      marks: [
        {
          type: 'points',
          from: { data: 't' },
          properties: { x: at, y: at, size: 6, fillColor: 'red' }
        },
        {
          type: 'symbol',
          from: { data: 't' },
          properties: { xc: 90, yc: at, width: 4, height: 4, fillColor: 'blue' }
        }
      ]
    },
    { t: [{ location: null }, { location: 'POINT (5 -5)' }] }
  );
  expect([picture.at(75, 25), picture.at(90, 25)]).toEqual([
    '#ff0000ff',
    '#0000ffff'
  ]);
});

/** The domain that a scale gets. */
const domainOf = (data: object[], domain: object, rows: Row[]): unknown =>
  translate(
    {
      ...{ width: 9, height: 9, data },
      scales: [{ name: 's', domain, range: 'width' }]
    } as unknown as VegaSpec,
    new Map([['t', rows]])
  ).scales[0]?.domain;

test('the domain of many values is from the least to the greatest', () => {
  const values = Array.from({ length: 300_000 }, (_, v) => ({ v }));
  const domain = domainOf(
    [{ name: 't', values }],
    { data: 't', field: 'v' },
    []
  );
  expect(domain).toEqual([0, 299_999]);
});

test('a query without rows has no least value, and its picture is empty', () => {
  const transform = [
    {
      type: 'aggregate',
      fields: ['v', 'v'],
      ops: ['min', 'max'],
      as: ['a', 'b']
    }
  ];
  const domain = domainOf(
    [
      { name: 't', sql: 'SELECT v FROM t' },
      { name: 'u', source: 't', transform }
    ],
    { data: 'u', fields: ['a', 'b'] },
    []
  );
  expect(domain).toEqual([NaN, NaN]);
});
