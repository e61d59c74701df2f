/**
 * SQL editors whose text is in no file: opened, named, kept in the workspace, and brought back from
 * there or from what is kept of closed ones.
 */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { WidgetTracker, type MainAreaWidget } from '@jupyterlab/apputils';
import { UUID } from '@lumino/coreutils';
import { CommandIDs } from '../command-ids';
import { settledDefault } from '../lifetime/settled-default';
import type { OpenSqlEditorOptions, SqlDraft } from '../tokens';
import type { SqlEditorContent, SqlEditorServices } from '../sql-editor/panel';
import type { SqlEditorSettings } from '../sql-editor/settings';
import type { SqlEditors } from '../sql-editor/sql-editors';
import type { DraftKeeper } from './draft-keeper';
import { keepTextOverReload, textBeforeReload } from './text-over-reload';

/**
 * What the workspace file keeps of an editor, in plain text on disk: never a credential. The row
 * limit is missing for that of the settings.
 */
export type SavedEditor = Omit<SqlDraft, 'rowLimit'> &
  Partial<Pick<SqlDraft, 'rowLimit'>>;

type UntitledWidget = MainAreaWidget<SqlEditorContent>;

export type UntitledEditorsOptions = {
  shell: JupyterFrontEnd.IShell;
  editors: SqlEditors;
  services: SqlEditorServices;
  settings: SqlEditorSettings;
};

export class UntitledEditors {
  constructor(private readonly _options: UntitledEditorsOptions) {}

  /** Opens one, or shows the one that has the draft already. */
  async open(options: OpenSqlEditorOptions = {}): Promise<MainAreaWidget> {
    const { draft, sql = '', adoptHandedQuery } = options;
    const open = draft && this._find(draft.uid);
    if (open) {
      return open;
    }
    const connection =
      options.connection ??
      (adoptHandedQuery
        ? undefined
        : await settledDefault(this._options.services.connections));
    const widget = await this._add(
      draft
        ? { ...draft, title: this._freeTitle(draft.title) }
        : {
            uid: UUID.uuid4(),
            title: this._nextTitle(),
            sql,
            ...(connection && { connection: connection.key })
          }
    );
    if (adoptHandedQuery) {
      void widget.content.model.adoptHandedQuery();
    } else {
      void widget.content.connection.ready();
    }
    return widget;
  }

  /** Brings one back from the workspace file, or from the page that was reloaded before it was saved. */
  async restore(saved: SavedEditor): Promise<MainAreaWidget> {
    const sql = textBeforeReload(saved.uid) ?? saved.sql;
    const widget = await this._add({ ...saved, sql });
    void widget.content.connection.ready();
    return widget;
  }

  /** To be called while JupyterLab starts. */
  restoreAll(restorer: ILayoutRestorer): void {
    void restorer.restore(this._tracker, {
      command: CommandIDs.restoreSqlEditor,
      args: widget => this._keepers.get(widget)?.saved ?? {},
      name: widget => widget.id
    });
  }

  private async _add(saved: SavedEditor): Promise<UntitledWidget> {
    const { shell, editors, services, settings } = this._options;
    const [{ createSqlEditor, DraftKeeper }] = await Promise.all([
      import('./create-sql-editor'),
      editors.loadParts()
    ]);
    const { uid, rowLimit = settings.rowLimit } = saved;
    const connection = services.connections.get(saved.connection);
    const widget = createSqlEditor({
      ...{ ...services, ...saved },
      connection,
      rowLimit
    });
    const { content } = widget;
    const keeper = new DraftKeeper({ uid, widget });
    this._keepers.set(widget, keeper);
    shell.add(widget, 'main', { type: 'OmniSci SQL Editor' });
    await this._tracker.add(widget);
    const editor = editors.add(widget, content, {
      key: () => uid,
      draft: () => (widget.isDisposed ? keeper.latest() : keeper.saved)
    });
    keeper.changed.connect(() => {
      void this._tracker.save(widget);
      editor.tellDraftChanged();
    });
    const forget = keepTextOverReload(uid, () => content.masked.now());
    widget.disposed.connect(() => {
      keeper.dispose();
      forget();
    });
    return widget;
  }

  private _find(uid: string): UntitledWidget | undefined {
    return this._tracker.find(
      widget => this._keepers.get(widget)?.saved.uid === uid
    );
  }

  private _nextTitle(): string {
    const { trans } = this._options.services;
    for (let n = 1; ; n++) {
      const title = trans.__('SQL %1', n);
      if (!this._isTaken(title)) {
        return title;
      }
    }
  }

  private _freeTitle(wanted: string): string {
    let title = wanted;
    for (let n = 2; this._isTaken(title); n++) {
      title = `${wanted} (${n})`;
    }
    return title;
  }

  private _isTaken(title: string): boolean {
    return !!this._tracker.find(widget => widget.title.label === title);
  }

  private readonly _keepers = new WeakMap<UntitledWidget, DraftKeeper>();
  private readonly _tracker = new WidgetTracker<UntitledWidget>({
    namespace: 'omnisci-sql-editor'
  });
}
