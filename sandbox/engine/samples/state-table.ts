/**
 * The states of the USA as polygons, of the TopoJSON file of `vega-datasets`. There, a border is an
 * arc that its neighbours share: steps on a grid, to be run through in either direction.
 */
import type { SampleTable } from './sample-table.js';

/** FIPS code, postal code and name: the file has only the first. */
const NAMES = `
  1 AL Alabama, 2 AK Alaska, 4 AZ Arizona, 5 AR Arkansas, 6 CA California, 8 CO Colorado,
  9 CT Connecticut, 10 DE Delaware, 11 DC District of Columbia, 12 FL Florida, 13 GA Georgia,
  15 HI Hawaii, 16 ID Idaho, 17 IL Illinois, 18 IN Indiana, 19 IA Iowa, 20 KS Kansas,
  21 KY Kentucky, 22 LA Louisiana, 23 ME Maine, 24 MD Maryland, 25 MA Massachusetts, 26 MI Michigan,
  27 MN Minnesota, 28 MS Mississippi, 29 MO Missouri, 30 MT Montana, 31 NE Nebraska, 32 NV Nevada,
  33 NH New Hampshire, 34 NJ New Jersey, 35 NM New Mexico, 36 NY New York, 37 NC North Carolina,
  38 ND North Dakota, 39 OH Ohio, 40 OK Oklahoma, 41 OR Oregon, 42 PA Pennsylvania,
  44 RI Rhode Island, 45 SC South Carolina, 46 SD South Dakota, 47 TN Tennessee, 48 TX Texas,
  49 UT Utah, 50 VT Vermont, 51 VA Virginia, 53 WA Washington, 54 WV West Virginia,
  55 WI Wisconsin, 56 WY Wyoming, 72 PR Puerto Rico, 78 VI U.S. Virgin Islands`;

const NAME_ROWS = NAMES.split(',')
  .map(entry => /(\d+) (\S+) (.+)/s.exec(entry.trim()))
  .map(match => `(${match?.[1]}, '${match?.[2]}', '${match?.[3]}')`)
  .join(', ');

export const US_STATES: SampleTable = {
  definition: `CREATE TABLE us_states (
    fips SMALLINT,
    state TEXT ENCODING DICT(8),
    name TEXT ENCODING DICT(8),
    shape GEOMETRY(MULTIPOLYGON, 4326) ENCODING NONE
  )`,
  rows: file => `
    WITH topology AS (
      SELECT * FROM read_json(${file('us-10m.json')}, maximum_object_size = 67108864, columns = {
        arcs: 'INTEGER[][][]', objects: 'JSON', transform: 'STRUCT(scale DOUBLE[], translate DOUBLE[])' })),
    arcs AS (
      SELECT unnest(arcs) AS steps, generate_subscripts(arcs, 1) - 1 AS arc, transform FROM topology),
    steps AS (
      SELECT arc, transform, unnest(steps) AS step, generate_subscripts(steps, 1) AS place FROM arcs),
    points AS (
      SELECT arc, place,
        round(transform.scale[1] * sum(step[1]) OVER run + transform.translate[1], 4) AS x,
        round(transform.scale[2] * sum(step[2]) OVER run + transform.translate[2], 4) AS y
      FROM steps WINDOW run AS (PARTITION BY arc ORDER BY place)),
    lines AS (
      SELECT arc, list(x || ' ' || y ORDER BY place) AS line FROM points GROUP BY arc),
    states AS (
      SELECT (geometry->>'id')::SMALLINT AS fips,
        CASE geometry->>'type' WHEN 'Polygon' THEN [(geometry->'arcs')::INTEGER[][]]
             ELSE (geometry->'arcs')::INTEGER[][][] END AS polygons
      FROM (SELECT unnest((objects->'states'->'geometries')::JSON[]) AS geometry FROM topology)),
    polygons AS (
      SELECT fips, generate_subscripts(polygons, 1) AS polygon, unnest(polygons) AS rings FROM states),
    rings AS (
      SELECT fips, polygon, generate_subscripts(rings, 1) AS ring, unnest(rings) AS arcs FROM polygons),
    parts AS (
      SELECT fips, polygon, ring, generate_subscripts(arcs, 1) AS part, unnest(arcs) AS arc FROM rings),
    ring_texts AS (
      SELECT fips, polygon, ring, '(' || string_agg(
        array_to_string(list_slice(
          CASE WHEN parts.arc < 0 THEN list_reverse(line) ELSE line END,
          CASE WHEN part = 1 THEN 1 ELSE 2 END, len(line)), ','), ',' ORDER BY part) || ')' AS text
      FROM parts JOIN lines ON lines.arc = CASE WHEN parts.arc < 0 THEN -1 - parts.arc ELSE parts.arc END
      GROUP BY fips, polygon, ring),
    polygon_texts AS (
      SELECT fips, polygon, '(' || string_agg(text, ',' ORDER BY ring) || ')' AS text
      FROM ring_texts GROUP BY fips, polygon),
    shapes AS (
      SELECT fips, 'SRID=4326;MULTIPOLYGON (' || string_agg(text, ',' ORDER BY polygon) || ')' AS shape
      FROM polygon_texts GROUP BY fips)
    SELECT fips, state, name, shape
    FROM shapes LEFT JOIN (VALUES ${NAME_ROWS}) AS names(fips, state, name) USING (fips)
    ORDER BY fips`
};
