/** Shows a result in a data grid that follows the theme, with selection and copy. */
import type { IThemeManager } from '@jupyterlab/apputils';
import {
  BasicKeyHandler,
  BasicMouseHandler,
  BasicSelectionModel,
  DataGrid
} from '@lumino/datagrid';
import { MessageLoop, type Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';
import { columnWidths } from './column-widths';
import { ResultDataModel } from './data-model';
import { applyGridTheme, readGridTheme } from './grid-theme';
import type { ResultTable } from './result-table';

const ROW_HEIGHT = 24;
/** Cells above which a copy asks first, as JupyterLab's CSV viewer does. */
const COPY_WARNING = 1_000_000;

export class ResultGrid extends Panel {
  constructor(options: {
    table: ResultTable;
    themeManager: IThemeManager | null;
    label: string;
  }) {
    super();
    this.addClass('jp-OmniSciResults-grid');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', options.label);
    this._table = options.table;
    const model = new ResultDataModel(options.table);
    this._grid = new DataGrid({
      defaultSizes: {
        rowHeight: ROW_HEIGHT,
        columnWidth: 120,
        rowHeaderWidth: 56,
        columnHeaderHeight: ROW_HEIGHT
      },
      headerVisibility: 'all'
    });
    this._grid.dataModel = model;
    this._grid.keyHandler = new BasicKeyHandler();
    this._grid.mouseHandler = new BasicMouseHandler();
    this._grid.selectionModel = new BasicSelectionModel({ dataModel: model });
    this._grid.copyConfig = {
      separator: '\t',
      format: ({ value }: DataGrid.CopyFormatArgs) =>
        value === null ? '' : String(value),
      headers: 'none',
      warningThreshold: COPY_WARNING
    };
    options.themeManager?.themeChanged.connect(this._onThemeChanged, this);
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._onThemeChanged();
    if (this._grid.parent !== null) {
      return;
    }
    this._sizeColumns();
    // A grid that is attached paints itself whole for every column that is sized.
    MessageLoop.flush();
    this.addWidget(this._grid);
  }

  override dispose(): void {
    this._grid.dispose();
    super.dispose();
  }

  protected override onActivateRequest(): void {
    this._grid.activate();
  }

  private _onThemeChanged(): void {
    if (this.isAttached) {
      applyGridTheme(this._grid, this._table, this.node);
    }
  }

  private _sizeColumns(): void {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) {
      return;
    }
    context.font = readGridTheme(this.node).font;
    const measure = (text: string): number => context.measureText(text).width;
    columnWidths(this._table, measure).forEach((width, column) => {
      this._grid.resizeColumn('body', column, width);
    });
    const digits = Math.ceil(measure(String(this._table.rowCount))) + 20;
    this._grid.resizeColumn('row-header', 0, Math.max(40, digits));
  }

  private readonly _table: ResultTable;
  private readonly _grid: DataGrid;
}
