/** One open SQL editor, as the other features see it. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ISqlEditor, ISqlResult } from '../tokens';
import type { SqlEditorContent } from './panel';

export class SqlEditor implements ISqlEditor {
  constructor(
    readonly widget: MainAreaWidget,
    private readonly _content: SqlEditorContent
  ) {
    _content.model.changed.connect(this._onModelChanged, this);
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

  insert(text: string): void {
    this._content.insert(text);
  }

  runStatement(sql: string): Promise<void> {
    return this._content.model.runStatement(sql);
  }

  private _onModelChanged(): void {
    if (this.result !== this._last) {
      this._last = this.result;
      this._resultChanged.emit();
    }
  }

  private _last: ISqlResult | null = null;
  private readonly _resultChanged = new Signal<this, void>(this);
}
