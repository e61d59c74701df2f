import { expect, test } from 'vitest';
import { draw } from '../../../helpers/vega-picture';

const RED = '#ff0000ff';
const BLUE = '#0000ffff';
const NOTHING = '#00000000';

const POLYS = {
  width: 100,
  height: 100,
  data: [{ name: 't', format: 'polys', sql: 'SELECT shape, n FROM t' }],
  scales: [
    { name: 'x', domain: [0, 10], range: 'width' },
    { name: 'y', domain: [0, 10], range: 'height' },
    { name: 'colour', type: 'quantize', domain: [0, 2], range: ['red', 'blue'] }
  ],
  marks: [
    {
      type: 'polys',
      from: { data: 't' },
      properties: {
        x: { scale: 'x', field: 'x' },
        y: { scale: 'y', field: 'y' },
        fillColor: { scale: 'colour', field: 'n' }
      }
    }
  ]
};

test('polygons are filled but for their holes, whichever way these go round', async () => {
  const outside = '(0 0,9 0,9 9,0 9,0 0)';
  const hole = '(2 2,4 2,4 4,2 4,2 2)';
  const turned = '(6 6,6 8,8 8,8 6,6 6)';
  const picture = await draw(POLYS, {
    t: [{ shape: `POLYGON (${outside},${hole},${turned})`, n: 0 }]
  });
  expect(picture.at(10, 10)).toBe(RED);
  expect(picture.at(50, 50)).toBe(RED);
  expect(picture.at(30, 30)).toBe(NOTHING);
  expect(picture.at(70, 70)).toBe(NOTHING);
  expect(picture.at(95, 95)).toBe(NOTHING);
});

test('all parts of a multipolygon are filled, and rows without one are not drawn', async () => {
  const picture = await draw(POLYS, {
    t: [
      {
        shape: 'MULTIPOLYGON(((0 0,2 0,2 2,0 0)),((8 8,10 8,10 10,8 8)))',
        n: 1.5
      },
      { shape: null, n: 0 }
    ]
  });
  expect([picture.at(15, 5), picture.at(95, 85)]).toEqual([BLUE, BLUE]);
  expect(picture.count(RED)).toBe(0);
});

test('of several geometries, the one that "x" names is drawn', async () => {
  const [mark] = POLYS.marks;
  const picture = await draw(
    {
      ...POLYS,
      marks: [
        {
          ...mark,
          properties: {
            ...mark?.properties,
            x: { scale: 'x', field: 'second' },
            y: { scale: 'y', field: 'second' }
          }
        }
      ]
    },
    {
      t: [
        {
          first: 'POLYGON ((0 0,4 0,4 4,0 0))',
          second: 'POLYGON ((6 6,9 6,9 9,6 6))',
          n: 0
        }
      ]
    }
  );
  expect([picture.at(80, 65), picture.at(30, 10)]).toEqual([RED, NOTHING]);
});

test('Mercator puts degrees where a map of the web has them', async () => {
  const picture = await draw(
    {
      ...POLYS,
      projections: [
        {
          name: 'map',
          type: 'mercator',
          bounds: { x: [-100, 0], y: [0, 60] }
        }
      ],
      marks: [
        {
          type: 'polys',
          from: { data: 't' },
          transform: { projection: 'map' },
          properties: {
            x: { field: 'x' },
            y: { field: 'y' },
            fillColor: 'red'
          }
        },
        {
          type: 'points',
          from: { data: 't' },
          transform: { projection: 'map' },
          properties: {
            x: { field: 'longitude' },
            y: { field: 'latitude' },
            size: 4,
            fillColor: 'blue'
          }
        }
      ]
    },
    {
      t: [
        {
          shape: 'POLYGON ((-100 0,-50 0,-50 38.7,-100 38.7,-100 0))',
          longitude: -30,
          latitude: 38.7,
          n: 0
        }
      ]
    }
  );
  // 38.7° is 55.6 % of the way from 0° to 60° on such a map, and 64.5 % on a flat one.
  expect([picture.at(25, 54), picture.at(25, 57)]).toEqual([RED, NOTHING]);
  expect(picture.at(70, 55)).toBe(BLUE);
});

const lineSpec = (format: unknown, more: object = {}): object => ({
  width: 100,
  height: 100,
  data: [{ name: 't', format, sql: 'SELECT * FROM t' }],
  scales: POLYS.scales,
  marks: [
    {
      type: 'lines',
      from: { data: 't' },
      properties: {
        x: { scale: 'x', field: 'x' },
        y: { scale: 'y', field: 'y' },
        strokeColor: 'red',
        strokeWidth: 4,
        ...more
      }
    }
  ]
});
const coords = (x: unknown[], y: unknown[], layout?: string): object => ({
  type: 'lines',
  coords: { x, y },
  ...(layout && { layout })
});

test.each([
  ['a LINESTRING', 'lines', { shape: 'LINESTRING (0 2,5 2,5 8)' }],
  ['two arrays', coords(['xs'], ['ys']), { xs: [0, 5, 5], ys: [2, 2, 8] }],
  [
    'an array of pairs',
    coords(['xys'], [{ from: 'xys' }]),
    { xys: [0, 2, 5, 2, 5, 8] }
  ],
  [
    'an array of all x, then all y',
    coords(['xys'], [{ from: 'xys' }], 'sequential'),
    { xys: [0, 5, 5, 2, 2, 8] }
  ],
  [
    'columns of single coordinates',
    coords(['a', 'c', 'e'], ['b', 'd', 'f']),
    { a: 0, b: 2, c: 5, d: 2, e: 5, f: 8 }
  ]
])('a line goes through %s', async (_, format, row) => {
  const picture = await draw(lineSpec(format), { t: [row] });
  expect([picture.at(25, 20), picture.at(50, 60)]).toEqual([RED, RED]);
  expect([picture.at(25, 60), picture.at(50, 90)]).toEqual([NOTHING, NOTHING]);
});

test('the area below a line is filled down to the bottom', async () => {
  const picture = await draw(
    lineSpec(coords(['xs'], ['ys']), { fillBelowLine: true }),
    { t: [{ xs: [2, 8], ys: [5, 5] }] }
  );
  expect([picture.at(50, 40), picture.at(50, 0)]).toEqual([RED, RED]);
  expect([picture.at(50, 60), picture.at(90, 10)]).toEqual([NOTHING, NOTHING]);
});

test('what a table computes from another is the domain of a scale', async () => {
  const picture = await draw(
    {
      width: 100,
      height: 10,
      data: [
        { name: 't', sql: 'SELECT a FROM t' },
        {
          name: 'stats',
          source: 't',
          transform: [
            {
              type: 'aggregate',
              fields: ['a', 'a'],
              ops: ['min', 'max'],
              as: ['low', 'high']
            }
          ]
        }
      ],
      scales: [
        {
          name: 'x',
          domain: { data: 'stats', fields: ['low', 'high'] },
          range: [20, 80]
        }
      ],
      marks: [
        {
          type: 'points',
          from: { data: 't' },
          properties: {
            x: { scale: 'x', field: 'a' },
            y: 5,
            size: 6,
            fillColor: 'red'
          }
        }
      ]
    },
    { t: [{ a: 100 }, { a: null }, { a: 300 }] }
  );
  expect([picture.at(20, 5), picture.at(80, 5)]).toEqual([RED, RED]);
});
