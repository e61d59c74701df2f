/**
 * Functions that put places of the earth on the pixels of a picture, as specifications of Vega use
 * them (QueryEngine/ExtensionFunctions.hpp). Some results are FLOATs there, and here.
 */
import type { FunctionTopic } from './topic.js';

const EARTH_RADIUS = 6_372_797.560856;

/** So many degrees are `meters`, along a meridian and along a parallel. */
const LATITUDES = `degrees(meters / ${EARTH_RADIUS})`;
const LONGITUDES = `degrees(2 * asin(sin(meters / (2 * ${EARTH_RADIUS})) / cos(radians(lat))))`;

/** An offset of bins as HeavyDB takes it: between minus a step and 0. */
const wrapped = (offset: string, step: string): string => {
  const rest = `fmod(CAST(${offset} AS DOUBLE), CAST(${step} AS DOUBLE))`;
  return `CASE WHEN ${rest} > 0 THEN ${rest} - ${step} ELSE ${rest} END`;
};

/** The middle of the bin of a value, in pixels. */
const rectBin = (axis: 'x' | 'y'): string => {
  const offset = `(${wrapped('bin_offset', 'bin_size')})`;
  const low = `(low + ${offset} * (high - low) / pixels)`;
  return `CREATE MACRO rect_pixel_bin_${axis}(v, low, high, bin_size, bin_offset, pixels) AS
    CAST(trunc((CAST(v AS DOUBLE) - ${low}) / (high - ${low}) * (pixels - ${offset}) / bin_size) * bin_size
         + ${offset} + bin_size / 2.0 AS FLOAT)`;
};

/** Two rectangular bins in one INTEGER, in quarters of a pixel. */
const PACKED = `CREATE MACRO rect_pixel_bin_packed(vx, minx, maxx, vy, miny, maxy, bin_width, bin_height, offset_x, offset_y, width, height) AS
    CAST((CAST(rect_pixel_bin_x(vx, minx, maxx, bin_width, offset_x, width) * 4 AS BIGINT) & 32767)
         | ((CAST(rect_pixel_bin_y(vy, miny, maxy, bin_height, offset_y, height) * 4 AS BIGINT) & 32767) << 16) AS INTEGER)`;

/** Hexagons that stand on a point, in rows, or lie on a side, in columns. */
type Hexagons = {
  name: 'horiz' | 'vert';
  /** After how many widths and heights the pattern repeats. */
  repeats: { x: number; y: number };
  /** Half of the side from point to point. */
  size: string;
  /** Coordinates in a cube of a pixel, in sizes: x and z. */
  cubeX: string;
  cubeZ: string;
  /** The middle of a hexagon of the cube, in sizes. */
  x: string;
  y: string;
};

const HEXAGONS: readonly Hexagons[] = [
  {
    name: 'horiz',
    repeats: { x: 1, y: 1.5 },
    size: 'bin_height / 2.0',
    cubeX: 'px / sqrt(3) - py / 3',
    cubeZ: 'py * 2 / 3',
    x: 'sqrt(3) * (rx + rz / 2)',
    y: '1.5 * rz'
  },
  {
    name: 'vert',
    repeats: { x: 1.5, y: 1 },
    size: 'bin_width / 2.0',
    cubeX: 'px * 2 / 3',
    cubeZ: 'py / sqrt(3) - px / 3',
    x: '1.5 * rx',
    y: 'sqrt(3) * (rz + rx / 2)'
  }
];

const HEX_PARAMETERS =
  'vx, minx, maxx, vy, miny, maxy, bin_width, bin_height, offset_x, offset_y, width, height';

/**
 * One coordinate of the middle of a hexagon, by steps that build on each other: what is added to
 * the picture by the offset, the pixel, its place in the cube, and that rounded.
 */
