/** Reads a result as rows for the translator: values as the database has them. */
import { DataType, TimeUnit, type Vector } from 'apache-arrow';
import type { ResultTable } from '../table/result-table';
import type { Row } from '../vega/vega-spec';

type ReadValue = (row: number) => unknown;

/** Arrow gives timestamps and dates as milliseconds. HeavyDB has them in the unit of their column. */
const PER_MILLISECOND: Record<TimeUnit, number> = {
  [TimeUnit.SECOND]: 1e-3,
  [TimeUnit.MILLISECOND]: 1,
  [TimeUnit.MICROSECOND]: 1e3,
  [TimeUnit.NANOSECOND]: 1e6
};

/** Numbers as doubles, times as epoch numbers of their column's unit, geometries as WKT. */
export function tableRows(table: ResultTable): Row[] {
  const columns = table.columns.map(
    ({ name }, column) => [name, readerOf(table, column)] as const
  );
  return Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(columns.map(([name, read]) => [name, read(row)]))
  );
}

function readerOf(table: ResultTable, column: number): ReadValue {
  const vector: Vector | null = table.arrow.getChildAt(column);
  const type = vector?.type as DataType | undefined;
  if (!vector || !type) {
    return () => null;
  }
  if (DataType.isDecimal(type)) {
    return row => numberOf(table.text(row, column));
  }
  if (DataType.isTimestamp(type)) {
    const factor = PER_MILLISECOND[type.unit];
    return row => scaled(vector.get(row), factor);
  }
  if (DataType.isDate(type)) {
    return row => scaled(vector.get(row), 1e-3);
  }
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isTime(type)) {
    return row => numberOf(vector.get(row));
  }
  if (DataType.isBool(type)) {
    return row => vector.get(row) as unknown;
  }
  return DataType.isList(type)
    ? row => listOf(vector.get(row))
    : row => table.text(row, column);
}

const numberOf = (value: unknown): number | null =>
  value === null ? null : Number(value);

const scaled = (value: unknown, factor: number): number | null =>
  value === null ? null : Math.round(Number(value) * factor);

/** Arrow gives an array as a vector of its values. */
const listOf = (value: unknown): unknown[] | null =>
  value === null
    ? null
    : [...(value as Iterable<unknown>)].map(part =>
        typeof part === 'bigint' ? Number(part) : part
      );
