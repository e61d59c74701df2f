/**
 * Keeps the texts of SQL editors without a file in the browser's IndexedDB, each by itself, and
 * tells of what other tabs kept. What the browser refuses, it keeps in memory.
 */
import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SqlDraft } from '../tokens';

const NAME = 'jupyterlab-omnisci-drafts';

export type KeptDraft = SqlDraft & {
  /** The page whose editor it is; see `page-life.ts`. */
  page: string;
  /** Milliseconds since 1970. */
  changedAt: number;
  /** When its editor was closed; `null` while that is open, and where its page just ended. */
  closedAt: number | null;
};

export class DraftStore {
  /** @param _baseUrl - the Jupyter server's: on one origin there may be several. */
  constructor(private readonly _baseUrl: string) {}

  /** Emitted when another tab kept or forgot one. */
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

  /** @returns false where the browser refused: then it is lost with the page. */
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
   * `null` where the browser refuses, as private windows, full disks and switched-off site data do,
   * each in its own way. One refusal says nothing of the next: a shorter text may have room.
   */
  private async _attempt<T>(
    action: (store: UseStore) => Promise<T>
  ): Promise<T | null> {
    try {
      this._store ??= createStore(NAME, 'drafts');
      return await action(this._store);
    } catch {
      // What could not be opened is not opened again by the same object.
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
  /** What the browser has refused. */
  private readonly _memory = new Map<string, KeptDraft>();
  private readonly _changedElsewhere = new Signal<this, void>(this);
  private readonly _channel = this._listen();
}
