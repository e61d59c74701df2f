/** The lower half of a SQL editor: rows or a message, and one line below them. */
import { setToolbar, type IThemeManager } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Toolbar } from '@jupyterlab/ui-components';
import { Panel, PanelLayout, Widget } from '@lumino/widgets';
import { ResultGrid } from '../results/grid';
import type { IConnection } from '../tokens';
import { Message } from './message';
import { messageContent } from './message-content';
import type { SqlEditorModel } from './model';
import { outcomeText } from './outcome-text';
import type { ToolbarFactory } from './toolbars';

export type ResultsViewOptions = {
  model: SqlEditorModel;
  connection: IConnection;
  themeManager: IThemeManager | null;
  toolbar: ToolbarFactory;
  trans: TranslationBundle;
};

export class ResultsView extends Widget {
  constructor(options: ResultsViewOptions) {
    super();
    this.addClass('jp-OmniSciResults');
    this._options = options;
    this._statusLine = new Widget();
    this._statusLine.addClass('jp-OmniSciResults-status');
    this._statusLine.node.setAttribute('role', 'status');
    const toolbar = new Toolbar();
    setToolbar(this, options.toolbar, toolbar);
    const footer = new Panel();
    footer.addClass('jp-OmniSciResults-footer');
    footer.addWidget(this._statusLine);
    footer.addWidget(toolbar);
    const layout = new PanelLayout();
    layout.addWidget(footer);
    this.layout = layout;
    options.model.outcomeChanged.connect(this._update, this);
    options.connection.statusChanged.connect(this._onStatusChanged, this);
    this._update();
  }

  private _onStatusChanged(): void {
    if (this._options.model.outcome.kind === 'idle') {
      this._update();
    }
  }

  private _update(): void {
    const { model, connection, themeManager, trans } = this._options;
    const { outcome } = model;
    const isRunning = outcome.kind === 'running';
    this.toggleClass('jp-mod-running', isRunning);
    this.node.setAttribute('aria-busy', String(isRunning));
    this._statusLine.node.textContent = outcomeText(outcome, trans);
    if (isRunning && this._body instanceof ResultGrid) {
      return;
    }
    const content = messageContent({
      outcome,
      status: connection.status,
      retry: () => void model.retry(),
      trans
    });
    if (content) {
      this._show(new Message(content));
    } else if (outcome.kind === 'rows') {
      const label = trans.__('Query result');
      const { table } = outcome;
      const grid = new ResultGrid({ table, themeManager, trans, label });
      grid.sortRequested.connect(
        (_, { column, direction }) =>
          void grid.sort(direction && { column, direction })
      );
      this._show(grid);
    }
  }

  private _show(body: Widget): void {
    this._body?.dispose();
    this._body = body;
    (this.layout as PanelLayout).insertWidget(0, body);
  }

  private _body: Widget | null = null;
  private readonly _statusLine: Widget;
  private readonly _options: ResultsViewOptions;
}
