/**
 * Saves the texts of SQL editors without a file in the browser's IndexedDB, one by one, and emits
 * changes of other tabs. Keeps in memory what the browser refuses.
 */
import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SqlDraft } from '../tokens';

const NAME = 'jupyterlab-omnisci-drafts';

export type KeptDraft = SqlDraft & {
  /** The page of its editor; see `page-life.ts`. */
  page: string;
  /** Milliseconds since 1970. */
  changedAt: number;
  /** When its editor was closed; `null` while it is open, or if its page just ended. */
  closedAt: number | null;
};

export class DraftStore {
  /** @param _baseUrl - of the Jupyter server: one origin may have several. */
  constructor(private readonly _baseUrl: string) {}

  /** Emitted when another tab saved or deleted a draft. */
  get changedElsewhere(): ISignal<this, void> {
    return this._changedElsewhere;
  }

  async all(): Promise<KeptDraft[]> {
    const stored = await this._attempt(store =>
      entries<[string, string], KeptDraft>(store)
    );
    const drafts = new Map<string, KeptDraft>();
    for (const [[baseUrl, uid], draft] of stored ?? []) {
      if (baseUrl === this._baseUrl) {
        drafts.set(uid, draft);
      }
    }
    this._memory.forEach((draft, uid) => drafts.set(uid, draft));
    return [...drafts.values()];
  }

  /** @returns false if the browser refused: the text is then lost with the page. */
  async put(draft: KeptDraft): Promise<boolean> {
    const { uid } = draft;
    this._memory.set(uid, draft);
    const isStored = await this._attempt(async store => {
      await set([this._baseUrl, uid], draft, store);
      return true;
    });
    if (!isStored) {
      return false;
    }
    if (this._memory.get(uid) === draft) {
      this._memory.delete(uid);
    }
    this._channel?.postMessage(null);
    return true;
  }

  async remove(uid: string): Promise<void> {
    this._memory.delete(uid);
    await this._attempt(async store => {
      await del([this._baseUrl, uid], store);
      this._channel?.postMessage(null);
    });
  }

  dispose(): void {
    this._channel?.close();
    Signal.clearData(this);
  }

  /**
   * `null` if the browser refuses. Private windows, full disks and disabled site data each do so in
   * their own way. A later, shorter text may still fit.
   */
  private async _attempt<T>(
    action: (store: UseStore) => Promise<T>
  ): Promise<T | null> {
    try {
      this._store ??= createStore(NAME, 'drafts');
      return await action(this._store);
    } catch {
      // If opening failed once, this object does not try again.
      this._store = null;
      return null;
    }
  }

  private _listen(): BroadcastChannel | null {
    if (typeof BroadcastChannel === 'undefined') {
      return null;
    }
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = () => this._changedElsewhere.emit();
    return channel;
  }

  private _store: UseStore | null = null;
  /** Drafts that the browser refused. */
  private readonly _memory = new Map<string, KeptDraft>();
  private readonly _changedElsewhere = new Signal<this, void>(this);
  private readonly _channel = this._listen();
}
