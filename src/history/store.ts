/**
 * Saves histories in the browser's IndexedDB, which survives reloads and the link's `reset`, and
 * emits changes of other tabs. Keeps them in memory if the browser refuses.
 */
import { createStore, get, set, update, type UseStore } from 'idb-keyval';
import { Signal, type ISignal } from '@lumino/signaling';
import type { HistoryEntry } from './entries';

const NAME = 'jupyterlab-omnisci';

export type Change = (
  entries: readonly HistoryEntry[]
) => readonly HistoryEntry[];

export class HistoryStore {
  /** Emitted when another tab changed a history. */
  get changedElsewhere(): ISignal<this, void> {
    return this._changedElsewhere;
  }

  /** False once the browser refused: everything is then lost with the page. */
  get isPersistent(): boolean {
    return this._isPersistent;
  }

  /** @param key - the owner of the history; see `model.ts`. */
  async read(key: string): Promise<readonly HistoryEntry[]> {
    return this._attempt(
      async store =>
        this._see(key, (await get<HistoryEntry[]>(key, store)) ?? []),
      () => this._memory.get(key) ?? []
    );
  }

  /**
   * Changes a history in one transaction, so that simultaneous additions of other tabs are kept.
   */
  async update(key: string, change: Change): Promise<readonly HistoryEntry[]> {
    let changed: readonly HistoryEntry[] = [];
    return this._attempt(
      async store => {
        await update<readonly HistoryEntry[]>(
          key,
          entries => (changed = change(entries ?? [])),
          store
        );
        this._channel?.postMessage(key);
        return this._see(key, changed);
      },
      () => this._see(key, change(this._memory.get(key) ?? []))
    );
  }

  /** The last seen history of a Jupyter server, for use while no database says whose it is. */
  async lastKey(baseUrl: string): Promise<string | null> {
    return this._attempt(
      async store => (await get<string>(lastKeyOf(baseUrl), store)) ?? null,
      () => null
    );
  }

  async setLastKey(baseUrl: string, key: string): Promise<void> {
    await this._attempt(
      store => set(lastKeyOf(baseUrl), key, store),
      () => undefined
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
        this._store ??= createStore(NAME, 'query-history');
        return await persistently(this._store);
      } catch {
        // Private windows, full disks and disabled site data each refuse in their own way.
        this._isPersistent = false;
      }
    }
    return inMemory();
  }

  /** Stored entries stay visible if the browser refuses the next one. */
  private _see(
    key: string,
    entries: readonly HistoryEntry[]
  ): readonly HistoryEntry[] {
    this._memory.set(key, entries);
    return entries;
  }

  private _listen(): BroadcastChannel | null {
    if (typeof BroadcastChannel === 'undefined') {
      return null;
    }
    const channel = new BroadcastChannel(`${NAME}:query-history`);
    channel.onmessage = () => this._changedElsewhere.emit();
    return channel;
  }

  private _store: UseStore | null = null;
  private _isPersistent = true;
  private readonly _memory = new Map<string, readonly HistoryEntry[]>();
  private readonly _changedElsewhere = new Signal<this, void>(this);
  private readonly _channel = this._listen();
}

const lastKeyOf = (baseUrl: string): string => `last:${baseUrl}`;
