/** A SQL editor: the text above, the results below. */
import { setToolbar, type IThemeManager } from '@jupyterlab/apputils';
import {
  type CodeEditor,
  CodeEditorWrapper,
  type IEditorServices
} from '@jupyterlab/codeeditor';
import type { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactiveToolbar, type Toolbar } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Panel, SplitPanel, type Widget } from '@lumino/widgets';
import { shortLabel } from '../connection-info/short-label';
import { withLineFeeds } from '../sql/line-ends';
import { statementAt, statementsOf } from '../sql/statements';
import type { IConnection, IConnections } from '../tokens';
import { askToMove, askWhenBusy } from './ask-when-busy';
import { escapeThenTab } from '../code-mirror/escape-then-tab';
import { heavydbLanguage } from './heavydb-language';
import { MaskedText } from './masked-text';
import { SqlEditorModel } from '../run/model';
import type { Questions } from '../run/questions';
import type { StatementRun } from '../run/execution/statement-run';
import { notSentError } from '../run/execution/not-sent';
import { ResultsView } from '../result-view/results-view';
import type { ErrorAnnouncers } from '../result-view/error-announcers';
import { RowLimitSelect } from './row-limit-select';
import { errorMark } from '../code-mirror/error-mark';
import { runningMark } from './running-mark';
import { StatementMarks } from './statement-marks';
import type { Toolbars } from './toolbars';

/** What all SQL editors have in common. */
export type SqlEditorServices = {
  connections: IConnections;
  editorServices: IEditorServices;
  themeManager: IThemeManager | null;
  toolbars: Toolbars;
  /** Shared by all editors. */
  announcers: ErrorAnnouncers;
  stopsOnError: () => boolean;
  askToDestroy: Questions['askToDestroy'];
  signIn: {
    isOffered: () => boolean;
    /** Resolves to the new connection; `null` if the user cancels. Rejects if it cannot ask. */
    ask: (connection: IConnection) => Promise<IConnection | null>;
  };
  trans: TranslationBundle;
};

export type SqlEditorOptions = Omit<SqlEditorServices, 'connections'> & {
  /** The text; its creator disposes of it. */
  codeModel: CodeEditor.IModel;
  /** Its first connection. */
  connection: IConnection;
  /** Maximum number of rows of a Run; `null` for all. */
  rowLimit: number | null;
};

export class SqlEditorContent extends SplitPanel {
  constructor(private readonly _options: SqlEditorOptions) {
    super({ orientation: 'vertical', spacing: 1 });
    this.addClass('jp-OmniSciSqlEditor');
    const { codeModel, connection, themeManager, toolbars, trans } = _options;
    this._codeModel = codeModel;
    const now = (): number => performance.now();
    this.model = new SqlEditorModel({
      connection,
      source: {
        getSource: () => this.sql,
        setSource: text => this._codeModel.sharedModel.setSource(text)
      },
      database: {
        notSentError: statement => notSentError(statement, trans),
        clock: { now, today: Date.now }
      },
      rowLimit: _options.rowLimit,
      stopsOnError: _options.stopsOnError,
      askToDestroy: _options.askToDestroy,
      askWhenBusy: busy => askWhenBusy({ ...busy, trans }),
      askToMove: (busy, to) =>
        askToMove({ ...busy, to: shortLabel(to, trans), trans })
    });
    this._wrapper = this._createWrapper();
    this._textPane.addClass('jp-OmniSciSqlEditor-textPane');
    this._textPane.addWidget(this._wrapper);
    this._textPane.addWidget(this._createToolbar());
    this.addWidget(this._textPane);
    this.results = new ResultsView({
      model: this.model,
      themeManager,
      toolbar: toolbars.result,
      signIn: {
        isOffered: _options.signIn.isOffered,
        ask: to => this._signIn(to)
      },
      announcers: _options.announcers,
      now,
      reveal: (run, what) => this._reveal(run, what),
      trans
    });
    this.addWidget(this.results);
    this.setRelativeSizes([2, 5]);
    this.model.changed.connect(this._onModelChanged, this);
  }

  readonly model: SqlEditorModel;
  /** The text without its secrets, for drafts. */
  readonly masked = new MaskedText(() => this.sql);
  readonly results: ResultsView;

  get connection(): IConnection {
    return this.model.connection;
  }

  get editor(): CodeEditor.IEditor {
    return this._wrapper.editor;
  }

  /** The text, with the offsets of the editor. */
  get sql(): string {
    return withLineFeeds(this._codeModel.sharedModel.getSource());
  }

  get sqlChanged(): ISignal<this, void> {
    return this._sqlChanged;
  }

  /**
   * Replaces the model of the text; text, results, cursor and marks stay. The creator of the models
   * disposes of them.
   */
  moveTo(codeModel: CodeEditor.IModel): void {
    this._marks.carryOver(() => this._replaceWrapper(codeModel));
    this._onModelChanged();
  }

