/**
 * The Arrow type of each column type, and its builder. HeavyDB decides which type becomes which, and
 * which it refuses (ArrowResultSetConverter.cpp, 1108-1200).
 */
import {
  DateDay,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  TimeSecond,
  Timestamp,
  TimeUnit
} from 'apache-arrow';
import { DatabaseError, messages } from '../errors.js';
import { integerOf, realOf, slotOf } from '../types/cell.js';
import { type ColumnType, heavyTypeName, isGeo } from '../types/column-type.js';
import { NumberList } from './buffers.js';
import type { IColumnBuilder } from './builders/column-builder.js';
import { ListBuilder } from './builders/lists.js';
import {
  BooleanBuilder,
  DecimalBuilder,
  NumberBuilder
} from './builders/numbers.js';
import { DictionaryBuilder, TextBuilder } from './builders/texts.js';

const UNITS: Readonly<Record<number, TimeUnit>> = {
  0: TimeUnit.SECOND,
  3: TimeUnit.MILLISECOND,
  6: TimeUnit.MICROSECOND,
  9: TimeUnit.NANOSECOND
};

export function columnBuilder(type: ColumnType): IColumnBuilder {
  if (type.isArray) {
    const element = { ...type, isArray: false };
    const allowed =
      (slotOf(type.datum) !== 'str' || type.encoding === 'DICT') &&
      !['DATE', 'TIME', 'TIMESTAMP', 'DECIMAL'].includes(type.datum);
    if (!allowed || isGeo(type)) {
      throw refusal(type);
    }
    return new ListBuilder(columnBuilder(element));
  }
  switch (type.datum) {
    case 'BOOL':
      return new BooleanBuilder();
    case 'TINYINT':
      return new NumberBuilder(new Int8(), new NumberList(Int8Array), Number);
    case 'SMALLINT':
      return new NumberBuilder(new Int16(), new NumberList(Int16Array), Number);
    case 'INT':
      return new NumberBuilder(new Int32(), new NumberList(Int32Array), Number);
    case 'BIGINT':
      return new NumberBuilder(
        new Int64(),
        new NumberList(BigInt64Array),
        value => integerOf(value, type)
      );
    case 'FLOAT':
      return new NumberBuilder(
        new Float32(),
        new NumberList(Float32Array),
        realOf
      );
    case 'DOUBLE':
      return new NumberBuilder(
        new Float64(),
        new NumberList(Float64Array),
        realOf
      );
    case 'DECIMAL':
      return new DecimalBuilder(type);
    case 'TIME':
      return new NumberBuilder(
        new TimeSecond(),
        new NumberList(Int32Array),
        value => Number(integerOf(value, type))
      );
    case 'DATE':
      return new NumberBuilder(
        new DateDay(),
        new NumberList(Int32Array),
        value => (value as { days: number }).days
      );
    case 'TIMESTAMP':
      return new NumberBuilder(
        new Timestamp(UNITS[type.precision] ?? TimeUnit.SECOND),
        new NumberList(BigInt64Array),
        value => integerOf(value, type)
      );
    case 'STR':
      return type.encoding === 'DICT'
        ? new DictionaryBuilder()
        : new TextBuilder();
    default:
      throw refusal(type);
  }
}

const refusal = (type: ColumnType): DatabaseError =>
  new DatabaseError(
    messages.notInArrow(
      isGeo(type) && !type.isArray ? type.datum : heavyTypeName(type)
    )
  );
