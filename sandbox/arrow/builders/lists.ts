/** Columns of arrays. */
import type { DuckDBListValue, DuckDBValue } from '@duckdb/node-api';
import { type Data, type DataType, Field, List, makeData } from 'apache-arrow';
import { Bitmap, NumberList } from '../buffers.js';
import type { IColumnBuilder } from './column-builder.js';

export class ListBuilder implements IColumnBuilder {
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
      ...this._validity.nulls,
      valueOffsets: this._offsets.finish(),
      child: this._element.finish()
    } as never);
  }

  private readonly _validity = new Bitmap();
  private readonly _offsets = new NumberList<number>(Int32Array, [0]);
  private _items = 0;
}
