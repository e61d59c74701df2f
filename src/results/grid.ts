/**
 * Shows a result as a table that scrolls, of which only the visible page is in the document. It
 * moves a cell cursor, selects, sorts and sizes columns; copying is left to the commands.
 */
import type { IThemeManager } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { UUID } from '@lumino/coreutils';
import { columnWidths, fittedWidth, type Measure } from './column-widths';
import { ColumnOffsets, RowScale } from './geometry';
import { keyAction } from './grid-keys';
import { GridPointer } from './grid-pointer';
import type { ResultTable } from './result-table';
import {
  GridSelection,
  HEADER_ROW,
  type Cell,
  type CellRange
} from './selection';
import { GRID_CLASS, type IShownGrid } from './shown-grid';
import { sortRows, type SortDirection, type SortOrder } from './sort-rows';
import { TableView, type Frame, type ShownRows } from './table-view';

/** Of JupyterLab's 13 px text. */
const ROW_HEIGHT_IN_FONT_SIZES = 24 / 13;

/** Rows from which sorting may be felt, so that the grid says that it is busy. */
const MANY_ROWS = 50_000;

export type SortRequest = {
  column: number;
  /** `null` for the order in which the rows came. */
  direction: SortDirection | null;
};

export type ResultGridOptions = {
  table: ResultTable;
  themeManager: IThemeManager | null;
  trans: TranslationBundle;
  /** What the table is called for who cannot see it. */
  label: string;
  /** By what the database has sorted the rows already: a mark in the header, and no more. */
  sort?: SortOrder | null;
};

export class ResultGrid extends Widget implements IShownGrid {
  constructor(options: ResultGridOptions) {
    super();
    const { table, trans, label } = options;
    this.addClass(GRID_CLASS);
    this._table = table;
    this._rows = table;
    this._sort = options.sort ?? null;
    this._selection = new GridSelection(sizeOf(table));
    this._view = new TableView({
      id: `jp-omnisci-grid-${UUID.uuid4()}`,
      label,
      describe: ({ name, sqlType, type }) =>
        trans.__('%1\nSQL type: %2\nArrow type: %3', name, sqlType, type),
      rowNumberLabel: trans.__('Row')
    });
    this._scroller.className = 'jp-OmniSciGrid-scroller';
    this._sizer.className = 'jp-OmniSciGrid-sizer';
    this._page.className = 'jp-OmniSciGrid-page';
    this._empty.className = 'jp-OmniSciGrid-empty';
    this._empty.textContent = trans.__('No rows');
    this._page.append(this._view.node);
    this._sizer.append(this._page);
    this._scroller.append(this._sizer);
    this.node.append(this._scroller, this._empty);
    this._pointer = new GridPointer({
      page: this._page,
      table: this._view.node,
      hit: (x, y) => this._hit(x, y),
      selection: this._selection,
      changed: cell => this._onCursorMoved(cell),
      sort: column => this._requestSort(column),
      widthOf: column => this._offsets.widths[column] ?? 0,
      resize: (column, width) => this._resizeColumn(column, width),
      fit: column => this._fitColumn(column),
      tooltip: cell => this._tooltip(cell)
    });
    this._resizes = new ResizeObserver(() => this._measure());
    options.themeManager?.themeChanged.connect(this._measure, this);
  }

  /** The rows as they are shown, in the order that they are shown in. */
  get rows(): ShownRows {
    return this._rows;
  }

  /** What is selected of {@link rows}; `null` for nothing. */
  get selection(): CellRange | null {
    return this._selection.range;
  }

  /** Emitted when other cells are selected. */
  get selectionChanged(): ISignal<this, CellRange | null> {
    return this._selectionChanged;
  }

  /** How the rows are sorted; `null` for as they came. */
  get sortOrder(): SortOrder | null {
    return this._sort;
  }

