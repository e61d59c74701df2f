/**
 * Shows the rows of a query in an output: the grid of the SQL editor, and how many rows there are.
 * Loads the grid, and Arrow, with the first such output.
 */
import type { IThemeManager } from '@jupyterlab/apputils';
import type { JSONValue } from '@lumino/coreutils';
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { PanelLayout, Widget } from '@lumino/widgets';
import type { IResultGrids } from '../tokens';
import type { ResultGrid } from '../grid/grid';
import type { ResultModel } from './result-model';

/** Rows that an output shows without a scroll bar. */
const MAX_SHOWN = 12;

export type ResultOutputOptions = {
  mimeType: string;
  grids: IResultGrids | null;
  themeManager: IThemeManager | null;
  trans: TranslationBundle;
};

export class ResultOutput extends Widget implements IRenderMime.IRenderer {
  constructor(private readonly _options: ResultOutputOptions) {
    super();
    this.addClass('jp-OmniSciResultOutput');
    this._panel = new PanelLayout();
    this.layout = this._panel;
  }

  /** Rejects if the server does not send a file of the extension; JupyterLab then shows the error. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const { mimeType, trans } = this._options;
    const rendering = (this._rendering = {});
    const [{ readResult }, { ResultGrid }] = await Promise.all([
      import('./result-model'),
      import('../grid/grid')
    ]);
    if (rendering !== this._rendering || this.isDisposed) {
      return;
    }
    const result = readResult(model.data[mimeType] as JSONValue | undefined);
    this._panel.widgets.slice().forEach(widget => widget.dispose());
    if (result) {
      this._show(result, ResultGrid);
    } else {
      this._addCaption(
        trans.__(
          'The rows of this output cannot be read. Run the cell again to see them.'
        )
      );
    }
  }

  private _show(
    { table, totalRows }: ResultModel,
    Grid: typeof ResultGrid
  ): void {
    const { grids, themeManager, trans } = this._options;
    const grid = new Grid({
      ...{ table, themeManager, trans },
      label: trans.__('Query result')
    });
    grid.sortRequested.connect((_, { column, direction }) => {
      void grid.sort(direction && { column, direction });
    });
    grid.node.style.setProperty(
      '--jp-omnisci-rows',
      String(Math.min(table.rowCount, MAX_SHOWN))
    );
    grids?.add(grid);
    this._panel.addWidget(grid);
    const rows = (count: number): string => count.toLocaleString();
    this._addCaption(
      table.rowCount === totalRows
        ? trans._n('%1 row', '%1 rows', totalRows, rows(totalRows))
        : trans.__(
            'The first %1 of %2 rows. The variable has all of them.',
            rows(table.rowCount),
            rows(totalRows)
          )
    );
  }

  private _addCaption(text: string): void {
    const caption = new Widget({ node: document.createElement('div') });
    caption.addClass('jp-OmniSciResultOutput-caption');
    caption.node.textContent = text;
    this._panel.addWidget(caption);
  }

  private readonly _panel: PanelLayout;
  /** The newest call of {@link renderModel}; an older one must not show its rows any more. */
  private _rendering: object | null = null;
}
