/**
 * The scrolled part of a grid: which rows and columns are seen, which cell lies at a place, and
 * how far to scroll for one. It knows neither what is in the cells nor what is selected.
 */
import { ColumnOffsets, RowScale } from '../table/geometry';
import { HEADER_ROW, type Cell } from './selection';
import type { Frame } from './table-view';

/** What of the grid its sizes follow from. */
export type GridSizes = {
  rowCount: number;
  /** Of the header too. */
  rowHeight: number;
  rowNumberWidth: number;
  widths: readonly number[];
};

/** The place of a {@link Frame}, without what is drawn there. */
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
    /** Stays where it is while the rows under it change. */
    content: HTMLElement;
    /** Other rows or columns are seen than before. */
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
  /** What is seen: in its corner, the first header begins. */
  readonly page = document.createElement('div');

  /** Whether it has been laid out. */
  get isLaidOut(): boolean {
    return this._width > 0;
  }

  get widths(): readonly number[] {
    return this._columns.widths;
  }

  /** How many rows the keys of a page move by. */
  get pageRows(): number {
    const { rowHeight, viewHeight } = this._scale;
    return Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
  }

  /** Follows scroll bar and wheel from now on. */
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

  /** Takes sizes anew, and the room that there is; the place is kept. */
  layOut({ rowCount, rowHeight, rowNumberWidth, widths }: GridSizes): void {
    // Fractions of a pixel too, which `clientWidth` rounds.
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

  /** What is seen of so many rows. */
  seen(rowCount: number): Seen {
    const { rowHeight, viewHeight } = this._scale;
    const top = this._top;
    // An even row first, so that every other row of the page is one of the same shade.
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

  /** The cell at a place of the page; row numbers are column -1. */
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

  /** Scrolls as little as shows the cell; a header and a row number are always seen. */
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
    // What was scrolled from here lies between two pixels of a scroll bar that is scaled.
    if (Math.abs(scrollTop - this._scale.scrollTopFor(this._top)) > 1) {
      this._top = this._scale.topAt(scrollTop);
    }
    this._scrolled();
  }

  /** Where a pixel of the scroll bar is many of rows, the wheel moves the rows all the same. */
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
  /** As big as all rows and columns: the scroll bars follow from it alone, never from the view. */
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
