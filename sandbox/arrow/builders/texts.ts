/** Columns of texts: as they are, or as keys of a dictionary. */
import type { DuckDBValue } from '@duckdb/node-api';
import {
  type Data,
  type DataType,
  Dictionary,
  Int32,
  makeData,
  makeVector,
  Utf8
} from 'apache-arrow';
import { textOf } from '../../types/cell.js';
import { Bitmap, NumberList } from '../buffers.js';
import type { IColumnBuilder } from './column-builder.js';

export class TextBuilder implements IColumnBuilder {
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
      ...this._validity.nulls,
      valueOffsets: this._offsets.finish(),
      data: Buffer.concat(this._parts)
    } as never);
  }

  private readonly _validity = new Bitmap();
  private readonly _offsets = new NumberList<number>(Int32Array, [0]);
  private readonly _parts: Buffer[] = [];
  private _bytes = 0;
}

/** Each builder has its own dictionary, and takes the next number for it. */
let lastDictionary = 0;

export class DictionaryBuilder implements IColumnBuilder {
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
      ...this._validity.nulls,
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
