/** The open SQL editors, with and without a file, and the current one. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { IDisposable } from '@lumino/disposable';
import { MessageLoop } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { FocusTracker, type Widget } from '@lumino/widgets';
import type {
  EmbedSqlEditorOptions,
  ISqlEditor,
  ISqlEditors,
  OpenSqlEditorOptions,
  ExecutedStatement,
  SqlDraft,
  StartedStatement
} from '../tokens';
import type { SqlEditorContent } from './panel';
import { carryOverReload } from '../run/interrupted-run';
import { SqlEditor } from './sql-editor';

/** The messages after which a widget may be on screen, or not any more. */
const VISIBILITY: ReadonlySet<string> = new Set([
  'after-attach',
  'after-show',
  'after-hide',
  'after-detach'
]);

export class SqlEditors implements ISqlEditors, IDisposable {
  constructor(
    private readonly _options: {
      open: (options?: OpenSqlEditorOptions) => Promise<MainAreaWidget | null>;
      embed: (options: EmbedSqlEditorOptions) => Promise<ISqlEditor>;
      preload: () => void;
    }
  ) {
    this._tracker.currentChanged.connect(this._onCurrentChanged, this);
  }

  get isDisposed(): boolean {
    return this._tracker.isDisposed;
  }

  dispose(): void {
    this._tracker.dispose();
    Signal.clearData(this);
  }

  get items(): readonly ISqlEditor[] {
    return this._editorsOf(this._mainArea);
  }

  get embedded(): readonly ISqlEditor[] {
    return this._editorsOf(
      this._tracker.widgets.filter(widget => this._embedded.has(widget))
    );
  }

