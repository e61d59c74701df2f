/**
 * Reads dates and times as HeavyDB writes and accepts them (Shared/DateTimeParser.cpp): a date in
 * one of six forms, a time in one of seven, a time zone, or seconds since 1970.
 */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const DATES: readonly RegExp[] = [
  /^\s*(?<year>-?\d+)-\s*(?<month>\d{1,2})-\s*(?<day>\d{1,2})/,
  /^\s*(?<month>\d{1,2})\/\s*(?<day>\d{1,2})\/\s*(?<year>\d+)/,
  /^\s*(?<year>\d+)\/\s*(?<month>\d{1,2})\/\s*(?<day>\d{1,2})/,
  /^\s*(?<day>\d{1,2})[-/]\s*(?<name>[a-z]{3})[a-z]*[-/]\s*(?<year>\d+)/i
];

const TIMES: readonly RegExp[] = [
  /^\s*(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})(?:\.(?<fraction>\d{1,9}))?\s*(?<half>[ap]\.?m\.?)?/i,
  /^\s*(?<hour>\d{1,2}):(?<minute>\d{1,2})\s*(?<half>[ap]\.?m\.?)?/i,
  /^\s*(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?/,
  /^\s*(?<hour>\d{1,2}) \. (?<minute>\d{1,2}) \. (?<second>\d{1,2})\s*(?<half>[ap]\.?m\.?)?/i,
  /^\s*(?<hour>\d{1,2})\s*(?<half>[ap]\.?m\.?)/i
];

const ZONE = /^\s*(?<sign>[-+])(?<hours>\d{2}):?(?<minutes>\d{2})/;
const UNIX = /^-?\d+(?:\.\d*)?$/;

export type DateKind = 'DATE' | 'TIME' | 'TIMESTAMP';

/** `2001-02-03`, `04:05:06.789`, or both with a blank between; nothing where it is no such text. */
export function isoText(text: string, kind: DateKind): string | undefined {
  if (kind === 'TIME') {
    const time = timeOf(text.replace(/^T/, ''));
    return time && withZone(0, time, time.rest)?.slice(11);
  }
  const date = dateOf(text.replace(/^T/, ''));
  if (!date) {
    return UNIX.test(text) ? iso(Number(text) * 1000, '', kind) : undefined;
  }
  if (kind === 'DATE') {
    return iso(date.days * DAY, '', kind);
  }
  const rest = date.rest.replace(/^[T:]/, '');
  const time = timeOf(rest);
  return withZone(date.days * DAY, time ?? MIDNIGHT, time?.rest ?? rest);
}

const DAY = 86_400_000;
const MIDNIGHT = { milliseconds: 0, fraction: '', rest: '' };

function dateOf(text: string): { days: number; rest: string } | undefined {
  for (const pattern of DATES) {
    const found = pattern.exec(text);
    const { year = '', month = '', day = '', name } = found?.groups ?? {};
    const index = name ? MONTHS.indexOf(name.toLowerCase()) : Number(month) - 1;
    if (found && index >= 0 && index < 12 && Number(day) >= 1) {
      const date = new Date(0);
      date.setUTCFullYear(fullYear(year), index, Number(day));
      if (date.getUTCMonth() === index) {
        return {
          days: date.getTime() / DAY,
          rest: text.slice(found[0].length)
        };
      }
    }
  }
  return undefined;
}

/** One or two digits are a year from 1969 to 2068. */
function fullYear(year: string): number {
  const value = Number(year);
  return year.length > 2 ? value : value + (value < 69 ? 2000 : 1900);
}

type Time = { milliseconds: number; fraction: string; rest: string };

function timeOf(text: string): Time | undefined {
  for (const pattern of TIMES) {
    const found = pattern.exec(text);
    if (!found) {
      continue;
    }
    const {
      hour,
      minute = 0,
      second = 0,
      half,
      fraction = ''
    } = found.groups ?? {};
    const isAfternoon = half && /^p/i.test(half);
    const inDay = half
      ? (Number(hour) % 12) + (isAfternoon ? 12 : 0)
      : Number(hour);
    if (inDay <= 23 && Number(minute) <= 59 && Number(second) <= 61) {
      return {
        milliseconds:
          ((inDay * 60 + Number(minute)) * 60 + Number(second)) * 1000,
        fraction,
        rest: text.slice(found[0].length)
      };
    }
  }
  return undefined;
}

function withZone(
  start: number,
  { milliseconds, fraction }: Time,
  rest: string
): string | undefined {
  const zone = ZONE.exec(rest);
  if (
    rest
      .slice(zone?.[0].length ?? 0)
      .trim()
      .replace(/^Z$/i, '') !== ''
  ) {
    return undefined;
  }
  const { sign, hours = 0, minutes = 0 } = zone?.groups ?? {};
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return iso(
    start + milliseconds - (sign === '-' ? -offset : offset),
    fraction,
    'TIMESTAMP'
  );
}

function iso(
  milliseconds: number,
  fraction: string,
  kind: DateKind
): string | undefined {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) {
    return undefined;
  }
  const text = date.toISOString();
  return kind === 'DATE'
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction && `.${fraction}`}`;
}
