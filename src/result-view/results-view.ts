/**
 * The lower half of a SQL editor: the tabs of results, a line above them, and the error of the
 * connection between the two.
 */
import {
  setToolbar,
  type createToolbarFactory,
  type IThemeManager
} from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Toolbar } from '@jupyterlab/ui-components';
import { Signal, type ISignal } from '@lumino/signaling';
import { Panel, PanelLayout, Widget } from '@lumino/widgets';
import type { IResultGrid } from '../tokens';
import { LogView } from './log-view';
import { ResultPlaceholder, type PlaceholderContent } from './placeholder';
import {
  connectionPlaceholder,
  downConnection,
  type SignIn
} from './connection-placeholder';
import { idlePlaceholder, notRunPlaceholder } from './idle-placeholder';
import type { SqlEditorModel } from '../run/model';
import type { StoppedWork } from '../run/recovery';
import { ResultTabBar } from './result-tab-bar';
import type { ResultTab } from '../run/tabs/result-tab';
import { RunView } from './run-view';
import type { StatementRun } from '../run/execution/statement-run';
import { StatusLine } from './status-line';
import type { ErrorAnnouncers } from './error-announcers';

/** Makes the items of a toolbar from JupyterLab's settings. */
export type ToolbarFactory = ReturnType<typeof createToolbarFactory>;

export type ResultsViewOptions = {
  model: SqlEditorModel;
  themeManager: IThemeManager | null;
  toolbar: ToolbarFactory;
  signIn: SignIn;
  announcers: ErrorAnnouncers;
  now: () => number;
  /** Selects a statement in the text, or the error in it. */
  reveal: (run: StatementRun, what: 'statement' | 'error') => void;
  trans: TranslationBundle;
};

export class ResultsView extends Widget {
  constructor(private readonly _options: ResultsViewOptions) {
    super();
    this.addClass('jp-OmniSciResults');
    const { model, now, trans } = _options;
    const layout = new PanelLayout();
    this.layout = layout;
    this._tabBar = new ResultTabBar({ model, trans });
    this._body.addClass('jp-OmniSciResults-body');
    const toolbar = new Toolbar();
    setToolbar(this, _options.toolbar, toolbar);
    // Above the results, because JupyterLab's notifications cover the lower part.
    const header = new Panel();
    header.addClass('jp-OmniSciResults-header');
    header.addWidget(new StatusLine({ model, now, trans }));
    header.addWidget(toolbar);
    [this._tabBar, header, this._body].forEach(part => layout.addWidget(part));
    model.changed.connect(this._update, this);
    _options.announcers.changed.connect(this._update, this);
    this._tabBar.activated.connect(() => this._current?.activate());
    this._update();
  }

  /** The shown rows; `null` if there are none. */
  get grid(): IResultGrid | null {
    return this._current instanceof RunView ? this._current.grid : null;
  }

  /** Emitted when {@link grid} changes. */
  get gridChanged(): ISignal<this, void> {
    return this._gridChanged;
  }

  protected override onAfterAttach(): void {
    this._tellAnnouncers();
  }

  protected override onAfterShow(): void {
    this._tellAnnouncers();
  }

  protected override onAfterHide(): void {
    this._tellAnnouncers();
  }

  protected override onAfterDetach(): void {
    this._tellAnnouncers();
  }

  private _update(): void {
    this._tellAnnouncers();
    const { model } = this._options;
    const { items, current } = model.tabs;
    const isRunning = model.execution !== null;
    this.toggleClass('jp-mod-running', isRunning);
    this.toggleClass('jp-mod-dimmed', isRunning && !this._isShown());
    this.node.setAttribute('aria-busy', String(isRunning));
    this._showConnectionError(items.length > 0);
    for (const [tab, view] of this._views) {
      if (!items.includes(tab)) {
        this._views.delete(tab);
        view.dispose();
      }
    }
    const view = current ? this._viewOf(current) : this._idleView();
    if (view !== this._current) {
      this._current?.hide();
      this._current = view;
      view?.show();
      this._gridChanged.emit();
    }
    this._tabBar.sync();
    this._tabBar.describe(this._body.node, current);
  }

  /** True if the current Run has a tab. */
  private _isShown(): boolean {
    const { tabs, execution } = this._options.model;
    return execution !== null && tabs.executions.has(execution);
  }

  private _viewOf(tab: ResultTab): Widget {
    let view = this._views.get(tab);
    if (!view) {
      const { model, themeManager, reveal, trans } = this._options;
      const { execution, run } = tab;
      if (run) {
        const runView = new RunView({
          run,
          model,
          themeManager,
          reveal: () => reveal(run, 'error'),
          trans
        });
        runView.gridChanged.connect(this._onGridChanged, this);
        view = runView;
      } else {
        view = new LogView({ execution, reveal, trans });
      }
      this._views.set(tab, view);
      this._body.addWidget(view);
    }
    return view;
  }

  private _onGridChanged(view: RunView): void {
    if (view === this._current) {
      this._gridChanged.emit();
    }
  }

  /** The message in place of a result; `null` if the connection's error is shown there. */
  private _idleView(): Widget | null {
    const { model, trans } = this._options;
    const content: PlaceholderContent | null = model.execution
      ? { tone: 'busy', title: trans.__('Running…') }
      : this._connectionError
        ? null
        : model.notRun
          ? notRunPlaceholder(model.notRun, { model, trans })
          : idlePlaceholder(model.connection.status, trans);
    if (content && !this._idle?.says(content)) {
      this._idle?.dispose();
      this._idle = new ResultPlaceholder(content, trans);
      this._body.addWidget(this._idle);
    }
    return content && this._idle;
  }

  private _tellAnnouncers(): void {
    const { model, announcers } = this._options;
    const { stopped } = model.recovery;
    const connection = this.isVisible ? downConnection(model) : null;
    const isNews = stopped !== null && stopped !== this._announced;
    if (connection) {
      this._announced = stopped;
    }
    announcers.update(this, connection, connection !== null && isNews);
  }

  private _showConnectionError(isAboveResults: boolean): void {
    const { model, announcers, signIn, trans } = this._options;
    const { recovery, connection } = model;
    const isAnnouncedElsewhere = announcers.isAnnouncedElsewhere(this);
    const content = model.execution
      ? null
      : connectionPlaceholder({
          ...{ connection, recovery, signIn, isAnnouncedElsewhere, trans }
        });
    if (!content || !this._connectionError?.says(content)) {
      this._connectionError?.dispose();
      this._connectionError = content && new ResultPlaceholder(content, trans);
      if (this._connectionError) {
        (this.layout as PanelLayout).insertWidget(2, this._connectionError);
      }
    }
    this._connectionError?.toggleClass('jp-mod-banner', isAboveResults);
    this._body.setHidden(this._connectionError !== null && !isAboveResults);
  }

  /** What the last connection error stopped. */
  private _announced: StoppedWork | null = null;
  private _connectionError: ResultPlaceholder | null = null;
  private _idle: ResultPlaceholder | null = null;
  private _current: Widget | null = null;
  private readonly _views = new Map<ResultTab, Widget>();
  private readonly _gridChanged = new Signal<this, void>(this);
  private readonly _body = new Panel();
  private readonly _tabBar: ResultTabBar;
}
