/**
 * The cell cursor of a grid and the selected rectangle, as in spreadsheets. Counts rows and columns
 * as they are shown, and knows no view.
 */
import type { CellRange } from '../table/shown-rows';

export type Cell = {
  /** {@link HEADER_ROW} is the header. */
  row: number;
  column: number;
};

export const HEADER_ROW = -1;

/** Whole rows, whole columns or everything, as opposed to single cells. */
type Whole = 'rows' | 'columns' | 'all';

export class GridSelection {
  constructor(size: { rowCount: number; columnCount: number }) {
    this._size = size;
  }

  /** The cell that the keys move and that a screen reader reads. */
  get cursor(): Cell {
    return this._cursor;
  }

  /** The selection; `null` if there is none, and for the header. */
  get range(): CellRange | null {
    const { rowCount, columnCount } = this._size;
    const { _anchor: anchor, _cursor: cursor, _whole: whole } = this;
    if (anchor === null || rowCount === 0 || columnCount === 0) {
      return null;
    }
    if (whole === null && cursor.row === HEADER_ROW) {
      return null;
    }
    const allRows = whole === 'columns' || whole === 'all';
    const allColumns = whole === 'rows' || whole === 'all';
    return {
      firstRow: allRows ? 0 : Math.max(0, Math.min(anchor.row, cursor.row)),
      lastRow: allRows ? rowCount - 1 : Math.max(anchor.row, cursor.row),
      firstColumn: allColumns ? 0 : Math.min(anchor.column, cursor.column),
      lastColumn: allColumns
        ? columnCount - 1
        : Math.max(anchor.column, cursor.column)
    };
  }

  /** A bigger result replaced the rows: cursor and selection stay. */
  resize(size: { rowCount: number; columnCount: number }): void {
    this._size = size;
    this._cursor = this._clamp(this._cursor);
    this._anchor = this._anchor && this._clamp(this._anchor);
  }

  /** Moves the cursor. If `extend` is set, selects from the start of the selection to it. */
  moveTo(cell: Cell, options: { extend?: boolean } = {}): void {
    this._cursor = this._clamp(cell);
    if (options.extend && this._anchor !== null) {
      if (this._anchor.row !== HEADER_ROW) {
        this._cursor.row = Math.max(0, this._cursor.row);
      }
      return;
    }
    this._anchor = this._cursor;
    this._whole = null;
  }

  /** Selects whole rows, whole columns or everything, through the selected cells. */
  selectWhole(whole: Whole): void {
    this._anchor ??= this._cursor;
    this._whole = whole;
  }

  /** Selects the cursor's cell if nothing is selected. */
  begin(): void {
    this._anchor ??= this._cursor;
  }

  /** Clears the selection; the cursor stays. */
  clear(): void {
    this._anchor = null;
    this._whole = null;
  }

  private _clamp({ row, column }: Cell): Cell {
    const { rowCount, columnCount } = this._size;
    return {
      row: Math.max(HEADER_ROW, Math.min(row, rowCount - 1)),
      column: Math.max(0, Math.min(column, columnCount - 1))
    };
  }

  private _size: { rowCount: number; columnCount: number };
  private _cursor: Cell = { row: 0, column: 0 };
  private _anchor: Cell | null = null;
  private _whole: Whole | null = null;
}

/** Number of cells of a rectangle. */
export const cellCount = (range: CellRange): number =>
  (range.lastRow - range.firstRow + 1) *
  (range.lastColumn - range.firstColumn + 1);

export const contains = (
  range: CellRange | null,
  { row, column }: Cell
): boolean =>
  range !== null &&
  row >= range.firstRow &&
  row <= range.lastRow &&
  column >= range.firstColumn &&
  column <= range.lastColumn;
