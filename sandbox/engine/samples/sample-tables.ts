/**
 * The sample tables: how HeavyDB would define them, and the DuckDB query that fills them.
 * Flights, airports and zip codes are those of the npm package `vega-datasets`.
 */

import type { SampleTable } from './sample-table.js';
import { US_STATES } from './state-table.js';

const FLIGHTS: SampleTable = {
  definition: `CREATE TABLE flights (
    dep_timestamp TIMESTAMP(0),
    delay SMALLINT,
    distance SMALLINT,
    origin TEXT ENCODING DICT(16),
    destination TEXT ENCODING DICT(16)
  )`,
  rows: file =>
    `SELECT date::TIMESTAMP_S, delay::SMALLINT, distance::SMALLINT, origin, destination
     FROM read_parquet(${file('flights-3m.parquet')}) ORDER BY date`
};

const AIRPORTS: SampleTable = {
  definition: `CREATE TABLE airports (
    iata TEXT ENCODING DICT(16),
    name TEXT ENCODING NONE,
    city TEXT ENCODING DICT(16),
    state TEXT ENCODING DICT(8),
    country TEXT ENCODING DICT(8),
    latitude DOUBLE,
    longitude DOUBLE,
    location GEOMETRY(POINT, 4326) ENCODING NONE
  )`,
  rows: file =>
    `SELECT iata, name, city, state, country, latitude, longitude,
            'SRID=4326;POINT (' || longitude || ' ' || latitude || ')'
     FROM read_csv(${file('airports.csv')}, all_varchar = false)`
};

const ZIPCODES: SampleTable = {
  definition: `CREATE TABLE zipcodes (
    zip_code TEXT ENCODING DICT(32),
    latitude FLOAT,
    longitude FLOAT,
    city TEXT ENCODING DICT(16),
    state TEXT ENCODING DICT(8),
    county TEXT ENCODING DICT(16)
  )`,
  rows: file =>
    `SELECT zip_code, latitude::FLOAT, longitude::FLOAT, city, state, county
     FROM read_csv(${file('zipcodes.csv')}, types = {'zip_code': 'VARCHAR'})`
};

/** Every type: ordinary values, then the edges of what travels exactly, then nulls. */
const EVERY_TYPE: SampleTable = {
  definition: `CREATE TABLE every_type (
    id INTEGER NOT NULL,
    a_tinyint TINYINT,
    a_smallint SMALLINT,
    an_int INTEGER,
    a_bigint BIGINT,
    a_boolean BOOLEAN,
    a_float FLOAT,
    a_double DOUBLE,
    a_decimal DECIMAL(18,4),
    a_text TEXT ENCODING DICT(32),
    a_plain_text TEXT ENCODING NONE,
    a_time TIME,
    a_date DATE ENCODING DAYS(32),
    a_timestamp TIMESTAMP(0),
    a_timestamp_3 TIMESTAMP(3),
    a_timestamp_6 TIMESTAMP(6),
    a_timestamp_9 TIMESTAMP(9),
    some_booleans BOOLEAN[],
    some_ints INTEGER[],
    some_bigints BIGINT[],
    some_doubles DOUBLE[],
    some_texts TEXT[] ENCODING DICT(32),
    some_dates DATE[],
    some_timestamps TIMESTAMP(0)[],
    a_point GEOMETRY(POINT, 4326) ENCODING COMPRESSED(32),
    a_multipoint GEOMETRY(MULTIPOINT, 4326),
    a_linestring GEOMETRY(LINESTRING, 4326),
    a_multilinestring GEOMETRY(MULTILINESTRING, 4326),
    a_polygon GEOMETRY(POLYGON, 4326),
    a_multipolygon GEOMETRY(MULTIPOLYGON, 4326)
  )`,
  rows: () => `VALUES
    (1, 1, 2, 3, 4, true, 1.5, 2.25, 12.3456, 'dictionary', 'plain',
     '12:34:56', '2001-02-03', '2001-02-03 04:05:06', '2001-02-03 04:05:06.789',
     '2001-02-03 04:05:06.789012', '2001-02-03 04:05:06.789012345',
     [true, false], [1, 2, 3], [4, 5], [1.5, 2.5], ['a', 'b'],
     ['2001-02-03'], ['2001-02-03 04:05:06'],
     'SRID=4326;POINT (1.5 -2.5)', 'SRID=4326;MULTIPOINT (1 2,3 4)', 'SRID=4326;LINESTRING (0 0,1 1,2 0)',
     'SRID=4326;MULTILINESTRING ((0 0,1 1),(2 2,3 3))', 'SRID=4326;POLYGON ((0 0,4 0,4 4,0 0))',
     'SRID=4326;MULTIPOLYGON (((0 0,4 0,4 4,0 0)))'),
    (2, -127, -32767, -2147483647, 9007199254740993, false, -0.1, 1e300, -99999999999999.9999,
     'naïve "quotes" \\ 日本 🛫', '', '00:00:00', '1969-12-31', '1969-12-31 23:59:59',
     '1969-12-31 23:59:59.999', '1677-09-22 00:00:00.000001', '2262-04-11 23:47:16.854775806',
     [NULL, true], [NULL, -2147483647], [9007199254740993, NULL], [NULL, 0.1], ['', NULL],
     ['1969-12-31', NULL], [NULL, '1969-12-31 23:59:59'],
     'SRID=4326;POINT (-180 90)', 'SRID=4326;MULTIPOINT (0 0)', 'SRID=4326;LINESTRING (0 0,0 1)',
     'SRID=4326;MULTILINESTRING ((0 0,0 1))', 'SRID=4326;POLYGON ((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))',
     'SRID=4326;MULTIPOLYGON (((0 0,4 0,4 4,0 0)),((9 9,9 8,8 8,9 9)))'),
    (3, ${Array.from({ length: 29 }, () => 'NULL').join(', ')})`
};

export const SAMPLE_TABLES: readonly SampleTable[] = [
  FLIGHTS,
  AIRPORTS,
  ZIPCODES,
  US_STATES,
  EVERY_TYPE
];
