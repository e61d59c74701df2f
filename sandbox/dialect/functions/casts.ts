/** What CAST means in HeavyDB where DuckDB means something else; `rewrites/casts.ts` calls these. */
import { microsecondsOf, seconds } from './operators.js';
import type { FunctionTopic } from './topic.js';

/** Half away from zero; a timestamp is its count of units since 1970. */
const TO_INTEGER = `CREATE MACRO to_integer
  (x DOUBLE) AS round(x), (x FLOAT) AS round(x), (x DECIMAL(38, 10)) AS round(x, 0),
  (x TINYINT) AS x, (x SMALLINT) AS x, (x INTEGER) AS x, (x BIGINT) AS x, (x HUGEINT) AS x,
  (x UBIGINT) AS x, (x VARCHAR) AS x, (x BOOLEAN) AS x,
  (x TIMESTAMP_S) AS CAST(epoch(x) AS BIGINT), (x TIMESTAMP_MS) AS epoch_ms(x),
  (x TIMESTAMP) AS epoch_us(x), (x TIMESTAMP_NS) AS epoch_ns(x),
  (x DATE) AS CAST(epoch(x) AS BIGINT), (x TIME) AS CAST(epoch(x) AS BIGINT)`;

/** Texts and dates as they are, integers as counts of units; a finer timestamp is cut, not rounded. */
function toTimestamp(precision: number, type: string): string {
  const fits = (t: string): string =>
    precision === 0
      ? seconds(t)
      : precision === 3
        ? `CAST(system.main.date_trunc('millisecond', ${t}) AS TIMESTAMP_MS)`
        : `CAST(${t} AS ${type})`;
  const counts: Readonly<Record<number, string>> = {
    0: 'make_timestamp(x::BIGINT * 1000000)',
    3: 'make_timestamp_ms(x::BIGINT)',
    6: 'make_timestamp(x::BIGINT)',
    9: 'make_timestamp_ns(x::BIGINT)'
  };
  return `CREATE MACRO to_timestamp_${precision}
    (x TIMESTAMP_S) AS CAST(x AS ${type}),
    (x TIMESTAMP_MS) AS ${fits('x::TIMESTAMP')},
    (x TIMESTAMP) AS ${fits('x')},
    (x TIMESTAMP_NS) AS ${precision === 9 ? 'x' : fits(microsecondsOf('x'))},
    (x DATE) AS CAST(x AS ${type}),
    (x VARCHAR) AS ${precision === 9 ? 'CAST(x AS TIMESTAMP_NS)' : fits('CAST(x AS TIMESTAMP)')},
    (x BIGINT) AS CAST(${counts[precision]} AS ${type})`;
}

/** For a value whose type DuckDB does not know: by way of its text. */
const OF_ANY = [
  'CREATE MACRO to_integer_any(x) AS CAST(x AS VARCHAR)',
  `CREATE MACRO to_timestamp_0_any(x) AS ${seconds('CAST(CAST(x AS VARCHAR) AS TIMESTAMP)')}`,
  "CREATE MACRO to_timestamp_3_any(x) AS CAST(system.main.date_trunc('millisecond', CAST(CAST(x AS VARCHAR) AS TIMESTAMP)) AS TIMESTAMP_MS)",
  'CREATE MACRO to_timestamp_6_any(x) AS CAST(CAST(x AS VARCHAR) AS TIMESTAMP)',
  'CREATE MACRO to_timestamp_9_any(x) AS CAST(CAST(x AS VARCHAR) AS TIMESTAMP_NS)'
];

export const casts: FunctionTopic = {
  macros: [
    TO_INTEGER,
    toTimestamp(0, 'TIMESTAMP_S'),
    toTimestamp(3, 'TIMESTAMP_MS'),
    toTimestamp(6, 'TIMESTAMP'),
    toTimestamp(9, 'TIMESTAMP_NS'),
    ...OF_ANY
  ]
};
