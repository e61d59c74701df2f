/**
 * Mouse input of a grid: selects by click and drag, sorts by a click on a header, resizes columns,
 * and shows the full text of a cut cell. Calls back and draws nothing.
 */
import { truncate } from '../text/truncate';
import { clampWidth } from './column-widths';
import {
  contains,
  HEADER_ROW,
  type Cell,
  type GridSelection
} from './selection';

const ROW_NUMBERS = -1;

/** Browsers cut longer tooltips, or fill the screen with them. */
const MAX_TOOLTIP_LENGTH = 2000;

export type GridPointerOptions = {
  /** The visible part of the grid; the header begins at its corner. */
  page: HTMLElement;
  table: HTMLElement;
  /** The cell at a point of the page; beyond the edges, the cell that would be there. */
  hit: (x: number, y: number) => Cell;
  selection: GridSelection;
  /** The selection has changed. Scroll the cell into view. */
  changed: (cell: Cell | null) => void;
  sort: (column: number) => void;
  widthOf: (column: number) => number;
  resize: (column: number, width: number) => void;
  /** Fits a column to its content. */
  fit: (column: number) => void;
  /** The full text of a cell. */
  tooltip: (cell: Cell) => string;
};

/** What is being dragged: the end of a selection, or the edge of a column. */
type Drag =
  | { kind: 'cells' | 'rows'; x: number; y: number }
  | { kind: 'edge'; column: number; startX: number; startWidth: number };

export class GridPointer {
  constructor(options: GridPointerOptions) {
    this._options = options;
    for (const type of EVENTS) {
      options.page.addEventListener(type, this);
    }
  }

  dispose(): void {
    for (const type of EVENTS) {
      this._options.page.removeEventListener(type, this);
    }
    cancelAnimationFrame(this._scrolling);
  }

  /** The cells have new texts. */
  refresh(): void {
    this._titled?.removeAttribute('title');
    this._titled = null;
  }

  handleEvent(event: Event): void {
    const pointer = event as PointerEvent;
    switch (event.type) {
      case 'pointerdown':
        return this._onDown(pointer);
      case 'pointermove':
        return this._onMove(pointer);
      case 'pointerup':
      case 'lostpointercapture':
        return this._endDrag();
      case 'click':
        return this._onClick(pointer);
      case 'dblclick': {
        const column = edgeOf(event);
        if (column !== null) {
          this._options.fit(column);
        }
      }
    }
  }

  private _onDown(event: PointerEvent): void {
    const { table, selection, changed, widthOf } = this._options;
    const column = edgeOf(event);
    const cell = this._cellAt(event);
    if (event.button === 0 && column !== null) {
      this._drag = {
        kind: 'edge',
        column,
        startX: event.clientX,
        startWidth: widthOf(column)
      };
      return;
    }
    if (!cell) {
      return;
    }
    table.focus({ preventScroll: true });
    const isMenu =
      event.button === 2 || (event.button === 0 && isMacMenu(event));
    if (cell.row === HEADER_ROW) {
      return;
    }
    const kind = cell.column === ROW_NUMBERS ? 'rows' : 'cells';
    if (isMenu) {
      // If the menu is opened on the selection, it applies to the selection.
      if (kind === 'cells' && !contains(selection.range, cell)) {
        selection.moveTo(cell);
        changed(null);
      }
      return;
    }
    if (event.button !== 0) {
      return;
    }
    this._select(cell, kind, event.shiftKey);
    this._drag = { kind, x: event.clientX, y: event.clientY };
  }

  private _onMove(event: PointerEvent): void {
    const drag = this._drag;
    if (drag === null) {
      this._showTooltip(event);
      return;
    }
    // Only when the pointer moves: otherwise a click would no longer hit the clicked element.
    this._options.page.setPointerCapture(event.pointerId);
    if (drag.kind === 'edge') {
      const { column, startX, startWidth } = drag;
      const width = startWidth + event.clientX - startX;
      this._options.resize(column, clampWidth(width));
    } else {
      drag.x = event.clientX;
      drag.y = event.clientY;
      this._extend();
    }
  }

  /** Selects up to the pointer, and continues while it is held beyond an edge. */
  private _extend(): void {
    const drag = this._drag;
    cancelAnimationFrame(this._scrolling);
    if (drag === null || drag.kind === 'edge') {
      return;
    }
    const box = this._options.page.getBoundingClientRect();
    const [x, y] = [drag.x - box.left, drag.y - box.top];
    const cell = this._options.hit(x, y);
    this._select({ ...cell, row: Math.max(0, cell.row) }, drag.kind, true);
    if (x < 0 || y < 0 || x > box.width || y > box.height) {
      this._scrolling = requestAnimationFrame(() => this._extend());
    }
  }

  private _select(cell: Cell, kind: 'rows' | 'cells', extend: boolean): void {
    const { selection, changed } = this._options;
    const column =
      kind === 'rows' ? selection.cursor.column : Math.max(0, cell.column);
    selection.moveTo({ row: cell.row, column }, { extend });
    if (kind === 'rows') {
      selection.selectWhole('rows');
    }
    changed({ row: cell.row, column: kind === 'rows' ? ROW_NUMBERS : column });
  }

  private _endDrag(): void {
    cancelAnimationFrame(this._scrolling);
    this._drag = null;
  }

  private _onClick(event: PointerEvent): void {
    const { selection, changed, sort } = this._options;
    const cell = this._cellAt(event);
    if (cell?.row !== HEADER_ROW || edgeOf(event) !== null) {
      return;
    }
    if (cell.column === ROW_NUMBERS) {
      selection.selectWhole('all');
      changed(null);
    } else if (event.ctrlKey || event.metaKey) {
      selection.moveTo({ row: 0, column: cell.column });
      selection.selectWhole('columns');
      changed(null);
    } else {
      sort(cell.column);
    }
  }

  private _showTooltip(event: PointerEvent): void {
    const node = (event.target as Element).closest('td');
    if (node === this._titled) {
      return;
    }
    this.refresh();
    const cell = node && this._cellAt(event);
    if (!cell || cell.row < 0 || cell.column < 0) {
      return;
    }
    const text = this._options.tooltip(cell);
    const isCut = node.scrollWidth > node.clientWidth;
    if (isCut || (text !== '' && text !== node.textContent)) {
      node.title = truncate(text, MAX_TOOLTIP_LENGTH);
      this._titled = node;
    }
  }

  /** The cell under the pointer, or `null` beside the table. */
  private _cellAt({ target, clientX, clientY }: PointerEvent): Cell | null {
    const { page, hit } = this._options;
    if (!(target as Element).closest('th, td')) {
      return null;
    }
    const box = page.getBoundingClientRect();
    return hit(clientX - box.left, clientY - box.top);
  }

  private readonly _options: GridPointerOptions;
  private _drag: Drag | null = null;
  private _scrolling = 0;
  private _titled: HTMLElement | null = null;
}

const EVENTS = [
  'pointerdown',
  'pointermove',
  'pointerup',
  'lostpointercapture',
  'click',
  'dblclick'
];

/** The column whose edge an event is on. */
function edgeOf({ target }: Event): number | null {
  const { column } = (target as HTMLElement).dataset;
  return column === undefined ? null : Number(column);
}

/** On a Mac, Ctrl and a click open the context menu. */
const isMacMenu = (event: PointerEvent): boolean =>
  event.ctrlKey && /mac/i.test(navigator.platform);
