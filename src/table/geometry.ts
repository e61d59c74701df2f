/** Positions of rows and columns, in pixels, in a grid that draws only the visible part. Pure. */

/** Firefox limits elements to 17.9 million CSS pixels. */
const MAX_HEIGHT = 16_000_000;
/** Chromium and Safari limit them to 33.5 million *device* pixels. */
const MAX_DEVICE_HEIGHT = 32_000_000;

/** Rows of equal height under a scroll bar, whose element may be shorter than all rows. */
export class RowScale {
  /** @param options - in CSS pixels; `viewHeight` is the visible height of the rows. */
  constructor(options: {
    rowCount: number;
    rowHeight: number;
    viewHeight: number;
    /** Device pixels per CSS pixel, on this screen at this zoom. */
    devicePixelRatio: number;
  }) {
    const maxHeight = Math.min(
      MAX_HEIGHT,
      Math.floor(MAX_DEVICE_HEIGHT / options.devicePixelRatio)
    );
    const height = options.rowCount * options.rowHeight;
    this.rowHeight = options.rowHeight;
    this.viewHeight = options.viewHeight;
    this.scrollHeight = Math.min(height, maxHeight);
    this.isScaled = height > maxHeight;
    this.maxTop = Math.max(0, height - options.viewHeight);
    this._maxScroll = Math.max(0, this.scrollHeight - options.viewHeight);
  }

  readonly rowHeight: number;
  readonly viewHeight: number;
  /** Height of the scrolled element. */
  readonly scrollHeight: number;
  /** Whether one pixel of the scroll bar is more than one pixel of rows. */
  readonly isScaled: boolean;
  /** How far down the rows can be scrolled. */
  readonly maxTop: number;

  /** The row position at the view's top edge, for a scroll position. */
  topAt(scrollTop: number): number {
    return this.clamp(
      this.isScaled ? (scrollTop / this._maxScroll) * this.maxTop : scrollTop
    );
  }

  scrollTopFor(top: number): number {
    return this.isScaled ? (top / this.maxTop) * this._maxScroll : top;
  }

  clamp(top: number): number {
    return Math.min(this.maxTop, Math.max(0, top));
  }

  /** The least scrolling that shows a whole row. */
  reveal(row: number, top: number): number {
    const start = row * this.rowHeight;
    const lowest = start + this.rowHeight - this.viewHeight;
    return this.clamp(start < top ? start : Math.max(top, lowest));
  }

  private readonly _maxScroll: number;
}

/** Columns of different widths side by side. */
export class ColumnOffsets {
  constructor(readonly widths: readonly number[]) {
    let start = 0;
    this._starts = widths.map(width => {
      const at = start;
      start += width;
      return at;
    });
    this.total = start;
  }

  /** Total width of the columns. */
  readonly total: number;

  startOf(column: number): number {
    return this._starts[column] ?? this.total;
  }

  endOf(column: number): number {
    return this._starts[column + 1] ?? this.total;
  }

  /**
   * The column at a distance from the start of the first one; beyond the edges, the first or the
   * last.
   */
  at(x: number): number {
    let low = 0;
    let high = Math.max(0, this._starts.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= x) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The least scrolling that shows a column; from its start if it is wider than the view. */
  reveal(column: number, left: number, viewWidth: number): number {
    const start = this.startOf(column);
    const least = Math.min(start, this.endOf(column) - viewWidth);
    return start < left ? start : Math.max(left, least);
  }

  private readonly _starts: number[];
}
