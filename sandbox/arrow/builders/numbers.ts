/** Columns whose values have a fixed width: numbers, times, booleans and decimals. */
import type { DuckDBValue } from '@duckdb/node-api';
import {
  Bool,
  type Data,
  type DataType,
  Decimal,
  makeData
} from 'apache-arrow';
import type { ColumnType } from '../../types/column-type.js';
import { Bitmap, NumberList } from '../buffers.js';
import type { IColumnBuilder } from './column-builder.js';

export class NumberBuilder<
  T extends number | bigint
> implements IColumnBuilder {
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
      ...this._validity.nulls,
      data: this._list.finish()
    } as never);
  }

  private readonly _validity = new Bitmap();
}

export class BooleanBuilder implements IColumnBuilder {
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
      ...this._validity.nulls,
      data: this._values.finish()
    });
  }

  private readonly _validity = new Bitmap();
  private readonly _values = new Bitmap();
}

/** 128 bits a value, little end first. */
export class DecimalBuilder implements IColumnBuilder {
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
      ...this._validity.nulls,
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