  get current(): ISqlEditor | null {
    const widget = this._currentWidget();
    return (widget && this._editors.get(widget)) ?? null;
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  get isVisible(): boolean {
    return this._mainArea.some(({ isVisible }) => isVisible);
  }

  get opened(): ISignal<this, ISqlEditor> {
    return this._opened;
  }

  get statementStarted(): ISignal<this, StartedStatement> {
    return this._statementStarted;
  }

  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  /** Emitted when a statement of an editor starts, continues or ends. */
  get activityChanged(): ISignal<this, void> {
    return this._activityChanged;
  }

  get currentContent(): SqlEditorContent | null {
    const widget = this._currentWidget();
    return widget && this.contentOf(widget);
  }

  of(widget: Widget): ISqlEditor | null {
    return this._editors.get(widget) ?? null;
  }

  contentOf(widget: MainAreaWidget): SqlEditorContent | null {
    return this._contents.get(widget) ?? null;
  }

  has(widget: Widget | null): boolean {
    return this._tracker.widgets.some(known => known === widget);
  }

  /** Adds an open editor. */
  add(
    widget: MainAreaWidget,
    content: SqlEditorContent,
    options: {
      /** Stays the same across reloads. */
      key: () => string;
      /** Its saved state; without it, its text is in a file. */
      draft?: () => SqlDraft;
    }
  ): SqlEditor {
    widget.disposed.connect(carryOverReload(content.model, options.key));
    this._latest = widget;
    const editor = this._add(widget, content, options.draft);
    this._opened.emit(editor);
    return editor;
  }

  /**
   * Adds an editor that is in another widget. {@link opened} waits for the first focus: other
   * features then read tables from the database.
   */
  addEmbedded(widget: MainAreaWidget, content: SqlEditorContent): SqlEditor {
    this._embedded.add(widget);
    const editor = this._add(widget, content);
    const tellOpened = (): void => this._opened.emit(editor);
    widget.node.addEventListener('focusin', tellOpened, { once: true });
    // Lumino calls hooks before it updates `isVisible`.
    MessageLoop.installMessageHook(widget, (_, { type }) => {
      if (VISIBILITY.has(type)) {
        queueMicrotask(() => this.isDisposed || this._onCurrentChanged());
      }
      return true;
    });
    return editor;
  }

  private _add(
    widget: MainAreaWidget,
    content: SqlEditorContent,
    draft?: () => SqlDraft
  ): SqlEditor {
    const editor = new SqlEditor(widget, content, draft);
    this._editors.set(widget, editor);
    this._contents.set(widget, content);
    const { model } = content;
    editor.resultChanged.connect(this._onEditorChanged, this);
    editor.connectionChanged.connect(this._onEditorChanged, this);
    // Content of an earlier editor has these already.
    model.changed.connect(this._onActivityChanged, this);
    model.statementStarted.connect(this._onStatementStarted, this);
    model.statementExecuted.connect(this._onStatementExecuted, this);
    widget.disposed.connect(this._onDisposed, this);
    this._tracker.add(widget);
    this._onCurrentChanged();
    return editor;
  }

  /**
   * Takes the content out of an editor, to add it again in another widget. The caller disposes of
   * the old editor. Returns `null` if the editor is closed.
   */
  release(widget: MainAreaWidget): SqlEditorContent | null {
    const content = widget.isDisposed ? null : this.contentOf(widget);
    if (content) {
      this._editors.get(widget)?.release();
      this._contents.delete(widget);
      content.parent = null;
    }
    return content;
  }

  /** The editor whose widget has this ID; `null` if there is none. */
  find(id: string): ISqlEditor | null {
    const widget = this._tracker.widgets.find(known => known.id === id);
    return (widget && this._editors.get(widget)) ?? null;
  }

  preload(): void {
    this._options.preload();
  }

  beforeFirst(load: () => Promise<void>): void {
    const part: EditorPart = { load, loaded: null };
    this._parts.push(part);
    if (this._areNeeded) {
      void loadPart(part);
    }
  }

  /**
   * Loads what editors need; to be awaited before one is made. Rejects if the server does not send
   * it; the next call tries again.
   */
  async loadParts(): Promise<void> {
    this._areNeeded = true;
    await Promise.all(this._parts.map(loadPart));
  }

  async open(options?: OpenSqlEditorOptions): Promise<ISqlEditor | null> {
    const widget = await this._options.open(options);
    return (widget && this._editors.get(widget)) ?? null;
  }

  embed(options: EmbedSqlEditorOptions): Promise<ISqlEditor> {
    return this._options.embed(options);
  }

  /**
   * The editor that had the focus last, or else the newest, or else an embedded one. An embedded one
   * counts only on screen.
   */
  private _currentWidget(): MainAreaWidget | null {
    const { currentWidget } = this._tracker;
    return currentWidget &&
      (currentWidget.isVisible || !this._embedded.has(currentWidget))
      ? currentWidget
      : (this._latest ??
          this._tracker.widgets.find(({ isVisible }) => isVisible) ??
          null);
  }

  private get _mainArea(): readonly MainAreaWidget[] {
    return this._tracker.widgets.filter(widget => !this._embedded.has(widget));
  }

  private _editorsOf(widgets: readonly Widget[]): readonly ISqlEditor[] {
    return widgets
      .map(widget => this._editors.get(widget))
      .filter(editor => editor !== undefined);
  }

  private _onDisposed(widget: MainAreaWidget): void {
    this._editors.get(widget)?.dispose();
    if (this._latest === widget) {
      this._latest = this._mainArea.find(left => left !== widget) ?? null;
    }
    this._onCurrentChanged();
  }

  private _onCurrentChanged(): void {
    this._currentChanged.emit();
    this._activityChanged.emit();
  }

  private _onActivityChanged(): void {
    this._activityChanged.emit();
  }

  private _onStatementStarted(_: unknown, started: StartedStatement): void {
    this._statementStarted.emit(started);
  }

  private _onStatementExecuted(_: unknown, ran: ExecutedStatement): void {
    this._statementExecuted.emit(ran);
  }

  private _onEditorChanged(editor: ISqlEditor): void {
    if (editor === this.current) {
      this._currentChanged.emit();
    }
  }

  // A WidgetTracker misses a widget that already has the focus when it is added.
  private readonly _tracker = new FocusTracker<MainAreaWidget>();
  private _latest: MainAreaWidget | null = null;
  private readonly _parts: EditorPart[] = [];
  private _areNeeded = false;
  private readonly _embedded = new WeakSet<Widget>();
  private readonly _editors = new WeakMap<Widget, SqlEditor>();
  private readonly _contents = new WeakMap<MainAreaWidget, SqlEditorContent>();
  private readonly _currentChanged = new Signal<this, void>(this);
  private readonly _opened = new Signal<this, ISqlEditor>(this);
  private readonly _statementStarted = new Signal<this, StartedStatement>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
  private readonly _activityChanged = new Signal<this, void>(this);
}

/** What {@link SqlEditors.beforeFirst} was given. */
type EditorPart = {
  load: () => Promise<void>;
  loaded: Promise<void> | null;
};

function loadPart(part: EditorPart): Promise<void> {
  part.loaded ??= part.load().catch((error: unknown) => {
    part.loaded = null;
    throw error;
  });
  return part.loaded;
}
