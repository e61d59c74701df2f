/**
 * Shows a result as a scrolling table with only the visible page in the document. Moves a cell
 * cursor, selects, sorts and resizes columns. The commands do the copying.
 */
import type { IThemeManager } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { UUID } from '@lumino/coreutils';
import { fittedWidth, rowNumberWidth } from './column-widths';
import { GridKeyboard } from './grid-keyboard';
import { GridPointer } from './grid-pointer';
import { readGridText, type GridText } from './grid-text';
import { GridViewport, type Seen } from './grid-viewport';
import { OrderedRows } from '../table/ordered-rows';
import { MeasuredWidths } from './measured-widths';
import { PixelRatioWatch } from './pixel-ratio';
import type { ResultTable } from '../table/result-table';
import { GridSelection, type Cell } from './selection';
import type { CellRange } from '../table/shown-rows';
import type { IResultGrid } from '../tokens';
import type { SortDirection, SortOrder } from '../table/sort-rows';
import { TableView } from './table-view';
import type { ShownRows } from '../table/shown-rows';
import { cellTooltip, columnTooltip } from './tooltips';

/** Rows from which sorting may be noticeable, so the grid shows that it is busy. */
const MANY_ROWS = 50_000;

export type SortRequest = {
  column: number;
  /** `null` for the original order of the rows. */
  direction: SortDirection | null;
};

export type ResultGridOptions = {
  table: ResultTable;
  themeManager: IThemeManager | null;
  trans: TranslationBundle;
  /** The accessible name of the table. */
  label: string;
  /** The order in which the database already sorted the rows: only a mark in the header. */
  sort?: SortOrder | null;
};

export class ResultGrid extends Widget implements IResultGrid {
  constructor(options: ResultGridOptions) {
    super();
    const { table, trans, label } = options;
    this.addClass('jp-OmniSciGrid');
    this._ordered = new OrderedRows(table, options.sort ?? null);
    this._selection = new GridSelection(this._ordered.size);
    this._view = new TableView({
      id: `jp-omnisci-grid-${UUID.uuid4()}`,
      label,
      describe: column => columnTooltip(column, trans),
      rowNumberLabel: trans.__('Row')
    });
    this._viewport = new GridViewport({
      content: this._view.node,
      scrolled: () => this._draw()
    });
    this._empty.className = 'jp-OmniSciGrid-empty';
    this._empty.textContent = trans.__('No rows');
    this.node.append(this._viewport.node, this._empty);
    const shared = {
      table: this._view.node,
      selection: this._selection,
      changed: (cell: Cell | null) => this._onSelectionChanged(cell),
      sort: (column: number) => this._requestSort(column)
    };
    this._keyboard = new GridKeyboard({
      ...shared,
      size: () => this._ordered.size,
      pageRows: () => this._viewport.pageRows
    });
    this._pointer = new GridPointer({
      ...shared,
      page: this._viewport.page,
      hit: (x, y) => this._viewport.hit(x, y),
      widthOf: column => this._viewport.widths[column] ?? 0,
      resize: (column, width) => this._resizeColumn(column, width),
      fit: column => this._fitColumn(column),
      tooltip: cell => cellTooltip(this.rows, cell, trans)
    });
    this._resizes = new ResizeObserver(() => this._measure());
    this._pixelRatio = new PixelRatioWatch(() => this._measure());
    options.themeManager?.themeChanged.connect(this._measure, this);
  }

  /** The rows in the order in which they are shown. */
  get rows(): ShownRows {
    return this._ordered.rows;
  }

  /** The selection in {@link rows}; `null` if there is none. */
  get selection(): CellRange | null {
    return this._selection.range;
  }

  /** Emitted when the selection changes. */
  get selectionChanged(): ISignal<this, CellRange | null> {
    return this._selectionChanged;
  }

  /** How the rows are sorted; `null` for the original order. */
  get sortOrder(): SortOrder | null {
    return this._ordered.sort;
  }

  /**
   * Emitted when the user asks for another order by a click on a header. The grid itself changes
   * nothing. If its owner has all rows, it calls {@link sort}. Otherwise it asks the database and
   * shows the answer in a new grid, with {@link ResultGridOptions.sort} as its mark.
   */
  get sortRequested(): ISignal<this, SortRequest> {
    return this._sortRequested;
  }

  /** Sorts the rows in place; `null` restores the original order. */
  async sort(order: SortOrder | null): Promise<void> {
    const turn = ++this._sortTurn;
    if (order && this.rows.rowCount >= MANY_ROWS) {
      this._setBusy(true);
      await nextPaint();
      if (turn !== this._sortTurn || this.isDisposed) {
        return;
      }
    }
    this._ordered.sortBy(order);
    this._setBusy(false);
    this._viewport.scrollToFirstRow();
    this._draw();
  }

