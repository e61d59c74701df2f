/** The SQL editors that are open, those of files among them, and which of them is current. */
import { WidgetTracker, type MainAreaWidget } from '@jupyterlab/apputils';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import type {
  ISqlEditor,
  ISqlEditors,
  OpenSqlEditorOptions,
  RanStatement
} from '../tokens';
import type { SqlEditorContent } from './panel';
import { SqlEditor } from './sql-editor';

export type SqlEditorWidget = MainAreaWidget<SqlEditorContent>;

export class SqlEditors implements ISqlEditors {
  constructor(
    private readonly _options: {
      open: (options?: OpenSqlEditorOptions) => Promise<SqlEditorWidget>;
      preload: () => void;
    }
  ) {
    this._tracker.currentChanged.connect(this._onCurrentChanged, this);
  }

  get current(): ISqlEditor | null {
    const { currentWidget } = this._tracker;
    return (currentWidget && this._editors.get(currentWidget)) ?? null;
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  get opened(): ISignal<this, ISqlEditor> {
    return this._opened;
  }

  get statementRan(): ISignal<this, RanStatement> {
    return this._statementRan;
  }

  /** Emitted when what is under way in an editor begins, goes on or ends. */
  get activityChanged(): ISignal<this, void> {
    return this._activityChanged;
  }

  /** The widget of {@link current}. */
  get currentWidget(): SqlEditorWidget | null {
    return this._tracker.currentWidget;
  }

  has(widget: Widget | null): boolean {
    return widget !== null && this._tracker.has(widget);
  }

  find(
    test: (widget: SqlEditorWidget) => boolean
  ): SqlEditorWidget | undefined {
    return this._tracker.find(test);
  }

  /** Takes note of an editor that was opened. */
  async add(widget: SqlEditorWidget): Promise<ISqlEditor> {
    const editor = new SqlEditor(widget);
    this._editors.set(widget, editor);
    const { model } = widget.content;
    editor.resultChanged.connect(this._onResultChanged, this);
    model.changed.connect(() => this._activityChanged.emit());
    model.statementRan.connect((_, ran) => this._statementRan.emit(ran));
    await this._tracker.add(widget);
    this._opened.emit(editor);
    return editor;
  }

  preload(): void {
    this._options.preload();
  }

  async open(options?: OpenSqlEditorOptions): Promise<ISqlEditor> {
    const widget = await this._options.open(options);
    return this._editors.get(widget)!;
  }

  private _onCurrentChanged(): void {
    this._currentChanged.emit();
    this._activityChanged.emit();
  }

  private _onResultChanged(editor: ISqlEditor): void {
    if (editor === this.current) {
      this._currentChanged.emit();
    }
  }

  private readonly _tracker = new WidgetTracker<SqlEditorWidget>({
    namespace: 'omnisci-sql-editors'
  });
  private readonly _editors = new WeakMap<SqlEditorWidget, SqlEditor>();
  private readonly _currentChanged = new Signal<this, void>(this);
  private readonly _opened = new Signal<this, ISqlEditor>(this);
  private readonly _statementRan = new Signal<this, RanStatement>(this);
  private readonly _activityChanged = new Signal<this, void>(this);
}
