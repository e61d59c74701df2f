/** A column of a result: its name, its SQL and Arrow types, and its kind. Pure. */
import { DataType, Precision, TimeUnit, type Field } from 'apache-arrow';
import type { FieldMetadata } from '../../server/protocol';

/** The kind of values, for alignment, charts and copies. */
export type ColumnKind = 'number' | 'time' | 'text' | 'boolean' | 'other';

export type ResultColumn = {
  name: string;
  /** Arrow's name for the type, for instance `Int64` or `Timestamp<MICROSECOND>`. */
  type: string;
  /** HeavyDB's name for the type, for instance `TIMESTAMP(6)` or `GEOMETRY(POINT, 4326)`. */
  sqlType: string;
  kind: ColumnKind;
  /** Numbers are aligned right, everything else left. */
  isNumeric: boolean;
  /** HeavyDB sent these decimals as doubles, so long ones may be rounded. */
  isSentAsDouble: boolean;
};

export function describeColumn(field: Field): ResultColumn {
  const { name } = field;
  const type = field.type as DataType;
  const kind = kindOf(type);
  const metadataOf = (key: keyof FieldMetadata): string | undefined =>
    field.metadata.get(key);
  return {
    name,
    type: nameOf(type),
    sqlType: metadataOf('heavydb:sql_type') ?? sqlTypeOf(type),
    kind,
    isNumeric: kind === 'number',
    isSentAsDouble: metadataOf('heavydb:sent_as') === 'DOUBLE'
  };
}

function kindOf(type: DataType): ColumnKind {
  if (DataType.isDictionary(type)) {
    return kindOf(type.dictionary as DataType);
  }
  if (
    DataType.isInt(type) ||
    DataType.isFloat(type) ||
    DataType.isDecimal(type)
  ) {
    return 'number';
  }
  if (
    DataType.isDate(type) ||
    DataType.isTime(type) ||
    DataType.isTimestamp(type)
  ) {
    return 'time';
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    return 'text';
  }
  return DataType.isBool(type) ? 'boolean' : 'other';
}

/** The classes of Arrow's types know their name, but `DataType` hides it. */
const nameOf = (type: unknown): string => String(type);

const INTEGERS: Record<number, string> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  32: 'INTEGER',
  64: 'BIGINT'
};

/** Precisions as HeavyDB writes them: https://docs.heavy.ai/sql/data-definition-ddl/datatypes-and-fixed-encoding */
const PRECISIONS: Record<TimeUnit, number> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9
};

/** A type that HeavyDB does not have keeps Arrow's name. */
function sqlTypeOf(type: DataType): string {
  if (DataType.isDictionary(type)) {
    return sqlTypeOf(type.dictionary as DataType);
  }
  if (DataType.isInt(type)) {
    return INTEGERS[type.bitWidth] ?? nameOf(type);
  }
  if (DataType.isFloat(type)) {
    return type.precision === Precision.DOUBLE ? 'DOUBLE' : 'FLOAT';
  }
  if (DataType.isDecimal(type)) {
    return `DECIMAL(${type.precision},${type.scale})`;
  }
  if (DataType.isTimestamp(type)) {
    return `TIMESTAMP(${PRECISIONS[type.unit]})`;
  }
  if (DataType.isList(type)) {
    return `${sqlTypeOf(type.valueType as DataType)}[]`;
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    return 'TEXT';
  }
  if (DataType.isDate(type)) {
    return 'DATE';
  }
  if (DataType.isTime(type)) {
    return 'TIME';
  }
  return DataType.isBool(type) ? 'BOOLEAN' : nameOf(type);
}
