/** One open SQL editor, as the other features see it. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ISqlEditor, ISqlResult } from '../tokens';
import { ROW_LIMIT } from './model';
import type { SqlEditorContent } from './panel';

export class SqlEditor implements ISqlEditor {
  constructor(readonly widget: MainAreaWidget<SqlEditorContent>) {
    widget.content.model.outcomeChanged.connect(this._onOutcomeChanged, this);
  }

  get editor(): CodeEditor.IEditor {
    return this.widget.content.editor;
  }

  get result(): ISqlResult | null {
    const { outcome, statement } = this.widget.content.model;
    return outcome.kind === 'rows'
      ? {
          sql: statement,
          table: outcome.table,
          summary: outcome.summary,
          rowLimit: ROW_LIMIT
        }
      : null;
  }

  get resultChanged(): ISignal<this, void> {
    return this._resultChanged;
  }

  insert(text: string): void {
    this.widget.content.insert(text);
  }

  runStatement(sql: string): Promise<void> {
    return this.widget.content.model.run(sql);
  }

  private _onOutcomeChanged(): void {
    this._resultChanged.emit();
  }

  private readonly _resultChanged = new Signal<this, void>(this);
}
