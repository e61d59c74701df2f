/**
 * Sorts a result's rows by one column, as the database would: exact for every type, text by code
 * point, NULL as the greatest value, and stable. Pure.
 */
import type { Table } from 'apache-arrow';
import { isNullFirst, type SortDirection } from '../sql/null-order';
import { sortKeys, type SortKeys } from './sort-keys';

export type { SortDirection };

export type SortOrder = { column: number; direction: SortDirection };

/** The row indexes in the requested order. */
export function sortRows(
  table: Table,
  { column, direction }: SortOrder
): Uint32Array {
  const vector = table.getChildAt(column);
  const order = new Uint32Array(table.numRows);
  if (!vector) {
    return order.map((_, row) => row);
  }
  const keys = sortKeys(vector);
  const nullCount = keys.isNull.reduce((count, isNull) => count + isNull, 0);
  const presentCount = order.length - nullCount;
  const [nulls, present] = isNullFirst(direction)
    ? [order.subarray(0, nullCount), order.subarray(nullCount)]
    : [order.subarray(presentCount), order.subarray(0, presentCount)];
  let presentAt = 0;
  let nullAt = 0;
  for (let row = 0; row < order.length; row++) {
    if (keys.isNull[row]) {
      nulls[nullAt++] = row;
    } else {
      present[presentAt++] = row;
    }
  }
  sortByKeys(present, keys, direction === 'ascending' ? 0 : 0xffffffff);
  return order;
}

/** @param flip - all ones reverses the order of the keys and keeps ties in place. */
function sortByKeys(rows: Uint32Array, keys: SortKeys, flip: number): void {
  let from = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  for (const words of keys.words) {
    for (const shift of [0, 16]) {
      if (distribute({ from, to, words, shift, flip })) {
        [from, to] = [to, from];
      }
    }
  }
  if (from !== rows) {
    rows.set(from);
  }
  if (keys.compareRest) {
    const compare = keys.compareRest;
    const turned = (a: number, b: number): number => compare(b, a);
    sortRuns(rows, keys.words, flip === 0 ? compare : turned);
  }
}

/** One pass of a radix sort; false if all rows have the same digit and nothing was moved. */
function distribute({
  from,
  to,
  words,
  shift,
  flip
}: {
  from: Uint32Array;
  to: Uint32Array;
  words: Uint32Array;
  shift: number;
  flip: number;
}): boolean {
  const places = new Uint32Array(0x10000);
  const digitOf = (row: number): number =>
    (((words[row] ?? 0) ^ flip) >>> shift) & 0xffff;
  for (const row of from) {
    const digit = digitOf(row);
    places[digit] = (places[digit] ?? 0) + 1;
  }
  if (from.length === 0 || places[digitOf(from[0] ?? 0)] === from.length) {
    return false;
  }
  let place = 0;
  for (let digit = 0; digit < places.length; digit++) {
    const count = places[digit] ?? 0;
    places[digit] = place;
    place += count;
  }
  for (const row of from) {
    const digit = digitOf(row);
    const at = places[digit] ?? 0;
    places[digit] = at + 1;
    to[at] = row;
  }
  return true;
}

/** Sorts each run of rows with equal keys by the rest of the value. */
function sortRuns(
  rows: Uint32Array,
  words: readonly Uint32Array[],
  compare: (a: number, b: number) => number
): void {
  const isSame = (a: number, b: number): boolean =>
    words.every(values => values[a] === values[b]);
  for (let start = 0; start < rows.length;) {
    let end = start + 1;
    while (
      end < rows.length &&
      isSame(rows[start] as number, rows[end] as number)
    ) {
      end++;
    }
    if (end - start > 1) {
      rows.subarray(start, end).sort(compare);
    }
    start = end;
  }
}
