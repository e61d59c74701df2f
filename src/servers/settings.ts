/**
 * The user's settings for connections: own servers, the default, names of environment variables, and
 * read-only servers. Writes no password, and keeps unknown keys of an entry.
 */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionData, ConnectionKey } from '../../server/protocol';
import {
  holdsPassword,
  userServers,
  without,
  withoutPassword,
  type UserServer
} from './user-servers';

const PLUGIN_ID = 'jupyterlab-omnisci:connection';

export class ConnectionSettings implements IDisposable {
  constructor(registry: Pick<ISettingRegistry, 'load'>) {
    this._loaded = registry.load(PLUGIN_ID);
    this.ready = this._loaded.then(
      settings => {
        this._read(settings);
        if (!this._isDisposed) {
          settings.changed.connect(this._read, this);
        }
      },
      () => {
        // JupyterLab itself reports unreadable settings.
      }
    );
  }

  /** Resolves when the settings are known, or cannot be read. Never rejects. */
  readonly ready: Promise<void>;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get servers(): readonly UserServer[] {
    return this._servers;
  }

  /** Empty if the user has set none. */
  get default(): ConnectionKey {
    return this._default;
  }

  /** Names of variables; an empty name stands for that of the Jupyter server. */
  get environment(): ConnectionData {
    return this._environment;
  }

  /** IDs of the read-only servers. */
  get readOnly(): ReadonlySet<string> {
    return this._readOnly;
  }

  /** True if the user's settings file contains a password. */
  get holdsPasswords(): boolean {
    return this._holdsPasswords;
  }

  /** This and the methods below reject if the settings cannot be read or saved. */
  setDefault(key: ConnectionKey): Promise<void> {
    return this._set('default', key);
  }

  setEnvironment({ protocol, host, port }: ConnectionData): Promise<void> {
    return this._set('environment', { protocol, host, port });
  }

  async setReadOnly(server: string, isReadOnly: boolean): Promise<void> {
    const others = [...this._readOnly].filter(id => id !== server);
    await this._set('readOnly', isReadOnly ? [...others, server] : others);
  }

  /** Adds a server, or updates the entry with its ID. */
  async remember(server: Omit<UserServer, 'isMaster'>): Promise<void> {
    const { id, label, connection, username, database } = server;
    const entries = await this._entries();
    const at = userServers(entries).findIndex(known => known?.id === id);
    const entry = asEntry(entries[at]);
    const next = {
      // A URL in an entry would take precedence over its parts.
      ...(connection.host === '' ? entry : without(entry, 'url')),
      ...{ id, username, database },
      ...(label !== '' && { label }),
      ...(connection.host !== '' && connection)
    };
    await this._set(
      'servers',
      at < 0
        ? [...entries, next]
        : entries.map((old, place) => (place === at ? next : old))
    );
  }

  async forget(id: string): Promise<void> {
    const entries = await this._entries();
    const servers = userServers(entries);
    await this._set(
      'servers',
      entries.filter((_, at) => servers[at]?.id !== id)
    );
  }

  async removePasswords(): Promise<void> {
    await this._set('servers', (await this._entries()).map(withoutPassword));
  }

  /** The user's entries, or else the administrator's, without passwords. */
  private async _entries(): Promise<unknown[]> {
    const { user, composite } = await this._loaded;
    return user['servers'] === undefined
      ? asArray(composite['servers']).map(withoutPassword)
      : asArray(user['servers']);
  }

  private async _set(key: string, value: unknown): Promise<void> {
    const settings = await this._loaded;
    await settings.set(key, value as ReadonlyPartialJSONValue as never);
  }

  private _read({ user, composite }: ISettingRegistry.ISettings): void {
    this._servers = userServers(composite['servers']).filter(
      server => server !== null
    );
    this._default = asText(composite['default']);
    const names = asEntry(composite['environment']);
    this._environment = {
      protocol: asText(names['protocol']),
      host: asText(names['host']),
      port: asText(names['port'])
    };
    this._readOnly = new Set(asArray(composite['readOnly']).map(asText));
    this._holdsPasswords = asArray(user['servers']).some(holdsPassword);
    this._changed.emit();
  }

  private readonly _loaded: Promise<ISettingRegistry.ISettings>;
  private _isDisposed = false;
  private _servers: readonly UserServer[] = [];
  private _default: ConnectionKey = '';
  private _environment: ConnectionData = { protocol: '', host: '', port: '' };
  private _readOnly: ReadonlySet<string> = new Set();
  private _holdsPasswords = false;
  private readonly _changed = new Signal<this, void>(this);
}

const asArray = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [];

const asText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : '';

const asEntry = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
