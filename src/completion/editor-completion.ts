/** JupyterLab's completer, put together for one SQL editor: its list, handler and our provider. */
import { Completer, CompletionHandler } from '@jupyterlab/completer';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { Widget } from '@lumino/widgets';
import { tableIcon, viewIcon } from '../schema/icons';
import type { ISchema } from '../tokens';
import { SqlCompleterModel } from './completer-model';
import { columnIcon, functionIcon, keywordIcon } from './icons';
import { ColumnPrefetcher } from './prefetcher';
import { SqlCompletionProvider } from './provider';

const ICONS = {
  column: columnIcon,
  alias: tableIcon,
  table: tableIcon,
  view: viewIcon,
  function: functionIcon,
  type: columnIcon,
  keyword: keywordIcon
};

export type EditorCompletionOptions = {
  editor: CodeEditor.IEditor;
  schema: ISchema;
  /** Whether the list opens while typing. */
  opensWhileTyping: boolean;
};

export class EditorCompletion {
  constructor(options: EditorCompletionOptions) {
    const { editor, schema } = options;
    this._completer = new Completer({
      editor,
      model: new SqlCompleterModel({ icons: ICONS })
    });
    this._completer.addClass('jp-OmniSciCompleter');
    this._completer.hide();
    Widget.attach(this._completer, document.body);
    this._handler = new CompletionHandler({
      completer: this._completer,
      reconciliator: new SqlCompletionProvider({ schema })
    });
    this._handler.editor = editor;
    this.opensWhileTyping = options.opensWhileTyping;
    this._prefetcher = new ColumnPrefetcher({ editor, schema });
  }

  set opensWhileTyping(opens: boolean) {
    this._handler.autoCompletion = opens;
  }

  get isDisposed(): boolean {
    return this._handler.isDisposed;
  }

  invoke(): void {
    this._handler.invoke();
  }

  select(): void {
    this._completer.selectActive();
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._prefetcher.dispose();
    this._handler.dispose();
    this._completer.model?.dispose();
    this._completer.dispose();
  }

  private readonly _completer: Completer;
  private readonly _handler: CompletionHandler;
  private readonly _prefetcher: ColumnPrefetcher;
}
