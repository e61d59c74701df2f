/**
 * A DuckDB value as HeavyDB's number for it (DBHandler.cpp, 974-1105): a DATE in seconds since
 * 1970, a TIME in seconds of its day, a TIMESTAMP in units of its precision.
 */
import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnType, DatumName } from './column-type.js';

const SECONDS_A_DAY = 86_400;

export function integerOf(
  value: DuckDBValue,
  { precision }: Pick<ColumnType, 'precision'>
): bigint {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number':
      return BigInt(Math.trunc(value));
    case 'boolean':
      return value ? 1n : 0n;
    case 'object':
      return value === null ? 0n : ofObject(value, precision);
    default:
      throw new TypeError(`No integer: ${String(value)}`);
  }
}

function ofObject(value: object, precision: number): bigint {
  if ('days' in value && 'months' in value && 'micros' in value) {
    const { months, days, micros } = value as {
      months: number;
      days: number;
      micros: bigint;
    };
    return (
      BigInt(months * 30 + days) * BigInt(SECONDS_A_DAY * 1000) +
      floorDivide(micros, 1000n)
    );
  }
  if ('days' in value) {
    return BigInt((value.days as number) * SECONDS_A_DAY);
  }
  if ('seconds' in value) {
    return rescaled(value.seconds as bigint, 0, precision);
  }
  if ('millis' in value) {
    return rescaled(value.millis as bigint, 3, precision);
  }
  if ('micros' in value) {
    return rescaled(value.micros as bigint, 6, precision);
  }
  if ('nanos' in value) {
    return rescaled(value.nanos as bigint, 9, precision);
  }
  throw new TypeError(`No integer: ${JSON.stringify(value)}`);
}

/** Takes a count of 10^-from seconds to one of 10^-to seconds, towards the past. */
function rescaled(count: bigint, from: number, to: number): bigint {
  return to >= from
    ? count * 10n ** BigInt(to - from)
    : floorDivide(count, 10n ** BigInt(from - to));
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** FLOAT, DOUBLE and DECIMAL; a DECIMAL loses digits beyond a double's, as HeavyDB's does. */
export function realOf(value: DuckDBValue): number {
  if (typeof value === 'object' && value !== null && 'scale' in value) {
    return Number(decimalText(value));
  }
  return Number(value);
}

function decimalText({
  value,
  scale
}: {
  value: bigint;
  scale: number;
}): string {
  return `${value}e-${scale}`;
}

/** A value in its column's own text; what has none keeps DuckDB's. */
export const textOf = (value: DuckDBValue): string =>
  typeof value === 'string' ? value : String(value);

/** The values that stand for null in HeavyDB's own storage (inline_int_null_val and its kin). */
const NULL_INTEGERS: Readonly<Partial<Record<DatumName, bigint>>> = {
  BOOL: -128n,
  TINYINT: -128n,
  SMALLINT: -32_768n,
  INT: -2_147_483_648n
};
const NULL_BIGINT = -(2n ** 63n);
const NULL_FLOAT = 1.175_494_350_822_287_5e-38;
const NULL_DOUBLE = 2.225_073_858_507_201_4e-308;

export const integerNull = (datum: DatumName): bigint =>
  NULL_INTEGERS[datum] ?? NULL_BIGINT;

export const realNull = (datum: DatumName): number =>
  datum === 'FLOAT' ? NULL_FLOAT : NULL_DOUBLE;

export type Slot = 'int' | 'real' | 'str';

/** Which list of a TColumnData, and which field of a TDatumVal, a type uses. */
export function slotOf(datum: DatumName): Slot {
  switch (datum) {
    case 'FLOAT':
    case 'DOUBLE':
    case 'DECIMAL':
      return 'real';
    case 'BOOL':
    case 'TINYINT':
    case 'SMALLINT':
    case 'INT':
    case 'BIGINT':
    case 'TIME':
    case 'TIMESTAMP':
    case 'DATE':
    case 'INTERVAL_DAY_TIME':
      return 'int';
    default:
      return 'str';
  }
}