  /**
   * Shows a bigger result with the same columns: position, widths, cursor, selection and order
   * stay. A result with other columns is shown from its start.
   */
  setTable(table: ResultTable): void {
    if (!this._ordered.replace(table)) {
      this._selection.clear();
      this._widths = null;
      this._viewport.scrollToStart();
    }
    this._selection.resize(this._ordered.size);
    this._measure();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._resizes.disconnect();
    this._pixelRatio.dispose();
    this._keyboard.dispose();
    this._pointer.dispose();
    Signal.clearData(this);
    super.dispose();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._viewport.attach();
    this._resizes.observe(this._viewport.node);
    this._measure();
  }

  protected override onBeforeDetach(msg: Message): void {
    this._resizes.disconnect();
    this._viewport.detach();
    super.onBeforeDetach(msg);
  }

  protected override onActivateRequest(): void {
    this._view.node.focus({ preventScroll: true });
  }

  /** Measures the page: the size of the widget and of the theme's text. */
  private _measure(): void {
    if (!this.isAttached || this._viewport.node.clientWidth === 0) {
      return;
    }
    const { rows } = this;
    const { rowCount } = rows;
    this._text = readGridText(this.node);
    const { rowHeight, measure } = this._text;
    this._widths ??= new MeasuredWidths({ rows, measure });
    this._viewport.layOut({
      rowCount,
      rowHeight,
      rowNumberWidth: rowNumberWidth(rowCount, measure),
      widths: this._widths.all
    });
    this._empty.hidden = rowCount > 0;
    this.node.style.setProperty('--jp-omnisci-row-height', `${rowHeight}px`);
    this._draw();
  }

  private _draw(): void {
    if (!this._viewport.isLaidOut) {
      return;
    }
    const { rows } = this;
    this._view.draw({
      ...this._measureSeen(),
      rows,
      cursor: this._selection.cursor,
      selection: this._selection.range,
      sort: this._ordered.sort
    });
    this._pointer.refresh();
  }

  /**
   * The visible part, when its columns have their measured widths: narrower columns bring others
   * into view.
   */
  private _measureSeen(): Seen {
    const { rows, _text: text, _widths: widths } = this;
    const seen = this._viewport.seen(rows.rowCount);
    const { firstColumn, endColumn } = seen;
    const kept = this._firstMeasured(seen);
    if (
      !text ||
      !widths?.measure({ rows, firstColumn, endColumn, measure: text.measure })
    ) {
      return seen;
    }
    this._viewport.setWidths(widths.all, kept);
    return this._measureSeen();
  }

  /** The column that stays in its place while others are measured. */
  private _firstMeasured({ firstColumn, endColumn }: Seen): number {
    for (let column = firstColumn; column < endColumn; column++) {
      if (this._widths?.isMeasured(column)) {
        return column;
      }
    }
    return firstColumn;
  }

  private _requestSort(column: number): void {
    const direction = this._ordered.nextDirection(column);
    this._sortRequested.emit({ column, direction });
  }

  /** @param shown - the cell to scroll into view, or `null` to stay. */
  private _onSelectionChanged(shown: Cell | null): void {
    if (shown) {
      this._viewport.reveal(shown);
      this._measureSeen();
      // With its measured width, it may not be whole on screen any more.
      this._viewport.reveal(shown);
    }
    this._draw();
    this._selectionChanged.emit(this.selection);
  }

  private _resizeColumn(column: number, width: number): void {
    this._widths?.set(column, width);
    this._measure();
  }

  private _fitColumn(column: number): void {
    if (this._text) {
      const { rows } = this;
      const seen = this._viewport.seen(rows.rowCount);
      const { measure } = this._text;
      this._resizeColumn(column, fittedWidth({ rows, column, measure, seen }));
    }
  }

  private _setBusy(isBusy: boolean): void {
    this.toggleClass('jp-mod-busy', isBusy);
    this._view.node.setAttribute('aria-busy', String(isBusy));
  }

  private _sortTurn = 0;
  /** `null` until they can be measured; then they stay. */
  private _widths: MeasuredWidths | null = null;
  private _text: GridText | null = null;
  private readonly _ordered: OrderedRows;
  private readonly _selection: GridSelection;
  private readonly _view: TableView;
  private readonly _viewport: GridViewport;
  private readonly _keyboard: GridKeyboard;
  private readonly _pointer: GridPointer;
  private readonly _resizes: ResizeObserver;
  private readonly _pixelRatio: PixelRatioWatch;
  private readonly _empty = document.createElement('div');
  private readonly _selectionChanged = new Signal<this, CellRange | null>(this);
  private readonly _sortRequested = new Signal<this, SortRequest>(this);
}

/** Resolves once earlier changes have been painted. */
const nextPaint = (): Promise<void> =>
  new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  );
