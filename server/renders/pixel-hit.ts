/** Reads the row at a pixel from the database's answer. Pure. */
import type { PixelHit, PixelValue } from '../protocol';
import type { JsonColumn, PixelAnswer, TypeInfo } from '../thrift/calls';

/** TDatumType. */
const FLOATING: ReadonlySet<number> = new Set([3, 4, 5]);
const TEXTUAL: ReadonlySet<number> = new Set([6, 13, 14, 15, 16, 20, 21]);
const TIME = 7;
const TIMESTAMP = 8;
const DATE = 9;
const BOOL = 10;
const TEN_DIGITS = 10;
/** Nanoseconds. A power of more would hold up everybody. */
const MAX_PRECISION = 9;

/** @returns `null` where nothing was drawn. */
export function pixelHit(answer: PixelAnswer): PixelHit | null {
  const rowId = answer.row_id?.[0];
  if (rowId === undefined || rowId < 0n) {
    return null;
  }
  const { row_desc = [], columns = [] } = answer.row_set ?? {};
  return {
    data: answer.vega_table_name ?? '',
    rowId: Number(rowId),
    values: row_desc.flatMap(({ col_name, col_type }, index) => {
      const column = columns[index];
      return column
        ? [{ name: col_name, value: valueOf(column, col_type, 0) }]
        : [];
    })
  };
}

function valueOf(
  { data, nulls }: JsonColumn,
  type: TypeInfo,
  row: number
): PixelValue {
  if (nulls[row] ?? true) {
    return null;
  }
  if (type.is_array) {
    const items = data.arr_col[row];
    return items ? arrayText(items, { ...type, is_array: false }) : null;
  }
  if (FLOATING.has(type.type)) {
    return finite(data.real_col[row]);
  }
  if (TEXTUAL.has(type.type)) {
    return data.str_col[row] ?? null;
  }
  const integer = data.int_col[row];
  return integer === undefined ? null : integerValue(integer, type);
}

/** As HeavyDB's own client prints it. */
const arrayText = (items: JsonColumn, type: TypeInfo): string =>
  `{${items.nulls
    .map((_, index) => String(valueOf(items, type, index) ?? 'NULL'))
    .join(', ')}}`;

/** JSON has no number for the others. */
const finite = (value: number | undefined): PixelValue =>
  value === undefined || Number.isFinite(value)
    ? (value ?? null)
    : String(value);

function integerValue(value: bigint, type: TypeInfo): PixelValue {
  switch (type.type) {
    case BOOL:
      return value !== 0n;
    case DATE:
      return timestampText(value, 0).slice(0, TEN_DIGITS);
    case TIMESTAMP:
      return timestampText(value, type.precision);
    case TIME:
      return timestampText(value, 0).slice(TEN_DIGITS + 1);
    default:
      return Number.isSafeInteger(Number(value))
        ? Number(value)
        : String(value);
  }
}

/**
 * `2026-11-29 08:15:30.123`, in UTC.
 *
 * @param value - since 1970, in units of 10 to the power of -precision seconds.
 */
function timestampText(value: bigint, precision: number): string {
  const digits = Math.min(Math.max(precision, 0), MAX_PRECISION);
  const unit = 10n ** BigInt(digits);
  const fraction = ((value % unit) + unit) % unit;
  const date = new Date(Number((value - fraction) / unit) * 1000);
  if (Number.isNaN(date.getTime())) {
    return String(value);
  }
  const text = date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
  return digits > 0
    ? `${text}.${String(fraction).padStart(digits, '0')}`
    : text;
}
