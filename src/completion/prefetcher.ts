/** Requests the columns of the tables named near the cursor, shortly after the text changes. */
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';
import type { ISchema, ISchemas, ISqlEditor } from '../tokens';
import { partAround, tablesNamed } from './scope';

const PAUSE_MS = 300;
/** A script with hundreds of tables must not cause as many requests. */
const MAX_TABLES = 20;

export type ColumnPrefetcherOptions = {
  editor: Pick<ISqlEditor, 'editor' | 'connection' | 'connectionChanged'>;
  schemas: ISchemas;
};

export class ColumnPrefetcher implements IDisposable {
  constructor(private readonly _options: ColumnPrefetcherOptions) {
    const { editor } = _options;
    editor.editor.model.sharedModel.changed.connect(this._onChanged, this);
    editor.connectionChanged.connect(this._follow, this);
    this._schema = this._follow();
  }

  get isDisposed(): boolean {
    return this._prefetching.isDisposed;
  }

  dispose(): void {
    this._prefetching.dispose();
    Signal.clearData(this);
  }

  private _follow(): ISchema {
    const { editor, schemas } = this._options;
    this._schema?.changed.disconnect(this._onChanged, this);
    this._schema = schemas.of(editor.connection);
    this._schema.changed.connect(this._onChanged, this);
    this._onChanged();
    return this._schema;
  }

  private _onChanged(): void {
    void this._prefetching.invoke();
  }

  private async _prefetch(): Promise<void> {
    const { _schema: schema } = this;
    const { editor } = this._options.editor;
    const text = editor.model.sharedModel.getSource();
    const offset = editor.getOffsetAt(editor.getCursorPosition());
    const { from, to } = partAround(text, offset);
    const tables = tablesNamed(text.slice(from, to)).slice(0, MAX_TABLES);
    if (tables.length === 0 || schema.schema?.state === 'failed') {
      return;
    }
    await schema.load();
    for (const name of tables) {
      if (this.isDisposed || schema !== this._schema) {
        return;
      }
      if (schema.table(name)) {
        void schema.loadColumns(name);
      }
    }
  }

  private _schema: ISchema;
  private readonly _prefetching = new Debouncer(
    () => this._prefetch(),
    PAUSE_MS
  );
}
