/**
 * Collects one column's values into Arrow's buffers, batch by batch. Which type becomes which is
 * HeavyDB's choice (ArrowResultSetConverter.cpp, 1108-1200), and so is which are refused.
 */
import type { DuckDBListValue, DuckDBValue } from '@duckdb/node-api';
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  makeData,
  makeVector,
  TimeSecond,
  Timestamp,
  TimeUnit,
  Utf8
} from 'apache-arrow';
import { DatabaseError, messages } from '../errors.js';
import { integerOf, realOf, slotOf, textOf } from '../types/cell.js';
import { type ColumnType, heavyTypeName, isGeo } from '../types/column-type.js';
import { Bitmap, NumberList } from './buffers.js';

export interface IColumnBuilder {
  readonly type: DataType;
  append(values: readonly DuckDBValue[]): void;
  finish(): Data;
}

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

class NumberBuilder<T extends number | bigint> implements IColumnBuilder {
  constructor(
    readonly type: DataType,
    private readonly _list: NumberList<T>,
    private readonly _read: (value: DuckDBValue) => T
  ) {}

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      const isNull = value === null;
      this._validity.push(!isNull);
      if (isNull) {
        this._list.skip();
      } else {
        this._list.push(this._read(value));
      }
    }
  }

  finish(): Data {
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      data: this._list.finish()
    } as never);
  }

  private readonly _validity = new Bitmap();
}

class BooleanBuilder implements IColumnBuilder {
  readonly type = new Bool();

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      this._validity.push(value !== null);
      this._values.push(value === true);
    }
  }

  finish(): Data {
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      data: this._values.finish()
    });
  }

  private readonly _validity = new Bitmap();
  private readonly _values = new Bitmap();
}

/** 128 bits a value, little end first. */
class DecimalBuilder implements IColumnBuilder {
  constructor({ precision, scale }: ColumnType) {
    this.type = new Decimal(scale, precision, 128);
  }

  readonly type: DataType;

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      const whole =
        value === null ? 0n : (value as unknown as { value: bigint }).value;
      this._validity.push(value !== null);
      this._halves.push(BigInt.asIntN(64, whole));
      this._halves.push(whole >> 64n);
    }
  }

  finish(): Data {
    const halves = this._halves.finish();
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      data: new Uint32Array(
        halves.buffer,
        halves.byteOffset,
        halves.byteLength / Uint32Array.BYTES_PER_ELEMENT
      )
    } as never);
  }

  private readonly _validity = new Bitmap();
  private readonly _halves = new NumberList<bigint>(BigInt64Array);
}

class TextBuilder implements IColumnBuilder {
  readonly type: DataType = new Utf8();

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      this._validity.push(value !== null);
      if (value !== null) {
        const bytes = Buffer.from(textOf(value));
        this._parts.push(bytes);
        this._bytes += bytes.length;
      }
      this._offsets.push(this._bytes);
    }
  }

  get length(): number {
    return this._validity.length;
  }

  finish(): Data {
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      valueOffsets: this._offsets.finish(),
      data: Buffer.concat(this._parts)
    } as never);
  }

  private readonly _validity = new Bitmap();
  private readonly _offsets = new NumberList<number>(Int32Array, [0]);
  private readonly _parts: Buffer[] = [];
  private _bytes = 0;
}

/** Every builder has a dictionary of its own, so its number is taken when it is made. */
let lastDictionary = 0;

class DictionaryBuilder implements IColumnBuilder {
  readonly type: DataType = new Dictionary(
    new Utf8(),
    new Int32(),
    (lastDictionary += 1)
  );

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      this._validity.push(value !== null);
      this._keys.push(value === null ? 0 : this._key(textOf(value)));
    }
  }

  finish(): Data {
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      data: this._keys.finish(),
      dictionary: makeVector(this._texts.finish())
    } as never);
  }

  private _key(text: string): number {
    const known = this._known.get(text);
    if (known !== undefined) {
      return known;
    }
    const key = this._texts.length;
    this._texts.append([text]);
    this._known.set(text, key);
    return key;
  }

  private readonly _validity = new Bitmap();
  private readonly _keys = new NumberList<number>(Int32Array);
  private readonly _texts = new TextBuilder();
  private readonly _known = new Map<string, number>();
}

class ListBuilder implements IColumnBuilder {
  constructor(private readonly _element: IColumnBuilder) {
    this.type = new List(new Field('item', _element.type, true));
  }

  readonly type: DataType;

  append(values: readonly DuckDBValue[]): void {
    for (const value of values) {
      const items = value === null ? [] : (value as DuckDBListValue).items;
      this._validity.push(value !== null);
      this._element.append(items);
      this._items += items.length;
      this._offsets.push(this._items);
    }
  }

  finish(): Data {
    return makeData({
      type: this.type,
      length: this._validity.length,
      nullCount: this._validity.falseCount,
      nullBitmap: this._validity.ifAnyFalse,
      valueOffsets: this._offsets.finish(),
      child: this._element.finish()
    } as never);
  }

  private readonly _validity = new Bitmap();
  private readonly _offsets = new NumberList<number>(Int32Array, [0]);
  private _items = 0;
}
