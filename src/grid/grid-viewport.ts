/**
 * The scrolled part of a grid: which rows and columns are visible, which cell is at a point, and
 * how far to scroll to a cell. Knows neither the content of cells nor the selection.
 */
import { ColumnOffsets, RowScale } from '../table/geometry';
import { HEADER_ROW, type Cell } from './selection';
import type { Frame } from './table-view';

/** The properties of the grid that its sizes depend on. */
export type GridSizes = {
  rowCount: number;
  /** Including the header. */
  rowHeight: number;
  rowNumberWidth: number;
  widths: readonly number[];
};

/** The geometry of a {@link Frame}, without the drawn texts. */
export type Seen = Pick<
  Frame,
  | 'firstRow'
  | 'endRow'
  | 'firstColumn'
  | 'endColumn'
  | 'shiftX'
  | 'shiftY'
  | 'widths'
  | 'rowNumberWidth'
>;

export class GridViewport {
  constructor(options: {
    /** Stays in place while the rows below it change. */
    content: HTMLElement;
    /** Other rows or columns are visible than before. */
    scrolled: () => void;
  }) {
    this._scrolled = options.scrolled;
    this.node.className = 'jp-OmniSciGrid-scroller';
    this._sizer.className = 'jp-OmniSciGrid-sizer';
    this.page.className = 'jp-OmniSciGrid-page';
    this.page.append(options.content);
    this.node.append(this._sizer, this.page);
  }

  readonly node = document.createElement('div');
  /** The visible part; the header begins at its corner. */
  readonly page = document.createElement('div');

  /** Whether it has been laid out. */
  get isLaidOut(): boolean {
    return this._width > 0;
  }

  get widths(): readonly number[] {
    return this._columns.widths;
  }

  /** How many rows the page keys move by. */
  get pageRows(): number {
    const { rowHeight, viewHeight } = this._scale;
    return Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
  }

  /** Starts to follow scroll bar and wheel. */
  attach(): void {
    this.node.addEventListener('scroll', this, { passive: true });
    this.node.addEventListener('wheel', this, { passive: false });
  }

  detach(): void {
    this.node.removeEventListener('scroll', this);
    this.node.removeEventListener('wheel', this);
  }

  handleEvent(event: Event): void {
    if (event.type === 'wheel') {
      this._onWheel(event as WheelEvent);
    } else {
      this._onScroll();
    }
  }

  /** Measures sizes and available space again; the scroll position is kept. */
  layOut({ rowCount, rowHeight, rowNumberWidth, widths }: GridSizes): void {
    // Includes fractions of a pixel, which `clientWidth` rounds.
    const { width, height } = this.page.getBoundingClientRect();
    this._width = width;
    this._rowNumberWidth = rowNumberWidth;
    this._columns = new ColumnOffsets(widths);
    this._scale = new RowScale({
      rowCount,
      rowHeight,
      viewHeight: Math.max(rowHeight, height - rowHeight),
      devicePixelRatio: window.devicePixelRatio
    });
    this._sizer.style.width = `${rowNumberWidth + this._columns.total}px`;
    this._sizer.style.height = `${rowHeight + this._scale.scrollHeight}px`;
    this._scrollTo(this._top, this.node.scrollLeft);
  }

  /**
   * Changes widths of columns without another change of sizes.
   *
   * @param kept - the column whose left edge stays where it is on screen.
   */
  setWidths(widths: readonly number[], kept: number): void {
    const x = this._columns.startOf(kept) - this.node.scrollLeft;
    this._columns = new ColumnOffsets(widths);
    this._sizer.style.width = `${this._rowNumberWidth + this._columns.total}px`;
    this._scrollTo(this._top, this._columns.startOf(kept) - x);
  }

  /** The visible part for this many rows. */
  seen(rowCount: number): Seen {
    const { rowHeight, viewHeight } = this._scale;
    const top = this._top;
    // Starts with an even row, so that the shades of alternate rows stay the same.
    const firstRow = Math.max(0, Math.floor(top / rowHeight / 2) * 2);
    const seenRows = Math.ceil(viewHeight / rowHeight) + 2;
    const left = this.node.scrollLeft;
    const firstColumn = this._columns.at(left);
    return {
      firstRow,
      endRow: Math.min(rowCount, firstRow + seenRows),
      firstColumn,
      endColumn: this._columns.at(left + this._bodyWidth) + 1,
      shiftX: left - this._columns.startOf(firstColumn),
      shiftY: top - firstRow * rowHeight,
      widths: this._columns.widths,
      rowNumberWidth: this._rowNumberWidth
    };
  }

  /** The cell at a point of the page; row numbers are column -1. */
  hit(x: number, y: number): Cell {
    const { rowHeight } = this._scale;
    const row = Math.floor((this._top + y - rowHeight) / rowHeight);
    return {
      row: y >= 0 && y < rowHeight ? HEADER_ROW : Math.max(0, row),
      column:
        x >= 0 && x < this._rowNumberWidth
          ? -1
          : this._columns.at(this.node.scrollLeft + x - this._rowNumberWidth)
    };
  }

  /** Scrolls the least that shows the cell. The header and the row numbers are always visible. */
  reveal({ row, column }: Cell): void {
    const left = this.node.scrollLeft;
    this._scrollTo(
      row === HEADER_ROW ? this._top : this._scale.reveal(row, this._top),
      column < 0 ? left : this._columns.reveal(column, left, this._bodyWidth)
    );
  }

  scrollToFirstRow(): void {
    this._scrollTo(0, this.node.scrollLeft);
  }

  scrollToStart(): void {
    this._scrollTo(0, 0);
  }

  private get _bodyWidth(): number {
    return this._width - this._rowNumberWidth;
  }

  private _onScroll(): void {
    const { scrollTop } = this.node;
    // The scroll position lies between two pixels of a scaled scroll bar.
    if (Math.abs(scrollTop - this._scale.scrollTopFor(this._top)) > 1) {
      this._top = this._scale.topAt(scrollTop);
    }
    this._scrolled();
  }

  /** If one pixel of the scroll bar is many pixels of rows, the wheel still moves the rows. */
  private _onWheel(event: WheelEvent): void {
    if (!this._scale.isScaled || event.ctrlKey || event.shiftKey) {
      return;
    }
    const unit = [1, this._scale.rowHeight, this._scale.viewHeight];
    const pixels = unit[event.deltaMode] ?? 1;
    event.preventDefault();
    this._scrollTo(
      this._top + event.deltaY * pixels,
      this.node.scrollLeft + event.deltaX * pixels
    );
    this._scrolled();
  }

  private _scrollTo(top: number, left: number): void {
    this._top = this._scale.clamp(top);
    this.node.scrollTop = this._scale.scrollTopFor(this._top);
    if (left !== this.node.scrollLeft) {
      this.node.scrollLeft = left;
    }
  }

  private readonly _scrolled: () => void;
  /** As big as all rows and columns: the scroll bars depend on it alone, never on the view. */
  private readonly _sizer = document.createElement('div');
  private _columns = new ColumnOffsets([]);
  private _scale = new RowScale({
    rowCount: 0,
    rowHeight: 24,
    viewHeight: 0,
    devicePixelRatio: 1
  });
  /** How far the rows are scrolled, in their own pixels. */
  private _top = 0;
  private _width = 0;
  private _rowNumberWidth = 0;
}