  /**
   * Emitted when the user asks for another order, by a click on a header. The grid changes nothing
   * by itself: its owner calls {@link sort} where it has all rows, and else asks the database and
   * shows the answer in a new grid, with {@link ResultGridOptions.sort} as its mark.
   */
  get sortRequested(): ISignal<this, SortRequest> {
    return this._sortRequested;
  }

  /** Puts the rows in this order, in place; `null` for as they came. */
  async sort(order: SortOrder | null): Promise<void> {
    const turn = ++this._sortTurn;
    const table = this._table;
    if (order && table.rowCount >= MANY_ROWS) {
      this._setBusy(true);
      await nextPaint();
      if (turn !== this._sortTurn || this.isDisposed) {
        return;
      }
    }
    this._permutation = order ? sortRows(table.arrow, order) : null;
    this._rows = reordered(table, this._permutation);
    this._sort = order;
    this._setBusy(false);
    this._scrollTo(0, this._scroller.scrollLeft);
    this._draw();
  }

  /**
   * Shows a bigger result of the same columns: place, widths, cursor, selection and order stay.
   * A result of other columns is shown from its start.
   */
  setTable(table: ResultTable): void {
    const isSame = sameColumns(table, this._table);
    this._table = table;
    if (!isSame) {
      this._sort = null;
      this._permutation = null;
      this._selection.clear();
      this._widths = null;
      this._scrollTo(0, 0);
    }
    if (this._permutation && this._sort) {
      this._permutation = sortRows(table.arrow, this._sort);
    }
    this._rows = reordered(table, this._permutation);
    this._selection.resize(sizeOf(table));
    this._measure();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._resizes.disconnect();
    this._pointer.dispose();
    Signal.clearData(this);
    super.dispose();
  }

  /** Takes the events of table and scroller; not to be called by anybody else. */
  handleEvent(event: Event): void {
    switch (event.type) {
      case 'scroll':
        return this._onScroll();
      case 'wheel':
        return this._onWheel(event as WheelEvent);
      case 'keydown':
        return this._onKeyDown(event as KeyboardEvent);
      case 'focus':
        this._selection.begin();
        return this._onSelectionChanged();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._scroller.addEventListener('scroll', this, { passive: true });
    this._scroller.addEventListener('wheel', this, { passive: false });
    this._view.node.addEventListener('keydown', this);
    this._view.node.addEventListener('focus', this);
    this._resizes.observe(this._scroller);
    this._measure();
  }

  protected override onBeforeDetach(msg: Message): void {
    this._resizes.disconnect();
    this._scroller.removeEventListener('scroll', this);
    this._scroller.removeEventListener('wheel', this);
    this._view.node.removeEventListener('keydown', this);
    this._view.node.removeEventListener('focus', this);
    super.onBeforeDetach(msg);
  }

  protected override onActivateRequest(): void {
    this._view.node.focus({ preventScroll: true });
  }

  /** Reads sizes from the page: of the widget, and of the theme's text. */
  private _measure(): void {
    const { clientWidth, clientHeight } = this._scroller;
    if (!this.isAttached || clientWidth === 0) {
      return;
    }
    const { fontSize, fontFamily } = getComputedStyle(this.node);
    const rowHeight = Math.round(
      parseFloat(fontSize) * ROW_HEIGHT_IN_FONT_SIZES
    );
    this._measureText = measureIn(fontSize, fontFamily);
    this._widths ??= columnWidths(this._rows, this._measureText);
    this._offsets = new ColumnOffsets(this._widths);
    const { rowCount } = this._table;
    this._rowNumberWidth = Math.ceil(
      Math.max(40, this._measureText(String(rowCount), 'cell') + 20)
    );
    this._viewWidth = clientWidth;
    this._scale = new RowScale({
      rowCount,
      rowHeight,
      viewHeight: Math.max(rowHeight, clientHeight - rowHeight)
    });
    this._empty.hidden = rowCount > 0;
    this.node.style.setProperty('--jp-omnisci-row-height', `${rowHeight}px`);
    this._page.style.width = `${clientWidth}px`;
    this._page.style.height = `${clientHeight}px`;
    this._sizer.style.width = `${this._rowNumberWidth + this._offsets.total}px`;
    this._sizer.style.height = `${rowHeight + this._scale.scrollHeight}px`;
    this._scrollTo(this._top, this._scroller.scrollLeft);
    this._draw();
  }

  private _draw(): void {
    if (this._viewWidth > 0) {
      this._frame = this._nextFrame();
      this._view.draw(this._frame);
      this._pointer.refresh();
    }
  }

  private _nextFrame(): Frame {
    const { rowHeight, viewHeight } = this._scale;
    const rowCount = this._rows.rowCount;
    const top = this._top;
    // An even row first, so that every other row of the page is one of the same shade.
    const firstRow = Math.max(0, Math.floor(top / rowHeight / 2) * 2);
    const seenRows = Math.ceil(viewHeight / rowHeight) + 2;
    const bodyWidth = this._viewWidth - this._rowNumberWidth;
    const left = this._scroller.scrollLeft;
    const firstColumn = this._offsets.at(left);
    return {
      firstRow,
      endRow: Math.min(rowCount, firstRow + seenRows),
      firstColumn,
      endColumn: this._offsets.at(left + bodyWidth) + 1,
      shiftX: left - this._offsets.startOf(firstColumn),
      shiftY: top - firstRow * rowHeight,
      rows: this._rows,
      widths: this._offsets.widths,
      rowNumberWidth: this._rowNumberWidth,
      cursor: this._selection.cursor,
      selection: this._selection.range,
      sort: this._sort
    };
  }

  private _onScroll(): void {
    const { scrollTop } = this._scroller;
    // What this grid scrolled itself lies between two pixels of a scroll bar that is scaled.
    if (Math.abs(scrollTop - this._scale.scrollTopFor(this._top)) > 1) {
      this._top = this._scale.topAt(scrollTop);
    }
    this._draw();
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
      this._scroller.scrollLeft + event.deltaX * pixels
    );
    this._draw();
  }

