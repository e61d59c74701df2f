/** The column type that a client describes. */
import {
  TDatumType,
  TEncodingType,
  type TTypeInfo
} from '../../../server/thrift/generated/heavydb_types.js';
import { DatabaseError } from '../../errors.js';
import {
  columnType,
  type ColumnType,
  type DatumName,
  dictionaryText,
  GEO_TYPES
} from '../../types/column-type.js';

/** What the client leaves out is as in CREATE TABLE. */
export function columnTypeOf(info: TTypeInfo): ColumnType {
  const datum = TDatumType[info.type] as DatumName | undefined;
  if (!datum) {
    throw new DatabaseError('Invalid datum type');
  }
  const isArray = info.is_array ?? false;
  if (datum === 'STR') {
    const isPlain = info.encoding === TEncodingType.NONE;
    return {
      ...(isPlain ? columnType('STR') : dictionaryText(info.comp_param || 32)),
      isArray
    };
  }
  if (GEO_TYPES.includes(datum)) {
    return columnType(datum, { scale: info.scale ?? 0 });
  }
  return columnType(datum, {
    isArray,
    ...(datum === 'DATE' && { encoding: 'DATE_IN_DAYS' }),
    ...(datum === 'TIMESTAMP' && { precision: info.precision ?? 0 }),
    ...(datum === 'DECIMAL' && {
      precision: info.precision || 18,
      scale: info.scale ?? 0
    })
  });
}
