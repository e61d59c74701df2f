import { expect, test } from 'vitest';
import { draw } from '../../../helpers/vega-picture';

const RED = '#ff0000ff';
const NOTHING = '#00000000';

test('a point is a circle as wide as its size, with y from the bottom', async () => {
  const picture = await draw({
    width: 40,
    height: 30,
    marks: [
      { type: 'points', properties: { x: 10, y: 5, size: 8, fillColor: 'red' } }
    ]
  });
  expect(picture.at(10, 5)).toBe(RED);
  expect(picture.at(10, 25)).toBe(NOTHING);
  expect([picture.at(6, 5), picture.at(13, 4)]).not.toContain(NOTHING);
  expect([picture.at(5, 5), picture.at(14, 5), picture.at(6, 1)]).toEqual([
    NOTHING,
    NOTHING,
    NOTHING
  ]);
});

test('scales place the rows of a query, and colour them', async () => {
  const picture = await draw(
    {
      width: 100,
      height: 50,
      data: [{ name: 't', sql: 'SELECT a, b, c FROM t' }],
      scales: [
        { name: 'x', type: 'linear', domain: [0, 10], range: 'width' },
        { name: 'y', domain: [-1, 1], range: 'height' },
        {
          name: 'colour',
          type: 'ordinal',
          domain: ['hot', 'cold'],
          range: ['red', 'blue'],
          default: 'lime',
          nullValue: 'white'
        }
      ],
      marks: [
        {
          type: 'points',
          from: { data: 't' },
          properties: {
            x: { scale: 'x', field: 'a' },
            y: { scale: 'y', field: 'b' },
            size: 6,
            fillColor: { scale: 'colour', field: 'c' }
          }
        }
      ]
    },
    {
      t: [
        { a: 1, b: 0, c: 'hot' },
        { a: 3, b: 0.8, c: 'cold' },
        { a: 5, b: -0.8, c: 'mild' },
        { a: 7, b: 0, c: null }
      ]
    }
  );
  expect(picture.at(10, 25)).toBe(RED);
  expect(picture.at(30, 45)).toBe('#0000ffff');
  expect(picture.at(50, 5)).toBe('#00ff00ff');
  expect(picture.at(70, 25)).toBe('#ffffffff');
});

test('a row with NULL in a place is not drawn, unless its scale says where', async () => {
  const spec = (more: object): object => ({
    width: 100,
    height: 50,
    data: [{ name: 't', values: [{ a: null }, { a: 5 }] }],
    scales: [{ name: 'x', domain: [0, 10], range: 'width', ...more }],
    marks: [
      {
        type: 'points',
        from: { data: 't' },
        properties: {
          x: { scale: 'x', field: 'a' },
          y: 25,
          size: 10,
          fillColor: 'red'
        }
      }
    ]
  });
  const without = await draw(spec({}));
  expect([without.at(50, 25), without.at(0, 25)]).toEqual([RED, NOTHING]);
  const placed = await draw(spec({ nullValue: 80 }));
  expect([placed.at(50, 25), placed.at(80, 25)]).toEqual([RED, RED]);
});

test('later rows and later marks are drawn over earlier ones', async () => {
  const mark = (fillColor: object | string, data = 't'): object => ({
    type: 'points',
    from: { data },
    properties: { x: { field: 'a' }, y: 5, size: 10, fillColor }
  });
  const picture = await draw({
    width: 60,
    height: 10,
    data: [
      {
        name: 't',
        values: [
          { a: 10, c: 0 },
          { a: 10, c: 1 }
        ]
      },
      { name: 'u', values: [{ a: 40 }] }
    ],
    scales: [
      { name: 'c', type: 'threshold', domain: [1], range: ['red', 'blue'] }
    ],
    marks: [
      mark({ scale: 'c', field: 'c' }),
      mark('lime', 'u'),
      mark('red', 'u')
    ]
  });
  expect(picture.at(10, 5)).toBe('#0000ffff');
  expect(picture.at(40, 5)).toBe(RED);
});

test('names with line separators, quotes and backslashes are drawn', async () => {
  const name = 'a\u2028"b\\';
  const picture = await draw({
    width: 20,
    height: 20,
    data: [{ name, values: [{ [name]: 5 }] }],
    scales: [{ name, domain: [0, 10], range: 'width' }],
    marks: [
      {
        type: 'points',
        from: { data: name },
        properties: {
          x: { scale: name, field: name },
          y: { scale: name, value: 5 },
          ...{ size: 8, fillColor: 'red' }
        }
      }
    ]
  });
  expect(picture.at(10, 10)).toBe(RED);
});

test('a point without end is no fault of the points beside it', async () => {
  const point = { x: 10, y: 10, fillColor: 'red' };
  const picture = await draw({
    width: 20,
    height: 20,
    marks: [
      { type: 'points', properties: { ...point, size: 1e300 } },
      { type: 'points', properties: { ...point, size: 8 } }
    ]
  });
  expect(picture.at(10, 10)).toBe(RED);
});
