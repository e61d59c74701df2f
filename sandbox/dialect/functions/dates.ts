/** Functions of dates, times and intervals. */
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
    WHEN 'hour' THEN to_hours(n)
    WHEN 'minute' THEN to_minutes(n)
    WHEN 'second' THEN to_seconds(n)
    WHEN 'millisecond' THEN to_milliseconds(n)
    WHEN 'microsecond' THEN to_microseconds(n)
  END`;

export const dates: FunctionTopic = {
  macros: [
    `CREATE MACRO timestampadd(unit, n, t) AS CAST(t AS TIMESTAMP) + ${INTERVALS}`,
    `CREATE MACRO dateadd(unit, n, t) AS CAST(t AS TIMESTAMP) + ${INTERVALS}`
  ],
  renamed: {
    DATEDIFF: 'date_sub',
    TIMESTAMPDIFF: 'date_sub',
    DATEPART: 'date_part'
  }
};
