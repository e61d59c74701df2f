/** Column types in Thrift's shape. */
import {
  TColumnType,
  TDatumType,
  TEncodingType,
  TTypeInfo
} from '../../server/thrift/generated/heavydb_types.js';
import { type Column, type ColumnType, isGeo } from '../types/column-type.js';
import { int64 } from './runtime.js';

/** Calcite's reserved words that one meets as column names. */
const RESERVED = new Set(
  'DATE DAY HOUR MINUTE MONTH SECOND TIME TIMESTAMP YEAR USER VALUE VALUES TABLE ORDER GROUP SELECT FROM WHERE'.split(
    ' '
  )
);

export const columnTypes = (
  columns: readonly (Column & { comment?: string })[]
): TColumnType[] =>
  columns.map(
    ({ name, type, comment }, index) =>
      new TColumnType({
        col_name: name,
        col_type: typeInfo(type),
        is_reserved_keyword: RESERVED.has(name.toUpperCase()),
        src_name: '',
        is_system: false,
        is_physical: false,
        col_id: int64(index + 1),
        ...(comment !== undefined && { comment })
      })
  );

export function typeInfo(type: ColumnType): TTypeInfo {
  return new TTypeInfo({
    type: TDatumType[type.datum],
    encoding: TEncodingType[type.encoding],
    nullable: type.nullable,
    is_array: type.isArray,
    // HeavyDB keeps the geo subtype (GEOMETRY = 23) in the place of the precision.
    precision: isGeo(type) ? 23 : type.precision,
    scale: type.scale,
    comp_param: type.compParam,
    size: -1
  });
}
