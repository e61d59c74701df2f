/**
 * A result's rows in the order in which they are shown. The order survives a bigger result. Pure.
 */
import type { ResultTable } from './result-table';
import { sortRows, type SortDirection, type SortOrder } from './sort-rows';
import type { ShownRows } from './shown-rows';

export class OrderedRows {
  /** @param sort - the order in which the database already sorted the rows. */
  constructor(table: ResultTable, sort: SortOrder | null) {
    this._table = table;
    this._rows = table;
    this._sort = sort;
  }

  get rows(): ShownRows {
    return this._rows;
  }

  /** `null` for the original order. */
  get sort(): SortOrder | null {
    return this._sort;
  }

  get size(): { rowCount: number; columnCount: number } {
    const { rowCount, columns } = this._table;
    return { rowCount, columnCount: columns.length };
  }

  /** Sorts the rows; `null` restores the original order. */
  sortBy(order: SortOrder | null): void {
    this._sort = order;
    this._isSortedHere = order !== null;
    this._reorder();
  }

  /** The next order of a column: ascending, descending, original. */
  nextDirection(column: number): SortDirection | null {
    if (this._sort?.column !== column) {
      return 'ascending';
    }
    return this._sort.direction === 'ascending' ? 'descending' : null;
  }

  /**
   * Takes a bigger result and sorts its rows in the same way. Returns whether it has the same
   * columns; if not, its rows stay in their original order.
   */
  replace(table: ResultTable): boolean {
    const isSame = sameColumns(table, this._table);
    this._table = table;
    if (!isSame) {
      this._sort = null;
      this._isSortedHere = false;
    }
    this._reorder();
    return isSame;
  }

  private _reorder(): void {
    const { _table: table, _sort: sort } = this;
    if (!sort || !this._isSortedHere) {
      this._rows = table;
      return;
    }
    const order = sortRows(table.arrow, sort);
    this._rows = {
      rowCount: table.rowCount,
      columns: table.columns,
      text: (row, column) => table.text(order[row] ?? 0, column),
      isRounded: (row, column) => table.isRounded(order[row] ?? 0, column)
    };
  }

  private _table: ResultTable;
  private _rows: ShownRows;
  private _sort: SortOrder | null;
  /** Otherwise the database did the sort, and the rows arrived in that order. */
  private _isSortedHere = false;
}

const sameColumns = (a: ResultTable, b: ResultTable): boolean =>
  a.columns.length === b.columns.length &&
  a.columns.every(
    ({ name, type }, index) =>
      name === b.columns[index]?.name && type === b.columns[index].type
  );
