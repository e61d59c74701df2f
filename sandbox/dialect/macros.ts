/** HeavyDB functions that DuckDB lacks and that can be told in DuckDB's own SQL. */

const INTERVALS = `CASE lower(unit)
    WHEN 'year' THEN to_years(CAST(n AS INTEGER))
    WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
    WHEN 'month' THEN to_months(CAST(n AS INTEGER))
    WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER))
    WHEN 'day' THEN to_days(CAST(n AS INTEGER))
    WHEN 'hour' THEN to_hours(n)
    WHEN 'minute' THEN to_minutes(n)
    WHEN 'second' THEN to_seconds(n)
    WHEN 'millisecond' THEN to_milliseconds(n)
    WHEN 'microsecond' THEN to_microseconds(n)
  END`;

const coordinate = (place: 1 | 2): string =>
  `CAST(regexp_extract(point, 'POINT *\\( *([-+.0-9eE]+) +([-+.0-9eE]+)', ${place}) AS DOUBLE)`;

export const MACROS: readonly string[] = [
  'CREATE MACRO truncate(x, n := 0) AS trunc(x, n)',
  `CREATE MACRO timestampadd(unit, n, t) AS CAST(t AS TIMESTAMP) + ${INTERVALS}`,
  `CREATE MACRO dateadd(unit, n, t) AS CAST(t AS TIMESTAMP) + ${INTERVALS}`,
  `CREATE MACRO width_bucket(x, low, high, buckets) AS CAST(CASE
    WHEN low < high AND x < low OR low > high AND x > low THEN 0
    WHEN low < high AND x >= high OR low > high AND x <= high THEN buckets + 1
    ELSE floor((x - low) / CAST(high - low AS DOUBLE) * buckets) + 1 END AS INTEGER)`,
  'CREATE MACRO key_for_string(s) AS CAST(hash(s) % 2147483647 AS INTEGER)',
  'CREATE MACRO approx_median(x) AS median(x)',
  `CREATE MACRO st_x(point) AS ${coordinate(1)}`,
  `CREATE MACRO st_y(point) AS ${coordinate(2)}`
];
