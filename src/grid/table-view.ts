/**
 * Draws the visible part of a result as an HTML table, which screen readers read. Reuses its
 * elements and changes only what differs. Knows neither scrolling nor keys.
 */
import type { ShownRows } from '../table/shown-rows';
import { headerText, shownText } from '../table/cell-text';
import type { ResultColumn } from '../table/column';
import { contains, HEADER_ROW, type Cell } from './selection';
import type { CellRange } from '../table/shown-rows';
import type { SortOrder } from '../table/sort-rows';

/** The visible rows and columns; the ends are exclusive. */
export type Frame = {
  firstRow: number;
  endRow: number;
  firstColumn: number;
  endColumn: number;
  /** By how many pixels the first row and the first column are cut. */
  shiftX: number;
  shiftY: number;
  rows: ShownRows;
  widths: readonly number[];
  rowNumberWidth: number;
  cursor: Cell;
  selection: CellRange | null;
  sort: SortOrder | null;
};

type DrawnCell = {
  node: HTMLTableCellElement;
  text: Text;
  isNull: boolean;
  isSelected: boolean;
};

type DrawnRow = {
  node: HTMLTableRowElement;
  number: Text;
  numberNode: HTMLTableCellElement;
  cells: DrawnCell[];
};

export type TableViewOptions = {
  /** Prefix of the cells' IDs. */
  id: string;
  label: string;
  /** Tooltip of a column header. */
  describe: (column: ResultColumn) => string;
  /** Accessible name of the column of row numbers. */
  rowNumberLabel: string;
};

export class TableView {
  constructor(options: TableViewOptions) {
    this._options = options;
    const table = this.node;
    table.className = 'jp-OmniSciGrid-table';
    table.tabIndex = 0;
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-label', options.label);
    table.setAttribute('aria-multiselectable', 'true');
    this._head.setAttribute('role', 'row');
    this._head.setAttribute('aria-rowindex', '1');
    const thead = document.createElement('thead');
    thead.setAttribute('role', 'rowgroup');
    this._body.setAttribute('role', 'rowgroup');
    thead.append(this._head);
    table.append(this._columns, thead, this._body);
  }

  readonly node = document.createElement('table');

  draw(frame: Frame): void {
    this._firstRow = frame.firstRow;
    this._drawColumns(frame);
    this._drawHead(frame);
    const count = frame.endRow - frame.firstRow;
    while (this._rows.length > count) {
      this._rows.pop()?.node.remove();
    }
    while (this._rows.length < count) {
      this._rows.push(this._newRow());
    }
    this._rows.forEach((row, index) => {
      this._drawRow(row, frame.firstRow + index, frame);
    });
    this._body.style.transform = `translateY(${-frame.shiftY}px)`;
    this._drawCursor(frame);
  }

  /** The header cell of a column, or `undefined` if it is not visible. */
  header(column: number): HTMLTableCellElement | undefined {
    return this._headers[column - this._firstColumn];
  }

  cell({ row, column }: Cell): HTMLTableCellElement | undefined {
    const index = column - this._firstColumn;
    return row === HEADER_ROW
      ? this._headers[index]
      : this._rows[row - this._firstRow]?.cells[index]?.node;
  }

  /** Makes elements for new columns, and sets the widths. */
  private _drawColumns(frame: Frame): void {
    const { firstColumn, endColumn, rows, widths, rowNumberWidth } = frame;
    if (
      firstColumn !== this._firstColumn ||
      endColumn - firstColumn !== this._headers.length ||
      rows.columns !== this._drawnColumns
    ) {
      this._firstColumn = firstColumn;
      this._drawnColumns = rows.columns;
      this._rows = [];
      this._body.replaceChildren();
      this._headers = rows.columns
        .slice(firstColumn, endColumn)
        .map((column, index) => this._newHeader(column, firstColumn + index));
      this._head.replaceChildren(this._newCorner(), ...this._headers);
      this._columns.replaceChildren(
        ...[...this._headers, null].map(() => document.createElement('col'))
      );
      this.node.setAttribute('aria-colcount', String(rows.columns.length + 1));
      this._drawnWidths = '';
    }
    this.node.setAttribute('aria-rowcount', String(rows.rowCount + 1));
    const shown = [rowNumberWidth, ...widths.slice(firstColumn, endColumn)];
    const key = shown.join();
    if (key !== this._drawnWidths) {
      this._drawnWidths = key;
      shown.forEach((width, index) => {
        const column = this._columns.children[index] as HTMLElement;
        column.style.width = `${width}px`;
      });
      const total = shown.reduce((sum, width) => sum + width, 0);
      this.node.style.width = `${total}px`;
    }
    if (frame.shiftX !== this._shiftX) {
      this._shiftX = frame.shiftX;
      this.node.style.setProperty('--jp-omnisci-shift', `${frame.shiftX}px`);
    }
  }

