/** The texts of SQL editors that were closed or whose page ended. No view. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IClosedDrafts, IPageLife, SqlDraft } from '../tokens';
import type { DraftStore, KeptDraft } from './draft-store';

/** Maximum number of closed drafts; the oldest are removed first. */
export const KEPT_DRAFTS = 50;
/** Maximum length of a text that is saved at every pause; the workspace saves longer ones. */
const MAX_SQL_LENGTH = 1_000_000;

export type ClosedDraftsOptions = {
  store: Pick<DraftStore, 'all' | 'put' | 'remove' | 'changedElsewhere'>;
  page: IPageLife;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Whether a text is not the user's work, such as the query that came with the session. */
  isGiven: (sql: string) => boolean;
  /** Opens a SQL editor with a draft, or shows the one that has it. */
  open: (draft: SqlDraft) => Promise<unknown>;
};

export class ClosedDrafts implements IClosedDrafts, IDisposable {
  constructor(private readonly _options: ClosedDraftsOptions) {
    _options.store.changedElsewhere.connect(this._onChangedElsewhere, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  get items(): readonly KeptDraft[] {
    return this._items;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Saves the text of an open editor. Never rejects. */
  async keep(draft: SqlDraft): Promise<void> {
    await this._put(draft, null);
  }

  /**
   * Saves the text of an editor that is being closed. Never rejects.
   * @returns false if the browser refused: the text is then lost with the page.
   */
  close(draft: SqlDraft): Promise<boolean> {
    return this._put(draft, this._options.now());
  }

  async remove(uid: string): Promise<void> {
    await this._do(() => this._options.store.remove(uid));
  }

  async removeAll(): Promise<void> {
    const uids = this._items.map(draft => draft.uid);
    await this._do(async () => {
      for (const uid of uids) {
        await this._options.store.remove(uid);
      }
    });
  }

  async reopen(draft: SqlDraft): Promise<void> {
    await this._options.open(draft);
  }

  /** Reads the drafts, including those of other tabs. Never rejects. */
  async load(): Promise<void> {
    await this._do(() => Promise.resolve());
  }

  /** In order, so that the last saved text is the last typed one. */
  private _do<T>(change: () => Promise<T>): Promise<T> {
    const done = this._doing.then(async () => {
      const result = await change();
      await this._refresh();
      return result;
    });
    this._doing = done;
    return done;
  }

  private _put(draft: SqlDraft, closedAt: number | null): Promise<boolean> {
    const { store, page, now, isGiven } = this._options;
    const { uid, connection, title, sql, rowLimit } = draft;
    const isWorthKeeping =
      sql.trim() !== '' &&
      (closedAt !== null || sql.length <= MAX_SQL_LENGTH) &&
      !isGiven(sql);
    return this._do(() =>
      isWorthKeeping
        ? store.put({
            uid,
            ...(connection !== undefined && { connection }),
            title,
            sql,
            rowLimit,
            page: page.id,
            changedAt: now(),
            closedAt
          })
        : store.remove(uid).then(() => true)
    );
  }

  private async _refresh(): Promise<void> {
    const { store, page } = this._options;
    const hasEnded = await page.ended();
    const closed = (await store.all())
      .filter(({ closedAt, page }) => closedAt !== null || hasEnded(page))
      .sort((a, b) => lastUse(b) - lastUse(a));
    const texts = new Set<string>();
    const items = closed.filter(({ sql }) => {
      const isNew = !texts.has(sql) && texts.size < KEPT_DRAFTS;
      texts.add(sql);
      return isNew;
    });
    for (const { uid } of closed.filter(draft => !items.includes(draft))) {
      await store.remove(uid);
    }
    this._items = items;
    this._changed.emit();
  }

  private _onChangedElsewhere(): void {
    void this.load();
  }

  private _items: readonly KeptDraft[] = [];
  private _doing: Promise<unknown> = Promise.resolve();
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

const lastUse = ({ closedAt, changedAt }: KeptDraft): number =>
  closedAt ?? changedAt;