  private _scrollTo(top: number, left: number): void {
    this._top = this._scale.clamp(top);
    this._scroller.scrollTop = this._scale.scrollTopFor(this._top);
    if (left !== this._scroller.scrollLeft) {
      this._scroller.scrollLeft = left;
    }
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const { rowHeight, viewHeight } = this._scale;
    const action = keyAction(event, {
      cursor: this._selection.cursor,
      ...sizeOf(this._table),
      pageRows: Math.max(1, Math.floor(viewHeight / rowHeight) - 1)
    });
    if (!action) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    switch (action.kind) {
      case 'move':
        this._selection.moveTo(action.to, { extend: action.extend });
        return this._onCursorMoved(this._selection.cursor);
      case 'select':
        this._selection.selectWhole(action.whole);
        return this._onSelectionChanged();
      case 'clear':
        this._selection.clear();
        return this._onSelectionChanged();
      case 'sort':
        return this._requestSort(this._selection.cursor.column);
    }
  }

  private _requestSort(column: number): void {
    const direction =
      this._sort?.column === column ? this._sort.direction : null;
    this._sortRequested.emit({ column, direction: nextDirection(direction) });
  }

  /** @param shown - the cell to scroll into view, or `null` to stay. */
  private _onCursorMoved(shown: Cell | null): void {
    if (shown) {
      const { row, column } = shown;
      const left = this._scroller.scrollLeft;
      this._scrollTo(
        row === HEADER_ROW ? this._top : this._scale.reveal(row, this._top),
        column < 0
          ? left
          : this._offsets.reveal(
              column,
              left,
              this._viewWidth - this._rowNumberWidth
            )
      );
    }
    this._onSelectionChanged();
  }

  private _onSelectionChanged(): void {
    this._draw();
    this._selectionChanged.emit(this.selection);
  }