  private _drawHead({ firstColumn, sort, selection }: Frame): void {
    this._headers.forEach((node, index) => {
      const column = firstColumn + index;
      const direction = sort?.column === column ? sort.direction : 'none';
      if (node.getAttribute('aria-sort') !== direction) {
        node.setAttribute('aria-sort', direction);
      }
      const isSelected =
        selection !== null &&
        column >= selection.firstColumn &&
        column <= selection.lastColumn;
      node.classList.toggle('jp-mod-in-selection', isSelected);
    });
  }

  private _drawRow(row: DrawnRow, index: number, frame: Frame): void {
    const { firstColumn, rows, selection } = frame;
    if (row.number.data !== String(index + 1)) {
      row.number.data = String(index + 1);
      row.node.setAttribute('aria-rowindex', String(index + 2));
    }
    row.numberNode.classList.toggle(
      'jp-mod-in-selection',
      selection !== null &&
        index >= selection.firstRow &&
        index <= selection.lastRow
    );
    row.cells.forEach((cell, offset) => {
      const column = firstColumn + offset;
      const value = rows.text(index, column);
      const text = shownText(value, rows.isRounded(index, column));
      if (cell.text.data !== text) {
        cell.text.data = text;
      }
      if (cell.isNull !== (value === null)) {
        cell.isNull = value === null;
        cell.node.classList.toggle('jp-mod-null', cell.isNull);
      }
      const isSelected = contains(selection, { row: index, column });
      if (cell.isSelected !== isSelected) {
        cell.isSelected = isSelected;
        cell.node.setAttribute('aria-selected', String(isSelected));
      }
    });
  }

  private _drawCursor({ cursor }: Frame): void {
    const cell = this.cell(cursor);
    if (cell !== this._cursorCell) {
      this._cursorCell?.classList.remove('jp-mod-cursor');
      this._cursorCell?.removeAttribute('id');
      cell?.classList.add('jp-mod-cursor');
      this._cursorCell = cell;
    }
    // Each position has its own ID: when the ID changes, a screen reader reads the cell.
    const id = `${this._options.id}-${cursor.row}-${cursor.column}`;
    if (!cell) {
      this.node.removeAttribute('aria-activedescendant');
    } else if (cell.id !== id) {
      cell.id = id;
      this.node.setAttribute('aria-activedescendant', id);
    }
  }

  private _newCorner(): HTMLTableCellElement {
    const node = document.createElement('th');
    node.className = 'jp-OmniSciGrid-corner';
    node.setAttribute('role', 'columnheader');
    node.setAttribute('aria-colindex', '1');
    node.setAttribute('aria-label', this._options.rowNumberLabel);
    return node;
  }

  private _newHeader(
    column: ResultColumn,
    index: number
  ): HTMLTableCellElement {
    const node = document.createElement('th');
    node.className = 'jp-OmniSciGrid-header';
    node.classList.toggle('jp-mod-number', column.isNumeric);
    node.scope = 'col';
    node.title = this._options.describe(column);
    node.setAttribute('role', 'columnheader');
    node.setAttribute('aria-colindex', String(index + 2));
    const label = document.createElement('span');
    label.className = 'jp-OmniSciGrid-name';
    label.textContent = headerText(column);
    const edge = document.createElement('span');
    edge.className = 'jp-OmniSciGrid-edge';
    edge.dataset['column'] = String(index);
    node.append(label, edge);
    return node;
  }

  private _newRow(): DrawnRow {
    const node = document.createElement('tr');
    node.setAttribute('role', 'row');
    const numberNode = document.createElement('th');
    const number = document.createTextNode('');
    numberNode.className = 'jp-OmniSciGrid-number';
    numberNode.scope = 'row';
    numberNode.setAttribute('role', 'rowheader');
    numberNode.setAttribute('aria-colindex', '1');
    numberNode.append(number);
    node.append(numberNode);
    const cells = this._headers.map((_, offset) => {
      const cell = document.createElement('td');
      const text = document.createTextNode('');
      const column = this._firstColumn + offset;
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('aria-colindex', String(column + 2));
      cell.setAttribute('aria-selected', 'false');
      cell.classList.toggle(
        'jp-mod-number',
        this._drawnColumns[column]?.isNumeric ?? false
      );
      cell.append(text);
      node.append(cell);
      return { node: cell, text, isNull: false, isSelected: false };
    });
    this._body.append(node);
    return { node, number, numberNode, cells };
  }

  private readonly _options: TableViewOptions;
  private readonly _columns = document.createElement('colgroup');
  private readonly _head = document.createElement('tr');
  private readonly _body = document.createElement('tbody');
  private _headers: HTMLTableCellElement[] = [];
  private _rows: DrawnRow[] = [];
  private _drawnColumns: readonly ResultColumn[] = [];
  private _drawnWidths = '';
  private _firstRow = 0;
  private _firstColumn = 0;
  private _shiftX = 0;
  private _cursorCell: HTMLTableCellElement | undefined;
}
