/** The history of the connected database: what was run there from this Jupyter server. No view. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionStatus } from '../tokens';
import type {
  IConnection,
  IPageLife,
  ExecutedStatement,
  StartedStatement
} from '../tokens';
import {
  entryOf,
  runningEntry,
  searched,
  settled,
  withEntry,
  type HistoryEntry
} from './entries';
import type { HistoryStore } from './store';

export type HistorySettings = { keepHistory: boolean; historySize: number };

export type HistoryModelOptions = {
  store: Pick<
    HistoryStore,
    | 'read'
    | 'update'
    | 'lastKey'
    | 'setLastKey'
    | 'changedElsewhere'
    | 'isPersistent'
  >;
  connection: Pick<
    IConnection,
    'status' | 'statusChanged' | 'limits' | 'ready'
  >;
  /** Of the Jupyter server: one origin may have several, one for each user of a JupyterHub. */
  baseUrl: string;
  settings: HistorySettings;
  /** Tells running statements from interrupted ones. */
  page: IPageLife;
};

export class HistoryModel implements IDisposable {
  constructor(options: HistoryModelOptions) {
    this._options = options;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
    options.store.changedElsewhere.connect(this._onChangedElsewhere, this);
    this.ready = this._start();
  }

  /** Settles when the entries from before this page are loaded. */
  readonly ready: Promise<void>;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  get settings(): HistorySettings {
    return this._options.settings;
  }

  set settings(settings: HistorySettings) {
    this._options.settings = settings;
    this._changed.emit();
  }

  /** Why nothing is saved; `null` where it is. */
  get offBy(): 'user' | 'administrator' | null {
    const { connection, settings } = this._options;
    if (!connection.limits.history) {
      return 'administrator';
    }
    return settings.keepHistory ? null : 'user';
  }

  /** Newest first; empty while {@link isLoading}. */
  get entries(): readonly HistoryEntry[] {
    return this._entries;
  }

  /** The entries that match {@link search}. */
  get found(): readonly HistoryEntry[] {
    return searched(this._entries, this._search);
  }

  get isLoading(): boolean {
    return this._isLoading;
  }

  /** False if the browser stores nothing: the history then ends with the page. */
  get isPersistent(): boolean {
    return this._options.store.isPersistent;
  }

  get search(): string {
    return this._search;
  }

  set search(search: string) {
    this._search = search;
    this._changed.emit();
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Saves a statement without its secrets, unless the history is off. */
  async add({ effect: _effect, ...ran }: ExecutedStatement): Promise<void> {
    await this._add(entryOf(ran));
  }

  /** Saves a statement that starts; {@link add} reports its outcome. */
  async begin(started: StartedStatement): Promise<void> {
    await this._add(runningEntry(started, this._options.page.id));
  }

  async remove(id: string): Promise<void> {
    await this._update(entries => entries.filter(entry => entry.id !== id));
  }

  async clear(): Promise<void> {
    await this._update(() => []);
  }

  private async _add(entry: HistoryEntry | null): Promise<void> {
    // What the administrator allows is known then.
    await this._options.connection.ready();
    const { historySize: size } = this._options.settings;
    if (entry && this.offBy === null) {
      await this._update(entries =>
        withEntry(
          entries.filter(({ id }) => id !== entry.id),
          { entry, size }
        )
      );
    }
  }

  private async _update(
    change: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[]
  ): Promise<void> {
    await this.ready;
    const { baseUrl, connection, store } = this._options;
    const key = this._key ?? keyOf(baseUrl, connection.status);
    const hasEnded = await this._options.page.ended();
    const entries = await store.update(key, entries =>
      change(settled(entries, hasEnded))
    );
    this._show(key, entries);
  }

  private async _start(): Promise<void> {
    const { baseUrl, connection, store } = this._options;
    const { status } = connection;
    const last = tellsUser(status) ? null : await store.lastKey(baseUrl);
    // The connection may have changed meanwhile.
    this._key ??= last ?? keyOf(baseUrl, status);
    await this._load();
  }

  private async _load(): Promise<void> {
    const key = this._key;
    if (key === null) {
      return;
    }
    const [entries, hasEnded] = await Promise.all([
      this._options.store.read(key),
      this._options.page.ended()
    ]);
    this._show(key, settled(entries, hasEnded));
  }

  private _show(key: string, entries: readonly HistoryEntry[]): void {
    if (key === this._key) {
      this._entries = entries;
      this._isLoading = false;
      this._changed.emit();
    }
  }

  private _onStatusChanged(_: unknown, status: ConnectionStatus): void {
    const { baseUrl, store } = this._options;
    const key = keyOf(baseUrl, status);
    // An expired session has no user: the history of the last user stays visible.
    if (tellsUser(status) && key !== this._key) {
      this._key = key;
      this._entries = [];
      this._isLoading = true;
      void store.setLastKey(baseUrl, key);
      void this._load();
    }
    this._changed.emit();
  }

  private _onChangedElsewhere(): void {
    void this._load();
  }

  private _isDisposed = false;
  private _key: string | null = null;
  private _entries: readonly HistoryEntry[] = [];
  private _isLoading = true;
  private _search = '';
  private readonly _options: HistoryModelOptions;
  private readonly _changed = new Signal<this, void>(this);
}

const tellsUser = (status: ConnectionStatus | null): boolean =>
  status?.reply?.user !== undefined;

/** The owner of a history: one per Jupyter server, user and database. */
export function keyOf(
  baseUrl: string,
  status: ConnectionStatus | null
): string {
  const { user = '', database = '', connection } = status?.reply ?? {};
  const { host = '', port = '' } = connection ?? {};
  return JSON.stringify([baseUrl, user, database, host, port]);
}
