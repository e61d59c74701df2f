/** A value as the text that its type reads. */
import type { Text } from '../../engine/changes/load.js';
import type { ColumnType } from '../../types/column-type.js';

/** A 64-bit integer of a Thrift message. */
export function bigintOf(value: unknown): bigint {
  return typeof value === 'number' || typeof value === 'bigint'
    ? BigInt(value)
    : (value as { buffer: Buffer }).buffer.readBigInt64BE(0);
}

/** What HeavyDB's integer stands for: a count of units since 1970, a DECIMAL without its point. */
export function integerText(
  value: bigint,
  { datum, precision, scale }: ColumnType
): string {
  switch (datum) {
    case 'BOOL':
      return value === 0n ? 'false' : 'true';
    case 'DECIMAL':
      return decimalText(value, scale);
    case 'DATE':
      return timestampText(value, 0).slice(0, 10);
    case 'TIME':
      return timestampText(value, 0).slice(11);
    case 'TIMESTAMP':
      return timestampText(value, precision);
    default:
      return String(value);
  }
}

/** Of a count of units of 10^-precision seconds since 1970. */
export function timestampText(count: bigint, precision: number): string {
  const unit = 10n ** BigInt(precision);
  const fraction = ((count % unit) + unit) % unit;
  const seconds = Number((count - fraction) / unit);
  const text = new Date(seconds * 1000).toISOString();
  const digits = String(fraction).padStart(precision, '0');
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${precision > 0 ? `.${digits}` : ''}`;
}

export function decimalText(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const at = digits.length - scale;
  return `${value < 0n ? '-' : ''}${digits.slice(0, at)}${scale > 0 ? `.${digits.slice(at)}` : ''}`;
}

/** As DuckDB reads lists. */
export const listText = (items: readonly Text[]): string =>
  `[${items.map(item => (item === null ? 'NULL' : `"${item.replace(/(["\\])/g, '\\$1')}"`)).join(', ')}]`;
