/** The lower half of a SQL editor: the results in tabs, one line on top, trouble between them. */
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
  idlePlaceholder,
  notRunPlaceholder,
  troubledConnection,
  troublePlaceholder,
  type SignIn
} from './placeholder-content';
import type { SqlEditorModel } from '../run/model';
import type { Trouble } from '../run/recovery';
import { ResultTabBar } from './result-tab-bar';
import type { ResultTab } from '../run/tabs/result-tab';
import { RunView } from './run-view';
import type { StatementRun } from '../run/execution/statement-run';
import { StatusLine } from './status-line';
import type { TroubleAnnouncers } from './trouble-announcers';

/** Makes the items of a toolbar, as JupyterLab's settings list them. */
export type ToolbarFactory = ReturnType<typeof createToolbarFactory>;

export type ResultsViewOptions = {
  model: SqlEditorModel;
  themeManager: IThemeManager | null;
  toolbar: ToolbarFactory;
  signIn: SignIn;
  announcers: TroubleAnnouncers;
  now: () => number;
  /** Shows a statement in the text, or what the database complained of in it. */
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
    // On top, since JupyterLab's notifications lie on what is below.
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

  /** The rows on top; `null` where there are none. */
  get grid(): IResultGrid | null {
    return this._current instanceof RunView ? this._current.grid : null;
  }

  /** Emitted when {@link grid} is another one, or none. */
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
    this._showTrouble(items.length > 0);
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

  /** True where there is something of the Run that is under way. */
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

  /** What stands where there is no result: nothing where trouble takes its place. */
  private _idleView(): Widget | null {
    const { model, trans } = this._options;
    const content: PlaceholderContent | null = model.execution
      ? { tone: 'busy', title: trans.__('Running…') }
      : this._trouble
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
    const { trouble } = model.recovery;
    const connection = this.isVisible ? troubledConnection(model) : null;
    const isNews = trouble !== null && trouble !== this._announced;
    if (connection) {
      this._announced = trouble;
    }
    announcers.update(this, connection, connection !== null && isNews);
  }

  private _showTrouble(isAboveResults: boolean): void {
    const { model, announcers, signIn, trans } = this._options;
    const { recovery, connection } = model;
    const isAnnouncedElsewhere = announcers.isAnnouncedElsewhere(this);
    const content = model.execution
      ? null
      : troublePlaceholder({
          ...{ connection, recovery, signIn, isAnnouncedElsewhere, trans }
        });
    if (!content || !this._trouble?.says(content)) {
      this._trouble?.dispose();
      this._trouble = content && new ResultPlaceholder(content, trans);
      if (this._trouble) {
        (this.layout as PanelLayout).insertWidget(2, this._trouble);
      }
    }
    this._trouble?.toggleClass('jp-mod-banner', isAboveResults);
    this._body.setHidden(this._trouble !== null && !isAboveResults);
  }

  /** What stopped something when this was last in trouble. */
  private _announced: Trouble | null = null;
  private _trouble: ResultPlaceholder | null = null;
  private _idle: ResultPlaceholder | null = null;
  private _current: Widget | null = null;
  private readonly _views = new Map<ResultTab, Widget>();
  private readonly _gridChanged = new Signal<this, void>(this);
  private readonly _body = new Panel();
  private readonly _tabBar: ResultTabBar;
}
