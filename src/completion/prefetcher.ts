/** Asks for the columns of the tables named near the cursor, shortly after the text has changed. */
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';
import type { ISchema } from '../tokens';
import { partAround, tablesNamed } from './scope';

const PAUSE_MS = 300;
/** A script of hundreds of tables is not worth as many questions. */
const MAX_TABLES = 20;

export type ColumnPrefetcherOptions = {
  editor: CodeEditor.IEditor;
  schema: ISchema;
};

export class ColumnPrefetcher implements IDisposable {
  constructor(private readonly _options: ColumnPrefetcherOptions) {
    _options.editor.model.sharedModel.changed.connect(this._onChanged, this);
    _options.schema.changed.connect(this._onChanged, this);
    this._onChanged();
  }

  get isDisposed(): boolean {
    return this._prefetching.isDisposed;
  }

  dispose(): void {
    this._prefetching.dispose();
    Signal.clearData(this);
  }

  private _onChanged(): void {
    void this._prefetching.invoke();
  }

  private async _prefetch(): Promise<void> {
    const { editor, schema } = this._options;
    const text = editor.model.sharedModel.getSource();
    const offset = editor.getOffsetAt(editor.getCursorPosition());
    const { from, to } = partAround(text, offset);
    const tables = tablesNamed(text.slice(from, to)).slice(0, MAX_TABLES);
    if (tables.length === 0 || schema.schema?.state === 'failed') {
      return;
    }
    await schema.load();
    for (const name of tables) {
      if (!this.isDisposed && schema.table(name)) {
        void schema.loadColumns(name);
      }
    }
  }

  private readonly _prefetching = new Debouncer(
    () => this._prefetch(),
    PAUSE_MS
  );
}
