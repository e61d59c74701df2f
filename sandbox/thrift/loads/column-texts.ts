/** The texts of what load_table_binary_columnar and load_table_binary send. */
import type {
  TColumn,
  TDatum
} from '../../../server/thrift/generated/heavydb_types.js';
import type { Text } from '../../engine/changes/load.js';
import { slotOf } from '../../types/cell.js';
import type { ColumnType } from '../../types/column-type.js';
import { bigintOf, integerText, listText } from './value-texts.js';

export function columnTexts(
  { data, nulls }: TColumn,
  type: ColumnType
): Text[] {
  const isNull = (index: number): boolean => nulls?.[index] === true;
  if (type.isArray) {
    const element = { ...type, isArray: false };
    return (data.arr_col ?? []).map((list, index) =>
      isNull(index) ? null : listText(columnTexts(list, element))
    );
  }
  const list: readonly unknown[] =
    slotOf(type.datum) === 'str'
      ? data.str_col
      : type.datum === 'FLOAT' || type.datum === 'DOUBLE'
        ? data.real_col
        : data.int_col;
  return list.map((value, index) =>
    isNull(index) ? null : valueText(value, type)
  );
}

export function datumText({ val, is_null }: TDatum, type: ColumnType): Text {
  if (is_null) {
    return null;
  }
  if (type.isArray) {
    const element = { ...type, isArray: false };
    return listText(val.arr_val.map(item => datumText(item, element)));
  }
  switch (slotOf(type.datum)) {
    case 'str':
      return val.str_val;
    case 'real':
      return type.datum === 'DECIMAL'
        ? valueText(val.int_val, type)
        : String(val.real_val);
    default:
      return valueText(val.int_val, type);
  }
}

const valueText = (value: unknown, type: ColumnType): string =>
  typeof value === 'string'
    ? value
    : type.datum === 'FLOAT' || type.datum === 'DOUBLE'
      ? String(value)
      : integerText(bigintOf(value), type);
