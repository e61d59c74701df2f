/**
 * Reads a column of a result as values that a chart can draw: numbers, times as UTC milliseconds,
 * or text. 64-bit integers and decimals become the nearest double, which looks the same on every
 * screen.
 */
import { DataType, TimeUnit, type Vector } from 'apache-arrow';
import type { ResultTable } from '../table/result-table';

/** `null` for SQL's NULL, and for values that no axis can show: NaN and the infinities. */
export type ChartValue = number | string | null;
export type ReadChartValue = (row: number) => ChartValue;

/** How many units of a time of day make one millisecond. */
const PER_MILLISECOND: Record<TimeUnit, number> = {
  [TimeUnit.SECOND]: 1e-3,
  [TimeUnit.MILLISECOND]: 1,
  [TimeUnit.MICROSECOND]: 1e3,
  [TimeUnit.NANOSECOND]: 1e6
};

export function columnReader(
  table: ResultTable,
  column: number
): ReadChartValue {
  const vector: Vector | null = table.arrow.getChildAt(column);
  const type = vector?.type as DataType | undefined;
  const text = (row: number): string | null => table.text(row, column);
  if (!vector || !type) {
    return () => null;
  }
  if (DataType.isDecimal(type)) {
    return row => finite(Number(text(row) ?? NaN));
  }
  if (DataType.isTime(type)) {
    // A time of day has no date; it is shown on 1970-01-01.
    const perMillisecond = PER_MILLISECOND[type.unit];
    return row => finite(asNumber(vector.get(row)) / perMillisecond);
  }
  const kind = table.columns[column]?.kind;
  // Arrow returns timestamps and dates as milliseconds, in UTC as they were stored.
  return kind === 'number' || kind === 'time'
    ? row => finite(asNumber(vector.get(row)))
    : text;
}

const asNumber = (value: unknown): number =>
  typeof value === 'bigint' ||
  typeof value === 'number' ||
  value instanceof Date
    ? Number(value)
    : NaN;

const finite = (value: number): number | null =>
  Number.isFinite(value) ? value : null;
