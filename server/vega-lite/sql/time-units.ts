/** Time units of Vega-Lite as SQL. Pure. */
import type { SpecNode } from '../spec/spec-node';
import { asDouble } from './sql-text';

/** A stretch of time: the rows of a month of one year. */
const STRETCHES: ReadonlyMap<string, string> = new Map([
  ['year', 'YEAR'],
  ['yearquarter', 'QUARTER'],
  ['yearmonth', 'MONTH'],
  ['yearweek', 'WEEK'],
  ['yearmonthdate', 'DAY'],
  ['yearmonthdatehours', 'HOUR'],
  ['yearmonthdatehoursminutes', 'MINUTE'],
  ['yearmonthdatehoursminutesseconds', 'SECOND']
]);

/** A part of a date that comes again: the rows of all Mondays. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['quarter', 'QUARTER'],
  ['month', 'MONTH'],
  ['week', 'WEEK'],
  ['date', 'DAY'],
  ['day', 'DOW'],
  ['dayofyear', 'DOY'],
  ['hours', 'HOUR'],
  ['minutes', 'MINUTE'],
  ['seconds', 'SECOND']
]);

export const TIME_UNITS: readonly string[] = [
  ...STRETCHES.keys(),
  ...PARTS.keys()
];

export type TimeUnit = {
  /** In Vega-Lite's words. */
  name: string;
  /** For `DATE_TRUNC`; `null` for a part. */
  stretch: string | null;
  /** For `EXTRACT`; `null` for a stretch. */
  part: string | null;
};

/** @throws VegaLiteError for a unit that the database does not compute. */
export function timeUnitIn(node: SpecNode): TimeUnit {
  if (node.isObject) {
    node.allowOnly(['unit', 'utc'], 'is not computed by the database.');
    return timeUnitIn(node.get('unit'));
  }
  // The database has no time zones: its times are UTC.
  const name = node.string().replace(/^utc/, '');
  const stretch = STRETCHES.get(name) ?? null;
  const part = PARTS.get(name) ?? null;
  if (!stretch && !part) {
    throw node.error(
      `is "${name}"; the database computes ${TIME_UNITS.join(', ')}.`
    );
  }
  return { name, stretch, part };
}

/** Seconds since 1970. */
export const epochOf = (sql: string): string =>
  asDouble(`EXTRACT(EPOCH FROM ${sql})`);

/** The number or time that stands for the unit. */
export const unitOf = (sql: string, { stretch, part }: TimeUnit): string =>
  stretch
    ? `DATE_TRUNC(${stretch}, ${sql})`
    : `EXTRACT(${String(part)} FROM ${sql})`;

/** The first moment after the stretch. */
export const endOf = (sql: string, { stretch }: TimeUnit): string =>
  stretch === 'QUARTER'
    ? `TIMESTAMPADD(MONTH, 3, DATE_TRUNC(QUARTER, ${sql}))`
    : `TIMESTAMPADD(${String(stretch)}, 1, DATE_TRUNC(${String(stretch)}, ${sql}))`;
