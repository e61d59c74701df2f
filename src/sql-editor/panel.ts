/** A SQL editor: the text above, what came of it below, connection and Run in the toolbar. */
import {
  MainAreaWidget,
  setToolbar,
  type IThemeManager
} from '@jupyterlab/apputils';
import {
  CodeEditor,
  CodeEditorWrapper,
  type IEditorServices
} from '@jupyterlab/codeeditor';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { SplitPanel, type Widget } from '@lumino/widgets';
import { ConnectionIndicator } from '../connection/indicator';
import { sqlEditorIcon } from '../icons';
import type { IConnection } from '../tokens';
import { SqlEditorModel } from './model';
import { ResultsView } from './results-view';
import type { Toolbars } from './toolbars';

export type SqlEditorOptions = {
  /** Stays the same across reloads: the layout finds the editor by it. */
  uid: string;
  title: string;
  sql: string;
  connection: IConnection;
  editorServices: IEditorServices;
  themeManager: IThemeManager | null;
  toolbars: Toolbars;
  trans: TranslationBundle;
};

export class SqlEditorContent extends SplitPanel {
  constructor(options: SqlEditorOptions) {
    super({ orientation: 'vertical', spacing: 1 });
    this.addClass('jp-OmniSciSqlEditor');
    const { connection, themeManager, trans } = options;
    this._options = options;
    const codeModel = new CodeEditor.Model({ mimeType: 'text/x-sql' });
    codeModel.sharedModel.setSource(options.sql);
    this._codeModel = codeModel;
    this.model = new SqlEditorModel({
      connection,
      source: codeModel.sharedModel,
      readResult: async reply =>
        (await import('../results/result-table')).readResult(reply),
      now: () => performance.now(),
      today: Date.now
    });
    this._editor = new CodeEditorWrapper({
      model: codeModel,
      factory: options.editorServices.factoryService.newInlineEditor,
      editorOptions: {
        config: {
          lineNumbers: true,
          lineWrap: true,
          placeholder: trans.__('SELECT …')
        }
      }
    });
    this._editor.addClass('jp-OmniSciSqlEditor-input');
    this._editor.node.setAttribute('aria-label', trans.__('SQL'));
    // Keeps CodeMirror from taking Ctrl+Enter for a blank line.
    this._editor.node.setAttribute('data-jp-code-runner', 'true');
    this.addWidget(this._editor);
    this.addWidget(
      new ResultsView({
        model: this.model,
        connection,
        themeManager,
        toolbar: options.toolbars.result,
        trans
      })
    );
    this.setRelativeSizes([1, 3]);
    codeModel.sharedModel.changed.connect(this._onSourceChanged, this);
  }

  readonly model: SqlEditorModel;

  get editor(): CodeEditor.IEditor {
    return this._editor.editor;
  }

  get sql(): string {
    return this._codeModel.sharedModel.getSource();
  }

  get sqlChanged(): ISignal<this, void> {
    return this._sqlChanged;
  }

  /** Writes in place of the selection, and takes the focus. */
  insert(text: string): void {
    this._editor.editor.replaceSelection?.(text);
    this._editor.editor.focus();
  }

  createConnectionIndicator(): Widget {
    const { connection, trans } = this._options;
    return new ConnectionIndicator({ connection, trans });
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.model.dispose();
    Signal.clearData(this);
    super.dispose();
    this._codeModel.dispose();
  }

  protected override onActivateRequest(_: Message): void {
    this._editor.editor.focus();
  }

  private _onSourceChanged(): void {
    this._sqlChanged.emit();
  }

  private readonly _options: SqlEditorOptions;
  private readonly _codeModel: CodeEditor.IModel;
  private readonly _editor: CodeEditorWrapper;
  private readonly _sqlChanged = new Signal<this, void>(this);
}

/** Makes the widget that the main area shows. */
export function createSqlEditor(
  options: SqlEditorOptions
): MainAreaWidget<SqlEditorContent> {
  const content = new SqlEditorContent(options);
  const widget = new MainAreaWidget({ content });
  widget.id = `omnisci-sql-editor-${options.uid}`;
  widget.title.label = options.title;
  widget.title.icon = sqlEditorIcon;
  widget.title.closable = true;
  setToolbar(widget, options.toolbars.editor);
  return widget;
}
