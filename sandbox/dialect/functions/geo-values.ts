/**
 * Geo values: texts of the form `SRID=4326;POINT (1 2)`, without the SRID where it is 0, and with a
 * small `srid` for a geography. DuckDB's own GEOMETRY has no SRID. What is here needs no extension.
 */
import type { FunctionTopic } from './topic.js';

/**
 * Evaluates `x` once, where a macro would evaluate it as often as it is named: calls within calls
 * would become a statement of megabytes.
 */
export const once = (sql: string, name = 'v'): string =>
  `list_transform([x], lambda ${name}: ${sql.replace(/\bx\b/g, name)})[1]`;

/** The same with a second value, `y`. */
export const bothOnce = (sql: string): string =>
  `list_transform([struct_pack(a := x, b := y)], lambda v: ${sql
    .replace(/\bx\b/g, 'v.a')
    .replace(/\by\b/g, 'v.b')})[1]`;

const coordinate = (index: 1 | 2): string =>
  `CAST(nullif(regexp_extract(x, 'POINT *\\( *([-+.0-9eE]+) +([-+.0-9eE]+)', ${index}), '') AS DOUBLE)`;

/** HeavyDB stores a POLYGON as a MULTIPOLYGON where the column is one; so for the other pairs. */
const PROMOTED = `CASE WHEN kind = 'MULTI' || geo_kind(x) AND geo_kind(x) <> 'POINT'
  THEN kind || ' (' || substr(geo_plain(x), length(geo_kind(x)) + 2) || ')' ELSE geo_plain(x) END`;

export const geoValues: FunctionTopic = {
  macros: [
    "CREATE MACRO geo_wkt(x) AS regexp_replace(x, '^(SRID|srid)=\\d+;', '')",
    // The first of its own and 0.
    `CREATE MACRO geo_srid(x) AS CAST(regexp_extract(x || ';SRID=0;', '(?i)SRID=(\\d+);', 1) AS INTEGER)`,
    'CREATE MACRO geo_of(x) AS CAST(geo_wkt(x) AS GEOMETRY)',
    `CREATE MACRO geo_text(g, srid) AS CASE WHEN srid = 0 THEN '' ELSE 'SRID=' || srid || ';' END
      || replace(CAST(g AS VARCHAR), ', ', ',')`,
    'CREATE MACRO geo_wkb(x) AS hex(ST_AsWKB(geo_of(x)))',
    "CREATE MACRO geo_plain(x) AS replace(CAST(geo_of(x) AS VARCHAR), ', ', ',')",
    "CREATE MACRO geo_kind(x) AS upper(regexp_extract(geo_wkt(x), '^ *([A-Za-z]+)', 1))",
    // What a column of a kind and an SRID stores.
    `CREATE MACRO geo_value(kind, srid, x) AS ${once(
      `CASE
      WHEN x IS NULL THEN NULL
      WHEN geo_kind(x) NOT IN (kind, replace(kind, 'MULTI', '')) AND geo_plain(x) IS NOT NULL
        THEN error('Imported geometry doesn''t match the type of column')
      ELSE CASE WHEN srid = 0 THEN '' ELSE 'SRID=' || srid || ';' END || ${PROMOTED} END`,
      'w'
    )}`,
    `CREATE MACRO st_x(x) AS ${coordinate(1)}`,
    `CREATE MACRO st_y(x) AS ${coordinate(2)}`,
    'CREATE MACRO st_srid(x) AS geo_srid(x)',
    "CREATE MACRO st_setsrid(x, srid) AS 'SRID=' || srid || ';' || geo_wkt(x)",
    `CREATE MACRO st_point(x, y) AS geo_plain('POINT (' || format('{}', CAST(x AS DOUBLE)) || ' '
      || format('{}', CAST(y AS DOUBLE)) || ')')`,
    `CREATE MACRO st_geomfromtext(x) AS geo_plain(x),
      (x, srid) AS geo_text(geo_of(x), srid)`,
    "CREATE MACRO st_geogfromtext(x) AS 'srid=4326;' || geo_plain(x), (x, srid) AS 'srid=4326;' || geo_plain(x)",
    `CREATE MACRO casttogeography(x) AS ${once(`CASE WHEN geo_srid(x) = 4326 THEN 'srid=4326;' || geo_wkt(x)
      WHEN x IS NOT NULL THEN error('CastToGeography expects geometry with SRID=4326') END`)}`
  ],
  renamed: {
    ST_ASTEXT: 'geo_wkt',
    ST_ASWKT: 'geo_wkt',
    ST_ASBINARY: 'geo_wkb',
    ST_ASWKB: 'geo_wkb'
  }
};
