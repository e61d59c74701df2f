import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, expect, test } from 'vitest';
import { MACROS } from '../../../../sandbox/dialect/functions.js';

let answer: (expression: string) => Promise<unknown>;
beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', {
    integer_division: 'true'
  });
  const connection = await instance.connect();
  for (const macro of MACROS) {
    await connection.run(macro);
  }
  answer = async expression =>
    (
      await connection.runAndReadAll(`SELECT ${expression}`)
    ).getRowsJson()[0]?.[0];
});

test.each([
  ['conv_4326_900913_x(10)', 1_113_194.907_78],
  ['conv_4326_900913_y(45)', 5_621_521.4854],
  ['distance_in_meters(-122.4, 37.8, -73.8, 40.6)', 4_147_274.6848],
  ['convert_meters_to_merc_pixel_width(1000, 0, 45, -1, 1, 500, 1)', 3.178_685],
  ['convert_meters_to_merc_pixel_width(1, 0, 45, -1, 1, 500, 1)', 1],
  [
    'convert_meters_to_merc_pixel_height(1000, 0, 45, 44, 46, 500, 1)',
    2.247_151
  ]
])('%s is HeavyDB’s number', async (expression, expected) => {
  expect(Number(await answer(expression)) / expected).toBeCloseTo(1, 6);
});

test.each([
  ['rect_pixel_bin(55, 0, 100, 10, 200)', 100],
  ['rect_pixel_bin_x(55, 0, 100, 10, 0, 100)', 55],
  ['rect_pixel_bin_x(55, 0, 100, 10, 3, 100)', 58],
  ['rect_pixel_bin_y(99.9, 0, 100, 10, 0, 200)', 195],
  // In quarters of a pixel: 55 in the lower half, 195 in the upper one.
  [
    'rect_pixel_bin_packed(55, 0, 100, 99.9, 0, 100, 10, 10, 0, 0, 100, 200)',
    220 + 780 * 65_536
  ],
  [
    'reg_hex_horiz_pixel_bin_y(55, 0, 100, 20, 0, 100, 10, 12, 0, 0, 100, 100)',
    18
  ],
  [
    'reg_hex_vert_pixel_bin_x(55, 0, 100, 20, 0, 100, 12, 10, 0, 0, 100, 100)',
    54
  ]
])('%s is the middle of its bin', async (expression, expected) => {
  expect(await answer(expression)).toBe(expected);
});

test('hexagons of a row are as far apart as their width, and each is its own middle', async () => {
  const bin = (x: number, y: number): string =>
    ['x', 'y']
      .map(
        axis =>
          `reg_hex_horiz_pixel_bin_${axis}(${x}, 0, 100, ${y}, 0, 100, 10.392, 12, 0, 0, 100, 100)`
      )
      .join(', ');
  expect(await answer(`[${bin(52, 18)}] = [${bin(50, 19)}]`)).toBe(true);
  const [here, left] = [52, 41].map(x => bin(x, 18).split(', r')[0]);
  expect(await answer(`${here} - ${left}`)).toBeCloseTo(10.392, 3);
});

test.each([
  ['is_point_in_merc_view(1, 2, 0, 3, 0, 3)', true],
  ['is_point_in_merc_view(-1, 2, 0, 3, 0, 3)', false],
  ['is_point_size_in_merc_view(-1, 2, 200000, 0, 3, 0, 3)', true],
  ['is_point_size_in_merc_view(-1, 2, 1000, 0, 3, 0, 3)', false]
])('%s is %s', async (expression, expected) => {
  expect(await answer(expression)).toBe(expected);
});