  runAll(): Promise<void> {
    return this.model.runAll();
  }

  /** Runs exactly the selected text; without a selection, all statements. */
  runSelectionOrAll(): Promise<void> {
    return this._runSelection() ?? this.runAll();
  }

  /** Runs the selection; without a selection, the statement at the cursor. */
  async runSelectionOrStatement(): Promise<void> {
    const running = this._runSelection();
    if (running) {
      return running;
    }
    const cursor = this.editor.getOffsetAt(this.editor.getCursorPosition());
    const statement = statementAt(this.sql, cursor);
    await this.model.runner.run(statement ? [statement] : []);
  }

  /** Replaces the selection with a text, and takes the focus. */
  insert(text: string): void {
    this.editor.replaceSelection?.(withLineFeeds(text));
    this.editor.focus();
  }

  createRowLimitSelect(): Widget {
    const { model } = this;
    return new RowLimitSelect({ model, trans: this._options.trans });
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.model.dispose();
    Signal.clearData(this);
    super.dispose();
  }

  protected override onActivateRequest(_: Message): void {
    this.editor.focus();
  }

  private _replaceWrapper(codeModel: CodeEditor.IModel): void {
    const { sql, editor, _wrapper: old } = this;
    const selection = editor.getSelection();
    const { scrollTop } = old.node;
    this._codeModel.sharedModel.changed.disconnect(this._onSourceChanged, this);
    old.dispose();
    this._codeModel = codeModel;
    if (codeModel.sharedModel.getSource() !== sql) {
      codeModel.sharedModel.setSource(sql);
    }
    this._wrapper = this._createWrapper();
    this._textPane.insertWidget(0, this._wrapper);
    this.editor.setSelection(selection);
    this._wrapper.node.scrollTop = scrollTop;
  }

  private _createWrapper(): CodeEditorWrapper {
    const { editorServices, trans } = this._options;
    const wrapper = new CodeEditorWrapper({
      model: this._codeModel,
      factory: editorServices.factoryService.newInlineEditor,
      editorOptions: {
        extensions: [
          heavydbLanguage,
          runningMark,
          errorMark,
          escapeThenTab(
            trans.__(
              'Tab completes and indents. To leave the editor, press Escape and then Tab.'
            )
          )
        ],
        config: {
          lineNumbers: true,
          lineWrap: true,
          placeholder: trans.__('SELECT …')
        }
      }
    });
    wrapper.addClass('jp-OmniSciSqlEditor-input');
    wrapper.node.setAttribute('aria-label', trans.__('SQL'));
    // Otherwise CodeMirror inserts a blank line at Ctrl+Enter.
    wrapper.node.setAttribute('data-jp-code-runner', 'true');
    this._codeModel.sharedModel.changed.connect(this._onSourceChanged, this);
    return wrapper;
  }

  /**
   * It is above the text on screen and after it in the document: Tab moves from the text to the
   * toolbar and then to the results. The toolbar of a `MainAreaWidget` precedes all content.
   */
  private _createToolbar(): Toolbar {
    const { toolbars, trans } = this._options;
    const toolbar = new ReactiveToolbar({ noFocusOnClick: true });
    toolbar.node.setAttribute('role', 'toolbar');
    toolbar.node.setAttribute('aria-label', trans.__('SQL editor'));
    setToolbar(this, toolbars.editor, toolbar);
    return toolbar;
  }

  private _runSelection(): Promise<void> | null {
    const { start, end } = this.editor.getSelection();
    const offsets = [start, end].map(at => this.editor.getOffsetAt(at));
    const from = Math.min(...offsets);
    const selected = this.sql.slice(from, Math.max(...offsets));
    const statements = statementsOf(selected, from);
    return statements.length > 0 ? this.model.runner.run(statements) : null;
  }

  private _onSourceChanged(): void {
    this.model.onEdited();
    this._sqlChanged.emit();
  }

  private _onModelChanged(): void {
    this._marks.update(this.model.execution);
  }

  /** After another sign-in to the same server, the editor stays where it is. */
  private async _signIn(to: IConnection): Promise<void> {
    const connection = await this._options.signIn.ask(to);
    if (connection && connection.server !== to.server && !this.isDisposed) {
      await this.model.setConnection(connection);
    }
  }

  private _reveal(run: StatementRun, what: 'statement' | 'error'): void {
    this._marks.reveal(run, what);
    this.editor.focus();
  }

  private readonly _marks = new StatementMarks(
    () => (this.editor as CodeMirrorEditor).editor
  );
  private _codeModel: CodeEditor.IModel;
  private _wrapper: CodeEditorWrapper;
  private readonly _textPane = new Panel();
  private readonly _sqlChanged = new Signal<this, void>(this);
}
