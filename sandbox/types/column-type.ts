/** A column's type as HeavyDB has it, and which DuckDB type carries it. Knows no wire format. */

export type DatumName =
  | 'TINYINT'
  | 'SMALLINT'
  | 'INT'
  | 'BIGINT'
  | 'FLOAT'
  | 'DOUBLE'
  | 'DECIMAL'
  | 'BOOL'
  | 'STR'
  | 'TIME'
  | 'TIMESTAMP'
  | 'DATE'
  | 'INTERVAL_DAY_TIME'
  | 'POINT'
  | 'MULTIPOINT'
  | 'LINESTRING'
  | 'MULTILINESTRING'
  | 'POLYGON'
  | 'MULTIPOLYGON';

export type Encoding = 'NONE' | 'FIXED' | 'DICT' | 'GEOINT' | 'DATE_IN_DAYS';

export type ColumnType = {
  datum: DatumName;
  encoding: Encoding;
  nullable: boolean;
  isArray: boolean;
  /** Digits of a DECIMAL, 0|3|6|9 of a TIMESTAMP. */
  precision: number;
  /** Of a DECIMAL; for geo types HeavyDB puts the SRID here. */
  scale: number;
  /** Bits of a dictionary, a fixed or a compressed encoding. */
  compParam: number;
};

export type Column = { name: string; type: ColumnType };

export const GEO_TYPES: readonly DatumName[] = [
  'POINT',
  'MULTIPOINT',
  'LINESTRING',
  'MULTILINESTRING',
  'POLYGON',
  'MULTIPOLYGON'
];

/** HeavyDB's DECIMAL ends at 19 digits, as a 64-bit integer does. */
export const MAX_DIGITS = 19;

export const isGeo = ({ datum }: ColumnType): boolean =>
  GEO_TYPES.includes(datum);

export function columnType(
  datum: DatumName,
  more: Partial<ColumnType> = {}
): ColumnType {
  return {
    datum,
    encoding: 'NONE',
    nullable: true,
    isArray: false,
    precision: 0,
    scale: 0,
    compParam: 0,
    ...more
  };
}

export const dictionaryText = (bits = 32): ColumnType =>
  columnType('STR', { encoding: 'DICT', compParam: bits });

const DUCKDB_NAMES: Readonly<Partial<Record<DatumName, string>>> = {
  INT: 'INTEGER',
  BOOL: 'BOOLEAN',
  STR: 'VARCHAR',
  INTERVAL_DAY_TIME: 'INTERVAL'
};

/** Geo types are texts, `SRID=4326;POINT (1 2)`: DuckDB's own geometry has no SRID. */
export function duckdbTypeName(type: ColumnType): string {
  const element =
    type.datum === 'DECIMAL'
      ? `DECIMAL(${type.precision}, ${type.scale})`
      : type.datum === 'TIMESTAMP'
        ? `TIMESTAMP(${type.precision})`
        : isGeo(type)
          ? 'VARCHAR'
          : (DUCKDB_NAMES[type.datum] ?? type.datum);
  return type.isArray ? `${element}[]` : element;
}

/** As SHOW CREATE TABLE writes it. */
export const heavyTypeName = (type: ColumnType): string =>
  typeAndDefault({ type });

/** The same, with the default between type and encoding. */
export function typeAndDefault({
  type,
  default: value
}: {
  type: ColumnType;
  default?: string;
}): string {
  const { datum, encoding, precision, scale, compParam } = type;
  const base: Partial<Record<DatumName, string>> = {
    STR: 'TEXT',
    INT: 'INTEGER',
    BOOL: 'BOOLEAN',
    DECIMAL: `DECIMAL(${precision},${scale})`,
    TIMESTAMP: `TIMESTAMP(${precision})`
  };
  const name = isGeo(type)
    ? `GEOMETRY(${datum}${scale ? `, ${scale}` : ''})`
    : (base[datum] ?? datum);
  const encodings: Partial<Record<Encoding, string>> = {
    DICT: ` ENCODING DICT(${compParam})`,
    FIXED: ` ENCODING FIXED(${compParam})`,
    DATE_IN_DAYS: ` ENCODING DAYS(${compParam || 32})`,
    GEOINT: ` ENCODING COMPRESSED(${compParam})`,
    NONE: datum === 'STR' || isGeo(type) ? ' ENCODING NONE' : ''
  };
  return [
    name,
    type.isArray ? '[]' : '',
    type.nullable ? '' : ' NOT NULL',
    value === undefined ? '' : ` DEFAULT ${value}`,
    encodings[encoding] ?? ''
  ].join('');
}
