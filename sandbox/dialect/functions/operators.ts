/**
 * Operators where HeavyDB answers otherwise. DuckDB takes a macro of an operator's name for the
 * operator: division by zero is an error. A timestamp keeps its precision beside an interval.
 *
 * DuckDB chooses among the overloads of a macro by the types of its arguments, but does not know
 * that of an aggregate. `rewrites/rewrite.ts` tells what happens then.
 */
import type { FunctionTopic } from './topic.js';

const divisor = "CASE WHEN b = 0 THEN error('Division by zero') ELSE b END";

const divided = (name: string): string =>
  `CREATE MACRO "${name}"(a, b) AS system.main."${name}"(a, ${divisor})`;

/** The whole microseconds of a TIMESTAMP(9); a plain cast would round. */
export const microsecondsOf = (t: string): string =>
  `make_timestamp((epoch_ns(${t}) - ((epoch_ns(${t}) % 1000) + 1000) % 1000)::BIGINT // 1000)`;

/** What a cast would round. */
export const seconds = (t: string): string =>
  `CAST(system.main.date_trunc('second', ${t}) AS TIMESTAMP_S)`;

export const nanoseconds = (microseconds: string, t: string): string =>
  `make_timestamp_ns(epoch_ns(${microseconds}) + ((epoch_ns(${t}) % 1000) + 1000) % 1000)`;

/** A timestamp and an interval: `rewrites/intervals.ts` makes it of `t + INTERVAL …`. */
const ADD_INTERVAL = (() => {
  const sum = (t: string): string => `system.main."+"(${t}, i)`;
  return `CREATE MACRO add_interval
    (t TIMESTAMP_S, i INTERVAL) AS ${seconds(sum('t::TIMESTAMP'))},
    (t TIMESTAMP_MS, i INTERVAL) AS CAST(${sum('t::TIMESTAMP')} AS TIMESTAMP_MS),
    (t TIMESTAMP, i INTERVAL) AS ${sum('t')},
    (t TIMESTAMP_NS, i INTERVAL) AS ${nanoseconds(sum(microsecondsOf('t')), 't')},
    (t DATE, i INTERVAL) AS ${seconds(sum('t'))},
    (t TIME, i INTERVAL) AS ${sum('t')},
    (t INTERVAL, i INTERVAL) AS ${sum('t')}`;
})();

export const operators: FunctionTopic = {
  macros: [divided('//'), divided('%'), divided('mod'), ADD_INTERVAL]
};
