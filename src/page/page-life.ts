/**
 * Tells which pages of this JupyterLab are open, so that work interrupted by a closed page can be
 * told from work that another page still does. Each page holds a lock with its own name; the
 * browser releases it when the page ends. Over plain HTTP there are no locks; then only the page
 * that this tab showed before is known to have ended.
 */
import { UUID } from '@lumino/coreutils';
import type { IPageLife } from '../tokens';

const PREFIX = 'jupyterlab-omnisci:page:';
const KEY = 'jupyterlab-omnisci:page';

export type PageLifeOptions = {
  /** The browser's; `undefined` if it has none. */
  locks: Pick<LockManager, 'request' | 'query'> | undefined;
  /** Kept for this tab across reloads. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
};

export class PageLife implements IPageLife {
  constructor(private readonly _options: PageLifeOptions) {
    const { locks, storage } = _options;
    try {
      this._previous = storage.getItem(KEY);
      storage.setItem(KEY, this.id);
    } catch {
      // The browser stores nothing: no earlier page is known.
    }
    // Held until the page ends, because it never settles.
    void locks?.request(PREFIX + this.id, () => new Promise(() => undefined));
  }

  readonly id = UUID.uuid4();

  async ended(): Promise<(page: string) => boolean> {
    const open = await this._openPages();
    return page =>
      page !== this.id && (open ? !open.has(page) : page === this._previous);
  }

  private async _openPages(): Promise<ReadonlySet<string> | null> {
    try {
      const state = await this._options.locks?.query();
      const names = state?.held?.map(({ name = '' }) => name);
      return names
        ? new Set(names.map(name => name.slice(PREFIX.length)))
        : null;
    } catch {
      return null;
    }
  }

  private readonly _previous: string | null = null;
}
