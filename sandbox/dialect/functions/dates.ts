/** Functions of dates, times and intervals. */
import { microsecondsOf, nanoseconds, seconds } from './operators.js';
import type { FunctionTopic } from './topic.js';

/** Functions whose first argument may be a bare unit, as in `DATE_TRUNC(month, t)`. */
export const WITH_UNIT = [
  'DATE_TRUNC',
  'DATEADD',
  'TIMESTAMPADD',
  'DATEDIFF',
  'TIMESTAMPDIFF',
  'DATEPART'
];

const INTERVALS = `CASE lower(unit)
    WHEN 'year' THEN to_years(CAST(n AS INTEGER))
    WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
    WHEN 'month' THEN to_months(CAST(n AS INTEGER))
    WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER))
    WHEN 'day' THEN to_days(CAST(n AS INTEGER))
    WHEN 'weekday' THEN to_days(CAST(n AS INTEGER))
    WHEN 'decade' THEN to_years(CAST(10 * n AS INTEGER))
    WHEN 'century' THEN to_years(CAST(100 * n AS INTEGER))
    WHEN 'millennium' THEN to_years(CAST(1000 * n AS INTEGER))
    WHEN 'hour' THEN to_hours(n)
    WHEN 'minute' THEN to_minutes(n)
    WHEN 'second' THEN to_seconds(n)
    WHEN 'millisecond' THEN to_milliseconds(n)
    WHEN 'microsecond' THEN to_microseconds(n)
    WHEN 'nanosecond' THEN to_microseconds(system.main."//"(n, 1000))
    ELSE error('Invalid unit ' || unit)
  END`;

/** A TIMESTAMP(9) gets nanoseconds; every other keeps the precision it has. */
const added = (name: string): string => {
  const sum = (t: string): string => `system.main."+"(${t}, ${INTERVALS})`;
  return `CREATE MACRO ${name}
    (unit, n, t TIMESTAMP_S) AS ${seconds(sum('t::TIMESTAMP'))},
    (unit, n, t TIMESTAMP_MS) AS CAST(system.main.date_trunc('millisecond', ${sum('t::TIMESTAMP')}) AS TIMESTAMP_MS),
    (unit, n, t TIMESTAMP) AS ${sum('t')},
    (unit, n, t TIMESTAMP_NS) AS CASE WHEN lower(unit) = 'nanosecond'
      THEN make_timestamp_ns(epoch_ns(t) + n) ELSE ${nanoseconds(sum(microsecondsOf('t')), 't')} END,
    (unit, n, t DATE) AS ${seconds(sum('t::TIMESTAMP'))},
    (unit, n, t VARCHAR) AS ${seconds(sum('t::TIMESTAMP'))}`;
};

const truncated = (t: string): string => `CASE lower(unit)
    WHEN 'quarterday' THEN time_bucket(INTERVAL 6 HOUR, ${t}, TIMESTAMP '1970-01-01')
    WHEN 'week_sunday' THEN time_bucket(INTERVAL 7 DAY, ${t}, TIMESTAMP '1970-01-04')
    WHEN 'week_saturday' THEN time_bucket(INTERVAL 7 DAY, ${t}, TIMESTAMP '1970-01-03')
    WHEN 'nanosecond' THEN ${t}
    ELSE system.main.date_trunc(CASE lower(unit) WHEN 'quarterday' THEN 'day' WHEN 'week_sunday' THEN 'day'
      WHEN 'week_saturday' THEN 'day' WHEN 'nanosecond' THEN 'microsecond' ELSE unit END, ${t})
  END`;

const TRUNCATE = `CREATE MACRO date_trunc
    (unit, t TIMESTAMP_S) AS CAST(${truncated('t::TIMESTAMP')} AS TIMESTAMP_S),
    (unit, t TIMESTAMP_MS) AS CAST(${truncated('t::TIMESTAMP')} AS TIMESTAMP_MS),
    (unit, t TIMESTAMP) AS ${truncated('t')},
    (unit, t TIMESTAMP_NS) AS CASE WHEN lower(unit) = 'nanosecond' THEN t
      ELSE CAST(${truncated(microsecondsOf('t'))} AS TIMESTAMP_NS) END,
    (unit, t DATE) AS CAST(${truncated('t::TIMESTAMP')} AS TIMESTAMP_S),
    (unit, t VARCHAR) AS CAST(${truncated('t::TIMESTAMP')} AS TIMESTAMP_S)`;

/** Week 1 has January 4; the week may begin on another day than Monday. */
const week = (shift: number): string =>
  `CAST(system.main.date_part('week', CAST(t AS TIMESTAMP) + to_days(${shift})) AS BIGINT)`;

/** The names of fields are constants, so that only one branch is left. */
const FIELD = `CREATE MACRO extract_field(unit, t) AS CASE lower(unit)
    WHEN 'dateepoch' THEN CAST(epoch(CAST(t AS DATE)) AS BIGINT)
    WHEN 'quarterday' THEN CAST(system.main."//"(hour(t), 6) + 1 AS BIGINT)
    WHEN 'week_sunday' THEN ${week(1)}
    WHEN 'week_saturday' THEN ${week(2)}
    WHEN 'nanosecond' THEN nanosecond(t)
    WHEN 'epoch' THEN CAST(floor(epoch(t)) AS BIGINT)
    ELSE CAST(system.main.date_part(
      CASE lower(unit) WHEN 'weekday' THEN 'dow' WHEN 'dayofyear' THEN 'doy' WHEN 'nanosecond' THEN 'microsecond'
        WHEN 'dateepoch' THEN 'day' WHEN 'quarterday' THEN 'day' WHEN 'week_sunday' THEN 'day'
        WHEN 'week_saturday' THEN 'day' WHEN 'epoch' THEN 'day' ELSE unit END, t) AS BIGINT)
  END`;

/** Those with overloads by type; each has a twin `…_any` for a value of unknown type. */
export const TYPED = ['DATEADD', 'TIMESTAMPADD', 'DATE_TRUNC'];

export const dates: FunctionTopic = {
  macros: [
    added('timestampadd'),
    added('dateadd'),
    TRUNCATE,
    ...['timestampadd', 'dateadd'].map(
      name =>
        `CREATE MACRO ${name}_any(unit, n, t) AS system.main."+"(CAST(t AS TIMESTAMP), ${INTERVALS})`
    ),
    `CREATE MACRO date_trunc_any(unit, t) AS ${truncated('CAST(t AS TIMESTAMP)')}`,
    FIELD,
    `CREATE MACRO this_second() AS ${seconds('CAST(get_current_timestamp() AS TIMESTAMP)')}`,
    // HeavyDB's takes no other word.
    `CREATE MACRO "datetime"(word) AS CASE WHEN upper(word) = 'NOW' THEN this_second()
      ELSE error('Only ''NOW'' supported for DATETIME()') END`
  ],
  renamed: {
    DATEDIFF: 'date_sub',
    TIMESTAMPDIFF: 'date_sub',
    DATEPART: 'extract_field',
    PG_EXTRACT: 'extract_field',
    PG_DATE_TRUNC: 'date_trunc'
  }
};
