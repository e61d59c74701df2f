/**
 * Writes an Arrow value as SQL would show it: 64-bit integers, decimals and timestamps digit by
 * digit. Reads the raw values, because Arrow's own getters return times as JavaScript milliseconds
 * and lose microseconds. Pure.
 */
import {
  DataType,
  DateUnit,
  Precision,
  TimeUnit,
  type Data,
  type Decimal
} from 'apache-arrow';
import { BatchIndex } from './batch-index';

/** The text of one value, or `null` for SQL's NULL. */
export type ReadText = (row: number) => string | null;

const DIGITS: Record<TimeUnit, number> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9
};

const pad = (value: number | bigint, width: number): string =>
  String(value).padStart(width, '0');

/** Floored division and its remainder: times before 1970 are negative. */
function divide(value: bigint, by: bigint): [bigint, bigint] {
  const rest = ((value % by) + by) % by;
  return [(value - rest) / by, rest];
}

/** `YYYY-MM-DD` for a number of days since 1970-01-01, in the proleptic Gregorian calendar. */
export function formatDay(days: number): string {
  // From Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365
  );
  const dayOfYear =
    dayOfEra -
    (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const yearText = year < 0 ? `-${pad(-year, 4)}` : pad(year, 4);
  return `${yearText}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `HH:MM:SS` and as many decimals as the unit has, for a time of day counted in that unit. */
export function formatTimeOfDay(value: bigint, unit: TimeUnit): string {
  const digits = DIGITS[unit];
  const [seconds, fraction] = divide(value, 10n ** BigInt(digits));
  const [minutes, second] = divide(seconds, 60n);
  const [hour, minute] = divide(minutes, 60n);
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
  return digits === 0 ? clock : `${clock}.${pad(fraction, digits)}`;
}

/** `YYYY-MM-DD HH:MM:SS[.fff]` for a count of the unit since 1970-01-01 00:00:00. */
export function formatTimestamp(value: bigint, unit: TimeUnit): string {
  const [days, rest] = divide(value, 86_400n * 10n ** BigInt(DIGITS[unit]));
  return `${formatDay(Number(days))} ${formatTimeOfDay(rest, unit)}`;
}

/** A scaled integer with its decimal point. */
export function formatDecimal(unscaled: bigint, scale: number): string {
  const digits = pad(unscaled < 0n ? -unscaled : unscaled, scale + 1);
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** As JavaScript writes it, except for the sign of zero, which JavaScript drops. */
const formatFloat64 = (value: number): string =>
  Object.is(value, -0) ? '-0' : String(value);

/** The shortest text that identifies this 32-bit float; 9 digits always suffice. */
export function formatFloat32(value: number): string {
  if (value === 0) {
    return formatFloat64(value);
  }
  for (let precision = 6; precision < 9; precision++) {
    const short = Number(value.toPrecision(precision));
    if (Math.fround(short) === value) {
      return String(short);
    }
  }
  return String(Number(value.toPrecision(9)));
}

/** Reads decimals as integers, without their decimal point. */
export function unscaledReader(data: Data<Decimal>): (row: number) => bigint {
  const words = data.type.bitWidth / 32;
  const values = data.values;
  return row => readWords(values, row * words, words);
}

/** Two's complement of little-endian 32-bit words, as Arrow stores decimals. */
function readWords(words: Uint32Array, from: number, count: number): bigint {
  let value = 0n;
  for (let i = count - 1; i >= 0; i--) {
    value = (value << 32n) | BigInt(words[from + i] ?? 0);
  }
  return BigInt.asIntN(32 * count, value);
}

/** Reads the values of one record batch's column without copying them. */
export function textReader(data: Data): ReadText {
  const read = valueReader(data);
  return data.nullCount === 0
    ? read
    : row => (data.getValid(row) ? read(row) : null);
}

/** Reads values that come in several pieces, such as a dictionary's entries. */
function chunksReader(chunks: readonly Data[]): ReadText {
  const filled = chunks.filter(({ length }) => length > 0);
  const index = new BatchIndex(filled.map(({ length }) => length));
  const readers = filled.map(textReader);
  return row => {
    const chunk = index.batchOf(row);
    return readers[chunk]?.(row - (index.starts[chunk] ?? 0)) ?? null;
  };
}

/** Reads an array's elements as JSON: numbers digit by digit, strings and times in quotes. */
function jsonReader(data: Data): (row: number) => string {
  const read = textReader(data);
  const isQuoted = isWrittenAsString(data.type);
  return row => {
    const text = read(row);
    return text === null ? 'null' : isQuoted ? JSON.stringify(text) : text;
  };
}

const isWrittenAsString = (type: DataType): boolean =>
  !DataType.isBool(type) &&
  !DataType.isInt(type) &&
  !DataType.isFloat(type) &&
  !DataType.isDecimal(type) &&
  !DataType.isList(type);

function valueReader(data: Data): ReadText {
  const type = data.type;
  const offsets = data.valueOffsets as Int32Array;
  const values = data.values as ArrayLike<number | bigint>;
  const at = (row: number): bigint => BigInt(values[row] ?? 0);

  if (DataType.isBool(type)) {
    const bits = data.values as Uint8Array;
    return row => {
      const bit = data.offset + row;
      return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
        ? 'true'
        : 'false';
    };
  }
  if (DataType.isFloat(type)) {
    return type.precision === Precision.SINGLE
      ? row => formatFloat32(values[row] as number)
      : row => formatFloat64(values[row] as number);
  }
  if (DataType.isDecimal(type)) {
    const read = unscaledReader(data as Data<Decimal>);
    return row => formatDecimal(read(row), type.scale);
  }
  if (DataType.isDate(type)) {
    return type.unit === DateUnit.DAY
      ? row => formatDay(values[row] as number)
      : row => formatDay(Number(divide(at(row), 86_400_000n)[0]));
  }
  if (DataType.isTime(type)) {
    return row => formatTimeOfDay(at(row), type.unit);
  }
  if (DataType.isTimestamp(type)) {
    return row => formatTimestamp(at(row), type.unit);
  }
  if (DataType.isDictionary(type)) {
    const entries = data.dictionary as { data: Data[] } | undefined;
    const read = chunksReader(entries?.data ?? []);
    return row => read(Number(values[row]));
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    // A string may begin with U+FEFF, which is not a byte order mark there.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const bytes = data.values as Uint8Array;
    return row =>
      decoder.decode(
        bytes.subarray(Number(offsets[row]), Number(offsets[row + 1]))
      );
  }
  if (DataType.isList(type)) {
    const child = data.children[0];
    const read = child ? jsonReader(child) : () => 'null';
    return row => {
      const items: string[] = [];
      for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
        items.push(read(i));
      }
      return `[${items.join(', ')}]`;
    };
  }
  return row => String(values[row]);
}
