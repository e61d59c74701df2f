import { expect, test } from 'vitest';
import { readWkt } from '../../../../src/vega/data/wkt';

test.each([
  ['POINT(1 2)', [[[[1, 2]]]]],
  ['SRID=4326; point ( -1.5e1  2 ) ', [[[[-15, 2]]]]],
  [
    'MULTIPOINT (1 2,3 4)',
    [
      [
        [
          [1, 2],
          [3, 4]
        ]
      ]
    ]
  ],
  [
    'MULTIPOINT ((1 2),(3 4))',
    [
      [
        [
          [1, 2],
          [3, 4]
        ]
      ]
    ]
  ],
  [
    'LINESTRING (1 2, 3 4)',
    [
      [
        [
          [1, 2],
          [3, 4]
        ]
      ]
    ]
  ],
  ['MULTILINESTRING((1 2),(3 4))', [[[[1, 2]]], [[[3, 4]]]]],
  [
    'POLYGON((1 2,3 4),(5 6))',
    [
      [
        [
          [1, 2],
          [3, 4]
        ],
        [[5, 6]]
      ]
    ]
  ],
  ['MULTIPOLYGON(((1 2)),((3 4)))', [[[[1, 2]]], [[[3, 4]]]]]
])('%s is read', (text, parts) => {
  expect(readWkt(text)?.parts.flat()).toEqual(parts.flat());
});

test.each([
  ...['', 'POINT', 'POINT EMPTY', 'POINT(1 2', 'POINT(1)', 'POINT(1 2 3)'],
  ...['POLYGON(1 2)', 'POLYGON(5)', 'POLYGON((null))', 'POLYGON((1 2,3))'],
  ...['POLYGON(((1 2)))', 'LINESTRING(5)', 'MULTIPOINT(1)', 'POINT(1 nan)'],
  ...['MULTIPOLYGON(((5)))', 'POINT(1 1e999)', 'POINT([1,2])', 'POINT((1 2))'],
  `POLYGON${'('.repeat(100_000)}${')'.repeat(100_000)}`
])('%.30s is no geometry', text => {
  expect(readWkt(text)).toBeNull();
});

test.each([
  ['digits', `POINT(${'1'.repeat(1_000_000)})`],
  ['spaces', ' '.repeat(1_000_000)],
  ['spaces between', `POINT(1${' '.repeat(1_000_000)}x)`],
  ['closing brackets', `POINT(1 2${') '.repeat(500_000)}`]
])('a megabyte of %s is read once', (_, text) => {
  const start = performance.now();
  expect(readWkt(text)).toBeNull();
  expect(performance.now() - start).toBeLessThan(2000);
});
