/** The connections of this JupyterLab: creates, updates and disposes of them. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  CheckReply,
  ConnectionData,
  ConnectionKey,
  ServerStatus,
  SignOutReply
} from '../../server/protocol';
import type { SidecarClient } from '../sidecar/client';
import { HANDOVER } from '../sidecar/route-address';
import type {
  ConnectionPolicy,
  Credentials,
  IConnection,
  IConnections,
  NewServer
} from '../tokens';
import { serverOf } from '../connection-info/connection-key';
import { defaultKey } from '../servers/default-key';
import { ConnectionModel } from './model';
import { NetworkWatch } from './network-watch';
import { serverLabel } from '../servers/server-label';
import { ServerList, type ServerListOptions } from '../servers/server-list';
import type { ConnectionSettings } from '../servers/settings';
import { StatusPoll } from './status-poll';

export type ConnectionRegistryOptions = {
  sidecar: Pick<SidecarClient, 'of' | 'check'> & ServerListOptions['sidecar'];
  settings: ConnectionSettings;
  trans: TranslationBundle;
  /** JupyterLab's window and document. */
  window: ConstructorParameters<typeof StatusPoll>[0]['window'] &
    ConstructorParameters<typeof NetworkWatch>[0]['network'];
  document: ConstructorParameters<typeof StatusPoll>[0]['document'];
};

export class ConnectionRegistry implements IConnections, IDisposable {
  constructor(private readonly _options: ConnectionRegistryOptions) {
    this._servers = new ServerList(_options);
    this.handover = this._add(HANDOVER);
    this._servers.changed.connect(() => this._changed.emit());
  }

  readonly handover: IConnection;

  get default(): IConnection {
    const { settings } = this._options;
    return this.get(
      defaultKey({
        chosen: settings.default,
        own: settings.servers,
        reply: this._servers.reply
      })
    );
  }

  get items(): readonly IConnection[] {
    return this._items;
  }

  get servers(): readonly ServerStatus[] {
    return this._servers.items;
  }

  get policy(): ConnectionPolicy | null {
    return this._servers.reply;
  }

  get environment(): ConnectionData {
    return this._options.settings.environment;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** An unknown key has a connection too. Its status is an error, and nothing reaches a database. */
  get(key: ConnectionKey = HANDOVER): IConnection {
    return this._items.find(item => item.key === key) ?? this._add(key);
  }

  ready(): Promise<void> {
    return this._servers.ready();
  }

  refresh(): Promise<void> {
    return this._servers.refresh();
  }

  check(): Promise<CheckReply> {
    return this._options.sidecar.check();
  }

  setDefault(key: ConnectionKey): Promise<void> {
    return this._options.settings.setDefault(key);
  }

  setEnvironment(names: ConnectionData): Promise<void> {
    return this._options.settings.setEnvironment(names);
  }

  setReadOnly(server: string, isReadOnly: boolean): Promise<void> {
    return this._options.settings.setReadOnly(server, isReadOnly);
  }

  isReadOnly(server: string): boolean {
    return this._options.settings.readOnly.has(server);
  }

  async signIn(
    server: string | NewServer,
    credentials: Credentials
  ): Promise<IConnection> {
    const id = await this._servers.signIn(server, credentials);
    const connection = this.get(id);
    await this._lookAt(id);
    return connection;
  }

  async signOut(server: string): Promise<SignOutReply> {
    const reply = await this._servers.signOut(server);
    await this._lookAt(server);
    return reply;
  }

  async removeServer(server: string): Promise<void> {
    if (this._servers.find(server)?.state === 'connected') {
      await this.signOut(server);
    }
    await this._options.settings.forget(server);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._parts.forEach(part => part.dispose());
      this._servers.dispose();
      Signal.clearData(this);
    }
  }

  /** The user signed in to a server, or out: its connections may have another status. */
  private async _lookAt(server: string): Promise<void> {
    await Promise.all(
      this._items
        .filter(item => item.server === server)
        .map(item => item.refresh())
    );
  }

  private _add(key: ConnectionKey): IConnection {
    const { sidecar, trans, window, document } = this._options;
    const server = serverOf(key);
    const isReadOnly = (): boolean => this.isReadOnly(server);
    const connection = new ConnectionModel({
      ...{ key, isReadOnly },
      client: sidecar.of(key, isReadOnly),
      serverLabel: () =>
        serverLabel(this._servers.find(server) ?? { id: server }, trans),
      introduce: () => this._servers.introduce(server)
    });
    this._parts.push(
      connection,
      new StatusPoll({ connection, window, document }),
      new NetworkWatch({ connection, network: window })
    );
    this._items.push(connection);
    this._changed.emit();
    return connection;
  }

  private _isDisposed = false;
  private readonly _servers: ServerList;
  private readonly _items: IConnection[] = [];
  private readonly _parts: IDisposable[] = [];
  private readonly _changed = new Signal<this, void>(this);
}
