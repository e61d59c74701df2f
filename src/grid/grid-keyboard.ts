/**
 * Carries out key commands in a grid: moves the cursor, selects, sorts. Calls back and draws
 * nothing.
 */
import { keyAction } from './grid-keys';
import type { Cell, GridSelection } from './selection';

export type GridKeyboardOptions = {
  /** The element that has the focus. */
  table: HTMLElement;
  selection: GridSelection;
  size: () => { rowCount: number; columnCount: number };
  /** Number of visible rows. */
  pageRows: () => number;
  /** The selection has changed. Scroll the cell into view. */
  changed: (cell: Cell | null) => void;
  sort: (column: number) => void;
};

export class GridKeyboard {
  constructor(options: GridKeyboardOptions) {
    this._options = options;
    options.table.addEventListener('keydown', this);
    options.table.addEventListener('focus', this);
  }

  dispose(): void {
    this._options.table.removeEventListener('keydown', this);
    this._options.table.removeEventListener('focus', this);
  }

  handleEvent(event: Event): void {
    if (event.type === 'keydown') {
      this._onKeyDown(event as KeyboardEvent);
    } else {
      this._options.selection.begin();
      this._options.changed(null);
    }
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const { selection, size, pageRows, changed, sort } = this._options;
    const action = keyAction(event, {
      cursor: selection.cursor,
      ...size(),
      pageRows: pageRows()
    });
    if (!action) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    switch (action.kind) {
      case 'move':
        selection.moveTo(action.to, { extend: action.extend });
        return changed(selection.cursor);
      case 'select':
        selection.selectWhole(action.whole);
        return changed(null);
      case 'clear':
        selection.clear();
        return changed(null);
      case 'sort':
        return sort(selection.cursor.column);
    }
  }

  private readonly _options: GridKeyboardOptions;
}
