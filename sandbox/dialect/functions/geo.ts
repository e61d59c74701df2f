/**
 * Functions of geo values, by DuckDB's spatial extension. Without it they fail, and say so.
 * `geo-values.ts` has those that need no extension.
 */
import { bothOnce, once } from './geo-values.js';
import type { FunctionTopic } from './topic.js';

/** Functions of a value. `g` is the geometry, `x` the value. */
const UNARY: Readonly<Record<string, string>> = {
  st_area: expecting('ST_Area', 'POLYGON', 'st_area(g)'),
  st_perimeter: expecting('ST_Perimeter', 'POLYGON', 'st_perimeter(g)'),
  st_length: expecting('ST_Length', 'LINESTRING', 'st_length(g)'),
  st_npoints: 'CAST(st_npoints(g) AS INTEGER)',
  st_numgeometries:
    "CASE WHEN starts_with(geo_kind(x), 'MULTI') THEN CAST(st_ngeometries(g) AS INTEGER) ELSE 1 END",
  st_nrings: `CAST(len(regexp_extract_all(geo_wkt(x), '\\([^()]+\\)')) AS INTEGER)`,
  st_xmin: 'st_xmin(g)',
  st_xmax: 'st_xmax(g)',
  st_ymin: 'st_ymin(g)',
  st_ymax: 'st_ymax(g)',
  st_isempty: 'st_isempty(g)',
  st_isvalid: 'st_isvalid(g)'
};

/** Functions that answer a geo value of the same SRID. */
const MAKING: Readonly<Record<string, string>> = {
  st_centroid: 'st_centroid(g)',
  st_startpoint: 'st_startpoint(g)',
  st_endpoint: 'st_endpoint(g)'
};

/** Those that HeavyDB answers as a MULTIPOLYGON. */
const MAKING_POLYGONS: Readonly<Record<string, string>> = {
  st_convexhull: 'st_convexhull(g)'
};

/** In plain form, so that DuckDB can join by them; `refusals.ts` compares the SRIDs. */
const BINARY: Readonly<Record<string, string>> = {
  st_contains: 'st_contains(g, h)',
  st_within: 'st_within(g, h)',
  st_intersects: 'st_intersects(g, h)',
  st_disjoint: 'st_disjoint(g, h)',
  st_equals: 'st_equals(g, h)',
  st_overlaps: 'st_overlaps(g, h)',
  st_approx_overlaps: 'st_intersects_extent(g, h)'
};

/** Of two geographies, along a great circle; both have to be points (Utm.h has the radius). */
const DISTANCE = `CASE WHEN starts_with(x, 'srid=') AND starts_with(y, 'srid=') THEN
    CASE WHEN geo_kind(x) = 'POINT' AND geo_kind(y) = 'POINT' THEN 2 * 6372797.560856 * asin(sqrt(
      pow(sin(radians(st_y(x) - st_y(y)) / 2), 2)
      + cos(radians(st_y(x))) * cos(radians(st_y(y))) * pow(sin(radians(st_x(x) - st_x(y)) / 2), 2)))
    ELSE error('ST_Distance currently doesn''t accept non-POINT geographies') END
  ELSE system.main.st_distance(geo_of(x), geo_of(y)) END`;

const BINARY_POLYGONS: Readonly<Record<string, string>> = {
  st_intersection: 'st_intersection(g, h)',
  st_union: 'st_union(g, h)',
  st_difference: 'st_difference(g, h)'
};

/** The extension's own function is of the same name: it is called by its full one. */
const native = (sql: string): string =>
  sql
    .replace(/\bst_(?!x\b|y\b)/g, 'system.main.st_')
    .replace(/\bg\b/g, 'geo_of(x)')
    .replace(/\bh\b/g, 'geo_of(y)');

const polygons = (sql: string): string =>
  `geo_value('MULTIPOLYGON', geo_srid(x), CAST(${sql} AS VARCHAR))`;

const forms = (
  table: Readonly<Record<string, string>>,
  signature: string,
  body: (sql: string) => string
): string[] =>
  Object.entries(table).map(
    ([name, sql]) => `CREATE MACRO ${name}${signature} AS ${body(native(sql))}`
  );

/** 900913 is Web Mercator; UTM zones are 32601 to 32760. */
const TRANSFORMED = `CASE
    WHEN geo_srid(x) = 0 THEN error('ST_Transform: unexpected input SRID, unable to transform')
    WHEN srid NOT IN (4326, 900913) AND srid NOT BETWEEN 32601 AND 32760
      THEN error('ST_Transform: unsupported output SRID ' || srid)
    WHEN geo_srid(x) = srid THEN x
    ELSE geo_text(system.main.st_transform(geo_of(x), geo_crs(geo_srid(x)), geo_crs(srid), true), srid) END`;

export const geo: FunctionTopic = {
  macros: [
    ...forms(UNARY, '(x)', once),
    ...forms(MAKING, '(x)', sql => once(`geo_text(${sql}, geo_srid(x))`)),
    ...forms(MAKING_POLYGONS, '(x)', sql => once(polygons(sql))),
    ...forms(BINARY, '(x, y)', sql => sql),
    ...forms(BINARY_POLYGONS, '(x, y)', sql => bothOnce(polygons(sql))),
    'CREATE MACRO st_pointn(x, n) AS ' +
      once('geo_text(system.main.st_pointn(geo_of(x), n), geo_srid(x))'),
    `CREATE MACRO st_buffer(x, d) AS ${once(polygons('system.main.st_buffer(geo_of(x), d)'))}`,
    `CREATE MACRO st_distance(x, y) AS ${bothOnce(DISTANCE)}`,
    `CREATE MACRO st_dwithin(x, y, d) AS st_distance(x, y) <= d`,
    "CREATE MACRO geo_crs(srid) AS 'EPSG:' || CASE srid WHEN 900913 THEN 3857 ELSE srid END",
    `CREATE MACRO st_transform(x, srid) AS ${once(TRANSFORMED)}`
  ]
};

function expecting(name: string, kind: string, sql: string): string {
  return `CASE WHEN contains(geo_kind(x), '${kind}') THEN ${sql}
    WHEN x IS NOT NULL THEN error('${name} expects a ${kind} or MULTI${kind}') END`;
}
