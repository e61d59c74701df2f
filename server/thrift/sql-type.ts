/** Writes a column's type like SHOW CREATE TABLE, from Thrift's TTypeInfo. Pure. */
import type { TypeInfo } from './calls';

/** By TDatumType; the browser's connector writes the same names. */
const NAMES = [
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'FLOAT',
  'DECIMAL',
  'DOUBLE',
  'TEXT',
  'TIME',
  'TIMESTAMP',
  'DATE',
  'BOOLEAN',
  'INTERVAL DAY TO SECOND',
  'INTERVAL YEAR TO MONTH',
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOLYGON',
  'TINYINT',
  'GEOMETRY',
  'GEOGRAPHY',
  'MULTILINESTRING',
  'MULTIPOINT'
];
const DECIMAL = 4;
const TEXT = 6;
const TIMESTAMP = 8;
const GEO = new Set([13, 14, 15, 16, 20, 21]);
/** Bytes of an element, by TDatumType. The size of a fixed-length array is in bytes. */
const BYTES: Readonly<Record<number, number>> = {
  0: 2,
  1: 4,
  2: 8,
  3: 4,
  4: 8,
  5: 8,
  6: 4,
  7: 8,
  8: 8,
  9: 8,
  10: 1,
  17: 1
};

/** Without NOT NULL. A type that is newer than this list is `UNKNOWN`. */
export function sqlType(info: TypeInfo): string {
  return `${elementType(info)}${arraySuffix(info)}${encoding(info)}`;
}

/** The type of a value, or of an array's elements, without its encoding. */
export function elementType({
  type,
  precision,
  scale
}: Pick<TypeInfo, 'type' | 'precision' | 'scale'>): string {
  const name = NAMES[type] ?? 'UNKNOWN';
  switch (true) {
    case type === DECIMAL:
      return `DECIMAL(${precision},${scale})`;
    case type === TIMESTAMP:
      return `TIMESTAMP(${precision})`;
    case GEO.has(type):
      // The SRID is in the field that other types use for the scale.
      return scale > 0 ? `GEOMETRY(${name}, ${scale})` : `GEOMETRY(${name})`;
    default:
      return name;
  }
}

function arraySuffix({ is_array, type, size }: TypeInfo): string {
  if (!is_array) {
    return '';
  }
  const length = (size ?? -1) / (BYTES[type] ?? NaN);
  return length >= 1 ? `[${length}]` : '[]';
}

/** The words after ENCODING, if they add something to the type's name. */
function encoding({ type, encoding, comp_param: bits }: TypeInfo): string {
  switch (encoding) {
    case 0:
      return type === TEXT ? ' ENCODING NONE' : '';
    case 1:
      return ` ENCODING FIXED(${bits})`;
    case 4:
      // A view's columns may have the number of their dictionary instead of its width.
      return ` ENCODING DICT${[8, 16, 32].includes(bits) ? `(${bits})` : ''}`;
    case 6:
      return bits > 0 ? ` ENCODING COMPRESSED(${bits})` : '';
    case 7:
      return ` ENCODING DAYS(${bits || 32})`;
    default:
      return '';
  }
}
