import { expect, test } from 'vitest';
import { draw, type Picture } from '../../../helpers/vega-picture';

const RED = '#ff0000ff';
const NOTHING = '#00000000';

const symbol = (properties: object, more: object = {}): Promise<Picture> =>
  draw({
    width: 60,
    height: 40,
    ...more,
    marks: [{ type: 'symbol', properties: { fillColor: 'red', ...properties } }]
  });

test('a symbol is a square by default; x and y are its left and lower edge', async () => {
  const picture = await symbol({ x: 10, y: 5, width: 20, height: 8 });
  expect(picture.count(RED)).toBe(160);
  expect([picture.at(10, 5), picture.at(29, 12)]).toEqual([RED, RED]);
  expect([picture.at(9, 5), picture.at(10, 4)]).toEqual([NOTHING, NOTHING]);
});

test('xc and yc are its middle; x and x2 are both edges', async () => {
  const middle = await symbol({ xc: 30, yc: 20, width: 10, height: 6 });
  expect([middle.at(25, 17), middle.at(34, 22)]).toEqual([RED, RED]);
  expect(middle.count(RED)).toBe(60);
  const edges = await symbol({ x: 10, x2: 30, y: 10, y2: 15 });
  expect(edges.count(RED)).toBe(100);
  expect(edges.at(29, 14)).toBe(RED);
});

test('a circle fills its width and height, and may be an ellipse', async () => {
  const round = await symbol({
    shape: 'circle',
    xc: 30,
    yc: 20,
    width: 20,
    height: 20
  });
  expect([round.at(30, 20), round.at(21, 20), round.at(30, 29)]).not.toContain(
    NOTHING
  );
  expect([round.at(22, 28), round.at(19, 20)]).toEqual([NOTHING, NOTHING]);
  const wide = await symbol({
    shape: 'Circle',
    x: 10,
    y: 10,
    width: 40,
    height: 10
  });
  expect([wide.at(30, 15), wide.at(12, 15), wide.at(47, 15)]).toEqual([
    RED,
    RED,
    RED
  ]);
  expect([wide.at(12, 11), wide.at(30, 21)]).toEqual([NOTHING, NOTHING]);
});

/** Per shape: two places that it fills, and two in the same square that it leaves out. */
test.each([
  [
    'cross',
    [
      [0, 9],
      [9, 0]
    ],
    [
      [6, 6],
      [-6, -6]
    ]
  ],
  [
    'diamond',
    [
      [0, 8],
      [4, 4]
    ],
    [
      [7, 7],
      [-7, 7]
    ]
  ],
  [
    'triangle-up',
    [
      [0, 7],
      [8, -9]
    ],
    [
      [8, 5],
      [-8, 5]
    ]
  ],
  [
    'triangle-down',
    [
      [0, -7],
      [8, 9]
    ],
    [
      [8, -5],
      [-8, -5]
    ]
  ],
  [
    'triangle-right',
    [
      [7, 0],
      [-9, 8]
    ],
    [
      [5, 8],
      [5, -8]
    ]
  ],
  [
    'triangle-left',
    [
      [-7, 0],
      [9, 8]
    ],
    [
      [-5, 8],
      [-5, -8]
    ]
  ],
  [
    'hexagon-horiz',
    [
      [0, 9],
      [9, 3]
    ],
    [
      [8, 9],
      [-9, -9]
    ]
  ],
  [
    'hexagon-vert',
    [
      [9, 0],
      [3, 9]
    ],
    [
      [9, 8],
      [-9, -9]
    ]
  ],
  [
    'wedge',
    [
      [0, 12],
      [1, -2]
    ],
    [
      [4, 0],
      [0, -5]
    ]
  ],
  [
    'arrow',
    [
      [0, 8],
      [0, -9]
    ],
    [
      [4, -5],
      [7, 8]
    ]
  ],
  [
    'airplane',
    [
      [0, 8],
      [8, -2]
    ],
    [
      [8, 8],
      [6, -7]
    ]
  ]
] as const)(
  'the shape %s points where it points in HeavyDB',
  async (shape, filled, left) => {
    const picture = await symbol({
      shape,
      xc: 30,
      yc: 20,
      width: 20,
      height: 20
    });
    const at = ([x, y]: readonly [number, number]): boolean =>
      picture.isPainted(30 + x, 20 + y);
    expect(filled.map(at)).toEqual([true, true]);
    expect(left.map(at)).toEqual([false, false]);
  }
);

test('an angle turns clockwise in degrees, around the middle or around the edges', async () => {
  const arrow = { shape: 'arrow', width: 20, height: 20 };
  const east = await symbol({ ...arrow, xc: 30, yc: 20, angle: 90 });
  expect([east.isPainted(37, 20), east.isPainted(21, 20)]).toEqual([
    true,
    true
  ]);
  expect([east.at(30, 28), east.at(30, 12)]).toEqual([NOTHING, NOTHING]);
  const radians = await symbol({
    ...arrow,
    xc: 30,
    yc: 20,
    angle: Math.PI / 2,
    angleUnit: 'radians'
  });
  expect(radians.isPainted(37, 20)).toBe(true);
  const square = await symbol({
    x: 20,
    y: 20,
    width: 10,
    height: 6,
    angle: 90
  });
  expect([square.at(23, 12), square.at(25, 19)]).toEqual([RED, RED]);
  expect(square.at(23, 22)).toBe(NOTHING);
});

test('a stroke is drawn around the edge, in its own colour', async () => {
  const picture = await symbol({
    x: 10,
    y: 10,
    width: 20,
    height: 20,
    strokeColor: 'blue',
    strokeWidth: 4
  });
  expect([picture.at(8, 20), picture.at(11, 20)]).toEqual([
    '#0000ffff',
    '#0000ffff'
  ]);
  expect([picture.at(20, 20), picture.at(6, 20)]).toEqual([RED, NOTHING]);
});

test('opacities multiply', async () => {
  const picture = await symbol({
    x: 10,
    y: 10,
    width: 20,
    height: 20,
    fillColor: 'rgba(255,0,0,0.8)',
    fillOpacity: 0.5,
    opacity: 0.5
  });
  expect(picture.at(20, 20)).toBe('#ff000033');
});

test('a scale gives each row its shape', async () => {
  const picture = await draw({
    width: 100,
    height: 40,
    data: [
      {
        name: 't',
        values: [
          { a: 1, x: 20 },
          { a: 2, x: 50 },
          { a: 3, x: 80 }
        ]
      }
    ],
    scales: [
      {
        name: 'shape',
        type: 'ordinal',
        domain: [1, 2],
        range: ['triangle-up', 'triangle-down'],
        default: 'square'
      }
    ],
    marks: [
      {
        type: 'symbol',
        from: { data: 't' },
        properties: {
          shape: { scale: 'shape', field: 'a' },
          xc: { field: 'x' },
          yc: 20,
          width: 20,
          height: 20,
          fillColor: 'red'
        }
      }
    ]
  });
  const corners = (x: number): boolean[] =>
    [27, 12].map(y => picture.isPainted(x + 7, y));
  expect(corners(20)).toEqual([false, true]);
  expect(corners(50)).toEqual([true, false]);
  expect(corners(80)).toEqual([true, true]);
});