  /** The cell at a place of the page; row numbers are column -1. */
  private _hit(x: number, y: number): Cell {
    const { rowHeight } = this._scale;
    const left = this._scroller.scrollLeft;
    const row = Math.floor((this._top + y - rowHeight) / rowHeight);
    return {
      row: y >= 0 && y < rowHeight ? HEADER_ROW : Math.max(0, row),
      column:
        x >= 0 && x < this._rowNumberWidth
          ? -1
          : this._offsets.at(left + x - this._rowNumberWidth)
    };
  }

  private _resizeColumn(column: number, width: number): void {
    this._widths = this._offsets.widths.map((old, index) =>
      index === column ? width : old
    );
    this._measure();
  }

  private _fitColumn(column: number): void {
    const { _rows: rows, _measureText: measure, _frame: seen } = this;
    this._resizeColumn(
      column,
      fittedWidth({ rows, column, measure, ...(seen && { seen }) })
    );
  }

  /** The whole of what a cell shows cut or on one line. */
  private _tooltip(cell: Cell): string {
    return this._rows.text(cell.row, cell.column) ?? '';
  }

  private _setBusy(isBusy: boolean): void {
    this.toggleClass('jp-mod-busy', isBusy);
    this._view.node.setAttribute('aria-busy', String(isBusy));
  }

  private _table: ResultTable;
  private _rows: ShownRows;
  private _permutation: Uint32Array | null = null;
  private _sort: SortOrder | null;
  private _sortTurn = 0;
  private _widths: readonly number[] | null = null;
  private _offsets = new ColumnOffsets([]);
  private _scale = new RowScale({ rowCount: 0, rowHeight: 24, viewHeight: 0 });
  /** How far the rows are scrolled, in their own pixels. */
  private _top = 0;
  private _viewWidth = 0;
  private _rowNumberWidth = 0;
  private _frame: Frame | null = null;
  private _measureText: Measure = text => text.length * 8;
  private readonly _selection: GridSelection;
  private readonly _view: TableView;
  private readonly _pointer: GridPointer;
  private readonly _resizes: ResizeObserver;
  private readonly _scroller = document.createElement('div');
  private readonly _sizer = document.createElement('div');
  private readonly _page = document.createElement('div');
  private readonly _empty = document.createElement('div');
  private readonly _selectionChanged = new Signal<this, CellRange | null>(this);
  private readonly _sortRequested = new Signal<this, SortRequest>(this);
}

const sizeOf = ({
  rowCount,
  columns
}: ResultTable): { rowCount: number; columnCount: number } => ({
  rowCount,
  columnCount: columns.length
});

const sameColumns = (a: ResultTable, b: ResultTable): boolean =>
  a.columns.length === b.columns.length &&
  a.columns.every(
    ({ name, type }, index) =>
      name === b.columns[index]?.name && type === b.columns[index].type
  );

const reordered = (table: ResultTable, order: Uint32Array | null): ShownRows =>
  order
    ? {
        rowCount: table.rowCount,
        columns: table.columns,
        text: (row, column) => table.text(order[row] ?? 0, column)
      }
    : table;

/** What a click on a header asks for next. */
const nextDirection = (
  direction: SortDirection | null
): SortDirection | null =>
  direction === null
    ? 'ascending'
    : direction === 'ascending'
      ? 'descending'
      : null;

function measureIn(size: string, family: string): Measure {
  const contextOf = (weight: number): CanvasRenderingContext2D | null => {
    const context = document.createElement('canvas').getContext('2d');
    if (context) {
      context.font = `${weight} ${size} ${family}`;
    }
    return context;
  };
  const contexts = { cell: contextOf(400), header: contextOf(600) };
  return (text, part) =>
    contexts[part]?.measureText(text).width ?? text.length * 8;
}

/** Resolves once what was changed before has been painted. */
const nextPaint = (): Promise<void> =>
  new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  );
