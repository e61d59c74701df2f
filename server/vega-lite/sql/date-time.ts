/** Dates as Vega-Lite writes them: `{"year": 2020, "month": 1}`, or as text. Pure. */
import type { SpecNode } from '../spec/spec-node';

export type DateTime = {
  /** A literal of SQL. */
  sql: string;
  /** Seconds since 1970. */
  epoch: number;
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** @throws VegaLiteError for a date without a year, or with what SQL has no literal for. */
export function dateTimeIn(node: SpecNode): DateTime {
  if (!node.isObject) {
    return dateOf(new Date(node.value as string | number), node);
  }
  node.allowOnly(
    ['year', 'month', 'date', 'hours', 'minutes', 'seconds', 'utc'],
    'is not part of a date that the database knows.'
  );
  const part = (key: string, instead: number): number =>
    node.get(key).isAbsent ? instead : node.get(key).number();
  return dateOf(
    new Date(
      Date.UTC(
        node.get('year').number(),
        monthIn(node.get('month')) - 1,
        part('date', 1),
        part('hours', 0),
        part('minutes', 0),
        part('seconds', 0)
      )
    ),
    node
  );
}

/** A number from 1, or an English name. */
function monthIn(node: SpecNode): number {
  if (typeof node.value !== 'string') {
    return node.isAbsent ? 1 : node.number();
  }
  const month = MONTHS.indexOf(node.value.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) {
    throw node.error('is no month.');
  }
  return month;
}

function dateOf(date: Date, node: SpecNode): DateTime {
  if (Number.isNaN(date.getTime())) {
    throw node.error('is no date.');
  }
  return {
    sql: `TIMESTAMP '${date.toISOString().slice(0, 19).replace('T', ' ')}'`,
    epoch: date.getTime() / 1000
  };
}
