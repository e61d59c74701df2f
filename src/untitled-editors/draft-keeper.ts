/**
 * Keeps what is saved of an editor without a file up to date: its text after a pause in typing, the
 * rest at once. Reads the text only if it was edited.
 */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import { ActivityMonitor } from '@jupyterlab/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SqlEditorContent } from '../sql-editor/panel';
import type { SqlDraft } from '../tokens';

/** How long nothing must be typed until the text is saved, in milliseconds. */
const TYPING_PAUSE = 500;

export class DraftKeeper implements IDisposable {
  constructor(
    private readonly _options: {
      uid: string;
      widget: Pick<MainAreaWidget<SqlEditorContent>, 'title' | 'content'>;
    }
  ) {
    const { content, title } = _options.widget;
    this._saved = this.latest();
    this._typing = new ActivityMonitor({
      signal: content.sqlChanged,
      timeout: TYPING_PAUSE
    });
    this._typing.activityStopped.connect(() => void this._saveText());
    content.model.changed.connect(this._saveRest, this);
    title.changed.connect(this._saveRest, this);
  }

  /** The state to save; its text is that of the last pause. */
  get saved(): SqlDraft {
    return this._saved;
  }

  /** Emitted when {@link saved} has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The state to save, with the text of now. Masks the text, so call it only at an end. */
  latest(): SqlDraft {
    const { content } = this._options.widget;
    return { ...this._rest, sql: content.masked.now() };
  }

  get isDisposed(): boolean {
    return this._typing.isDisposed;
  }

  dispose(): void {
    this._typing.dispose();
    Signal.clearData(this);
  }

  private async _saveText(): Promise<void> {
    const sql = await this._options.widget.content.masked.inSlices();
    if (!this.isDisposed && sql !== this._saved.sql) {
      this._save({ ...this._rest, sql });
    }
  }

  /** Called at each step of a query, too. */
  private _saveRest(): void {
    const { connection, title, rowLimit } = this._rest;
    const { _saved: saved } = this;
    if (
      title !== saved.title ||
      connection !== saved.connection ||
      rowLimit !== saved.rowLimit
    ) {
      this._save({ ...this._rest, sql: saved.sql });
    }
  }

  private _save(draft: SqlDraft): void {
    this._saved = draft;
    this._changed.emit();
  }

  private get _rest(): Omit<SqlDraft, 'sql'> {
    const { uid, widget } = this._options;
    const { content, title } = widget;
    return {
      uid,
      connection: content.connection.key,
      title: title.label,
      rowLimit: content.model.rowLimit
    };
  }

  private _saved: SqlDraft;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _typing: ActivityMonitor<SqlEditorContent, void>;
}
