/** A result as sql_execute sends it, by columns or by rows. Holds all rows at once. */
import type { DuckDBListValue, DuckDBValue } from '@duckdb/node-api';
import {
  TColumn,
  TColumnData,
  TDatum,
  TDatumVal,
  TRow,
  TRowSet
} from '../../server/thrift/generated/heavydb_types.js';
import type { Batch, QueryResult } from '../engine/query.js';
import {
  integerNull,
  integerOf,
  realNull,
  realOf,
  slotOf,
  textOf
} from '../types/cell.js';
import type { Column, ColumnType } from '../types/column-type.js';
import { int64 } from './runtime.js';
import { columnTypes } from './type-info.js';

export async function columnarRowSet(
  columns: readonly Column[],
  batches: QueryResult['batches']
): Promise<TRowSet> {
  const values: DuckDBValue[][] = columns.map(() => []);
  for await (const batch of batches) {
    values.forEach((list, index) => {
      for (const value of batch.values(index)) {
        list.push(value);
      }
    });
  }
  return new TRowSet({
    row_desc: columnTypes(columns),
    rows: [],
    columns: columns.map(({ type }, index) =>
      column(values[index] ?? [], type)
    ),
    is_columnar: true
  });
}

export async function rowWiseRowSet(
  columns: readonly Column[],
  batches: QueryResult['batches']
): Promise<TRowSet> {
  const rows: TRow[] = [];
  for await (const batch of batches) {
    rows.push(...rowsOf(batch, columns));
  }
  return new TRowSet({
    row_desc: columnTypes(columns),
    rows,
    columns: [],
    is_columnar: false
  });
}

function column(values: readonly DuckDBValue[], type: ColumnType): TColumn {
  const nulls = values.map(value => value === null);
  const lists = {
    int_col: [] as unknown[],
    real_col: [] as number[],
    str_col: [] as string[],
    arr_col: [] as TColumn[]
  };
  if (type.isArray) {
    const element = { ...type, isArray: false };
    lists.arr_col = values.map(value => column(itemsOf(value), element));
  } else {
    switch (slotOf(type.datum)) {
      case 'int':
        lists.int_col = values.map(value => integer(value, type));
        break;
      case 'real':
        lists.real_col = values.map(value => real(value, type));
        break;
      case 'str':
        lists.str_col = values.map(text);
    }
  }
  return new TColumn({ data: new TColumnData(lists), nulls });
}

function* rowsOf(batch: Batch, columns: readonly Column[]): Generator<TRow> {
  const values = columns.map((_, index) => batch.values(index));
  for (let row = 0; row < batch.rowCount; row += 1) {
    yield new TRow({
      cols: columns.map(({ type }, index) =>
        datum(values[index]?.[row] ?? null, type)
      )
    });
  }
}

function datum(value: DuckDBValue, type: ColumnType): TDatum {
  const slot = type.isArray ? undefined : slotOf(type.datum);
  const element = { ...type, isArray: false };
  return new TDatum({
    val: new TDatumVal({
      int_val: slot === 'int' ? integer(value, type) : int64(0),
      real_val: slot === 'real' ? real(value, type) : 0,
      str_val: slot === 'str' ? text(value) : '',
      arr_val: type.isArray
        ? itemsOf(value).map(item => datum(item, element))
        : []
    }),
    is_null: value === null
  });
}

const itemsOf = (value: DuckDBValue): readonly DuckDBValue[] =>
  value === null ? [] : (value as DuckDBListValue).items;

const integer = (value: DuckDBValue, type: ColumnType): unknown =>
  int64(value === null ? integerNull(type.datum) : integerOf(value, type));

const real = (value: DuckDBValue, type: ColumnType): number =>
  value === null ? realNull(type.datum) : realOf(value);

const text = (value: DuckDBValue): string =>
  value === null ? '' : textOf(value);
