/** One open SQL editor, as other features see it. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  IConnection,
  IResultGrid,
  IResultTabs,
  IRunningStatement,
  ISqlEditor,
  ISqlResult,
  ExecutedStatement,
  SqlDraft
} from '../tokens';
import type { SqlEditorContent } from './panel';

export class SqlEditor implements ISqlEditor, IDisposable {
  constructor(
    readonly widget: MainAreaWidget,
    private readonly _content: SqlEditorContent,
    /** Its saved state; without it, its text is in a file. */
    private _draft: (() => SqlDraft) | null = null
  ) {
    const { model, results } = _content;
    results.gridChanged.connect(this._onGridChanged, this);
    model.changed.connect(this._onModelChanged, this);
    model.statementExecuted.connect(this._onStatementExecuted, this);
    model.connectionChanged.connect(this._onConnectionChanged, this);
  }

  get connection(): IConnection {
    return this._content.model.connection;
  }

  get connectionChanged(): ISignal<this, void> {
    return this._connectionChanged;
  }

  setConnection(connection: IConnection): Promise<boolean> {
    return this._content.model.setConnection(connection);
  }

  get editor(): CodeEditor.IEditor {
    return this._content.editor;
  }

  get result(): ISqlResult | null {
    return this._content.model.tabs.current?.run?.result ?? null;
  }

  get resultChanged(): ISignal<this, void> {
    return this._resultChanged;
  }

  get tabs(): IResultTabs {
    return this._content.model.tabs;
  }

  get grid(): IResultGrid | null {
    return this._content.results.grid;
  }

  get gridChanged(): ISignal<this, void> {
    return this._gridChanged;
  }

  get draft(): SqlDraft | null {
    return this._draft?.() ?? null;
  }

  get draftChanged(): ISignal<this, void> {
    return this._draftChanged;
  }

  tellDraftChanged(): void {
    this._draftChanged.emit();
  }

  /** Its content continues in another editor. */
  release(): void {
    this._draft = null;
    Signal.disconnectReceiver(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Its widget is closed. */
  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  get isBusy(): boolean {
    const { execution, running } = this._content.model;
    return execution !== null || running.length > 0;
  }

  get running(): readonly IRunningStatement[] {
    return this._content.model.running;
  }

  get activityChanged(): ISignal<this, void> {
    return this._activityChanged;
  }

  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  insert(text: string): void {
    this._content.insert(text);
  }

  runStatement(sql: string): Promise<void> {
    return this._content.model.runStatement(sql);
  }

  private _onStatementExecuted(_: unknown, ran: ExecutedStatement): void {
    this._statementExecuted.emit(ran);
  }

  private _onConnectionChanged(): void {
    this._connectionChanged.emit();
  }

  private _onGridChanged(): void {
    this._gridChanged.emit();
  }

  private _onModelChanged(): void {
    this._activityChanged.emit();
    if (this.result !== this._last) {
      this._last = this.result;
      this._resultChanged.emit();
    }
  }

  private _isDisposed = false;
  private _last: ISqlResult | null = null;
  private readonly _connectionChanged = new Signal<this, void>(this);
  private readonly _draftChanged = new Signal<this, void>(this);
  private readonly _activityChanged = new Signal<this, void>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
  private readonly _gridChanged = new Signal<this, void>(this);
  private readonly _resultChanged = new Signal<this, void>(this);
}