function hexBin(hexagons: Hexagons, axis: 'x' | 'y'): string {
  const { name, repeats, size, cubeX, cubeZ } = hexagons;
  const steps = [
    `${wrapped('offset_x', `(${repeats.x} * bin_width)`)} AS ox, ${wrapped('offset_y', `(${repeats.y} * bin_height)`)} AS oy`,
    'minx + ox * (maxx - minx) / width AS lx, miny + oy * (maxy - miny) / height AS ly',
    'round((width - ox) * (vx - lx) / (maxx - lx)) AS px, round((height - oy) * (vy - ly) / (maxy - ly)) AS py',
    `(${cubeX}) / (${size}) AS cx, (${cubeZ}) / (${size}) AS cz`,
    '-cx - cz AS cy',
    'round(cx) AS fx, round(cy) AS fy, round(cz) AS fz',
    'abs(fx - cx) AS dx, abs(fy - cy) AS dy, abs(fz - cz) AS dz',
    `CASE WHEN dx > dy AND dx > dz THEN -fy - fz ELSE fx END AS rx,
     CASE WHEN (dx > dy AND dx > dz) OR dy > dz THEN fz ELSE -fx - fy END AS rz`
  ];
  const nested = steps.reduce(
    (inner, step) =>
      `(SELECT ${inner ? '*, ' : ''}${step}${inner && ` FROM ${inner}`})`,
    ''
  );
  return `CREATE MACRO reg_hex_${name}_pixel_bin_${axis}(${HEX_PARAMETERS}) AS (
    SELECT CAST((${hexagons[axis]}) * (${size}) + o${axis} AS FLOAT) FROM ${nested})`;
}

const view = 'min_lon, max_lon, min_lat, max_lat';

export const pixels: FunctionTopic = {
  macros: [
    'CREATE MACRO conv_4326_900913_x(lon) AS CAST(lon AS DOUBLE) * 111319.490778',
    `CREATE MACRO conv_4326_900913_y(lat) AS
      6378136.99911 * ln(tan(0.00872664626 * CAST(lat AS DOUBLE) + 0.785398163397))`,
    `CREATE MACRO distance_in_meters(from_lon, from_lat, to_lon, to_lat) AS
      ${EARTH_RADIUS} * 2 * asin(sqrt(
        pow(sin(radians(CAST(from_lat AS DOUBLE) - to_lat) / 2), 2)
        + cos(radians(from_lat)) * cos(radians(to_lat))
          * pow(sin(radians(CAST(from_lon AS DOUBLE) - to_lon) / 2), 2)))`,
    `CREATE MACRO approx_distance_in_meters(from_lon, from_lat, to_lon, to_lat) AS
      distance_in_meters(from_lon, from_lat, to_lon, to_lat)`,
    `CREATE MACRO rect_pixel_bin(v, low, high, bins, pixels) AS
      CAST(trunc((CAST(v AS DOUBLE) - low) / (CAST(high AS DOUBLE) - low) * bins) * pixels / CAST(bins AS DOUBLE) AS FLOAT)`,
    rectBin('x'),
    rectBin('y'),
    PACKED,
    ...HEXAGONS.flatMap(hexagons => [
      hexBin(hexagons, 'x'),
      hexBin(hexagons, 'y')
    ]),
    `CREATE MACRO is_point_in_merc_view(lon, lat, ${view}) AS
      NOT (lon < min_lon OR lon > max_lon OR lat < min_lat OR lat > max_lat)`,
    `CREATE MACRO is_point_size_in_merc_view(lon, lat, meters, ${view}) AS
      NOT (lon + ${LONGITUDES} < min_lon OR lon - ${LONGITUDES} > max_lon
           OR lat + ${LATITUDES} < min_lat OR lat - ${LATITUDES} > max_lat)`,
    `CREATE MACRO convert_meters_to_merc_pixel_width(meters, lon, lat, min_lon, max_lon, width, least) AS
      greatest(CAST(least AS DOUBLE),
        abs(conv_4326_900913_x(lon) - conv_4326_900913_x(lon - ${LONGITUDES}))
        / (conv_4326_900913_x(max_lon) - conv_4326_900913_x(min_lon)) * width)`,
    `CREATE MACRO convert_meters_to_merc_pixel_height(meters, lon, lat, min_lat, max_lat, height, least) AS
      greatest(CAST(least AS DOUBLE),
        abs(conv_4326_900913_y(lat)
            - conv_4326_900913_y(CASE WHEN lat < 0 THEN lat + ${LATITUDES} ELSE lat - ${LATITUDES} END))
        / (conv_4326_900913_y(max_lat) - conv_4326_900913_y(min_lat)) * height)`
  ]
};
