/**
 * The widths of a grid's columns. Of a wide result, only columns that come into view are measured;
 * the others have an estimate, by which the scroll bar and the positions are. Pure.
 */
import { headerText } from '../table/cell-text';
import type { ShownRows } from '../table/shown-rows';
import {
  clampWidth,
  fittedWidth,
  MAX_WIDTH,
  widthOfHeader,
  type Measure
} from './column-widths';

/** Up to this number of columns, all are measured at once. */
const FEW_COLUMNS = 50;
/** Mean width in pixels of a letter of the header, in JupyterLab's 13 px text. */
const LETTER = 7.5;

export class MeasuredWidths {
  constructor({ rows, measure }: { rows: ShownRows; measure: Measure }) {
    const { columns } = rows;
    this._widths = columns.map(column =>
      widthOfHeader(headerText(column).length * LETTER, MAX_WIDTH)
    );
    if (columns.length <= FEW_COLUMNS) {
      this.measure({
        rows,
        measure,
        firstColumn: 0,
        endColumn: columns.length
      });
    }
  }

  /** In pixels. A new array after each change. */
  get all(): readonly number[] {
    return this._widths;
  }

  isMeasured(column: number): boolean {
    return this._measured.has(column);
  }

  /**
   * Measures the columns of a range that were not measured yet.
   *
   * @returns false if all were.
   */
  measure(options: {
    rows: ShownRows;
    measure: Measure;
    firstColumn: number;
    endColumn: number;
  }): boolean {
    const { rows, measure, firstColumn, endColumn } = options;
    const missing: number[] = [];
    for (let column = firstColumn; column < endColumn; column++) {
      if (!this._measured.has(column) && column < this._widths.length) {
        missing.push(column);
      }
    }
    if (missing.length === 0) {
      return false;
    }
    this._widths = [...this._widths];
    for (const column of missing) {
      const width = fittedWidth({ rows, column, measure, widest: MAX_WIDTH });
      this._widths[column] = width;
      this._measured.add(column);
    }
    return true;
  }

  /** Sets the width that the user chose. */
  set(column: number, width: number): void {
    this._widths = [...this._widths];
    this._widths[column] = clampWidth(width);
    this._measured.add(column);
  }

  private _widths: number[];
  private readonly _measured = new Set<number>();
}
