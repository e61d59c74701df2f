/**
 * Keeps the texts of SQL editors without a file in the browser's IndexedDB, each by itself, and
 * tells of what other tabs kept. Where the browser refuses, it keeps them in memory.
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
    return this._attempt(
      async store => {
        const all = await entries<[string, string], KeptDraft>(store);
        return all
          .filter(([[baseUrl]]) => baseUrl === this._baseUrl)
          .map(([, draft]) => draft);
      },
      () => [...this._memory.values()]
    );
  }

  async put(draft: KeptDraft): Promise<void> {
    await this._attempt(
      async store => {
        await set([this._baseUrl, draft.uid], draft, store);
        this._channel?.postMessage(null);
      },
      () => void this._memory.set(draft.uid, draft)
    );
  }

  async remove(uid: string): Promise<void> {
    await this._attempt(
      async store => {
        await del([this._baseUrl, uid], store);
        this._channel?.postMessage(null);
      },
      () => void this._memory.delete(uid)
    );
  }

  dispose(): void {
    this._channel?.close();
    Signal.clearData(this);
  }

  private async _attempt<T>(
    persistently: (store: UseStore) => Promise<T>,
    inMemory: () => T
  ): Promise<T> {
    if (this._isPersistent) {
      try {
        this._store ??= createStore(NAME, 'drafts');
        return await persistently(this._store);
      } catch {
        // Private windows, full disks and switched-off site data refuse, each in its own way.
        this._isPersistent = false;
      }
    }
    return inMemory();
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
  private _isPersistent = true;
  private readonly _memory = new Map<string, KeptDraft>();
  private readonly _changedElsewhere = new Signal<this, void>(this);
  private readonly _channel = this._listen();
}
