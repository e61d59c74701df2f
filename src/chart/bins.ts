/** Groups numbers and times into bins if there are too many to show each. Pure. */

export type NumberBin = { of: (value: number) => number; width: number };

export const TIME_UNITS = [
  'second',
  'minute',
  'hour',
  'day',
  'month',
  'year'
] as const;
export type TimeUnitName = (typeof TIME_UNITS)[number];
export type TimeBin = { of: (value: number) => number; unit: TimeUnitName };

const MAX_BINS = 40;
const MAX_TIMES = 400;

/** Bins of a round width: 1, 2 or 5 times a power of ten. */
export function numberBins(least: number, most: number): NumberBin {
  const raw = (most - least) / MAX_BINS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find(times => times * power >= raw) ?? 10;
  const width = factor * power;
  return {
    // Rounded, because 3 * 0.1 is not 0.3.
    of: value => Number((Math.floor(value / width) * width).toPrecision(12)),
    width
  };
}

const MILLISECONDS: Record<TimeUnitName, number> = {
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5,
  month: 2629746e3,
  year: 31556952e3
};

/** The finest unit that leaves a readable chart; all in UTC, like the database. */
export function timeUnitOf(least: number, most: number): TimeBin {
  const unit =
    TIME_UNITS.find(name => (most - least) / MILLISECONDS[name] <= MAX_TIMES) ??
    'year';
  return { unit, of: startOf(unit) };
}

function startOf(unit: TimeUnitName): (value: number) => number {
  if (unit === 'month' || unit === 'year') {
    return value => {
      const date = new Date(value);
      date.setUTCHours(0, 0, 0, 0);
      return unit === 'month' ? date.setUTCDate(1) : date.setUTCMonth(0, 1);
    };
  }
  const width = MILLISECONDS[unit];
  return value => Math.floor(value / width) * width;
}
