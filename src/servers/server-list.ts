/** The servers of the sidecar and of the settings. Signs in to them, and out. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  ConnectionsReply,
  ServerStatus,
  SignOutReply
} from '../../server/protocol';
import type { SidecarClient } from '../sidecar/client';
import type { Credentials, NewServer } from '../tokens';
import { mergedServers } from './merged-servers';
import type { ConnectionSettings } from './settings';
import { freeId } from './user-servers';

export type ServerListOptions = {
  sidecar: Pick<SidecarClient, 'connections' | 'signIn' | 'signOut'>;
  settings: ConnectionSettings;
};

export class ServerList implements IDisposable {
  constructor(private readonly _options: ServerListOptions) {
    _options.settings.changed.connect(this._onChanged, this);
  }

  /** The sidecar's last reply; `null` before the first. */
  get reply(): ConnectionsReply | null {
    return this._reply;
  }

  get items(): readonly ServerStatus[] {
    return mergedServers(
      this._reply?.servers ?? [],
      this._options.settings.servers
    );
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  find(id: string): ServerStatus | null {
    return this.items.find(server => server.id === id) ?? null;
  }

  /** Simultaneous calls share one request. Never rejects. */
  refresh(): Promise<void> {
    this._refreshing ??= this._refresh().finally(() => {
      this._refreshing = null;
    });
    return this._refreshing;
  }

  /** Never rejects. */
  ready(): Promise<void> {
    this._ready ??= Promise.all([
      this._options.settings.ready,
      this.refresh()
    ]).then(() => undefined);
    return this._ready;
  }

  /**
   * Resolves to the ID. Rejects with a `SidecarError`, but not if the settings cannot be saved.
   */
  async signIn(
    server: string | NewServer,
    credentials: Credentials
  ): Promise<string> {
    const { sidecar, settings } = this._options;
    const target = this._target(server);
    const { username, database } = await sidecar.signIn({
      ...{ server: target, ...credentials }
    });
    const id = typeof target === 'string' ? target : target.id;
    const known = settings.servers.find(own => own.id === id);
    const last = {
      ...{ id, username, database },
      ...(typeof target === 'string'
        ? { label: '', connection: { protocol: '', host: '', port: '' } }
        : {
            label: target.label,
            connection: {
              protocol: target.protocol,
              host: target.host,
              port: target.port
            }
          })
    };
    const isNews =
      !known || known.username !== username || known.database !== database;
    await Promise.all([
      isNews && settings.remember(last).catch(() => undefined),
      this.refresh()
    ]);
    return id;
  }

  /**
   * Tells the sidecar about a server of the user's own, and signs in if it needs no password.
   * Resolves to false for other servers. Simultaneous calls for a server share one request, because
   * the sidecar takes one sign-in at a time. Rejects with a `SidecarError`.
   */
  introduce(id: string): Promise<boolean> {
    const introduced =
      this._introducing.get(id) ??
      this._introduce(id).finally(() => this._introducing.delete(id));
    this._introducing.set(id, introduced);
    return introduced;
  }

  private async _introduce(id: string): Promise<boolean> {
    const { sidecar, settings } = this._options;
    await settings.ready;
    const server = this._target(id);
    if (typeof server === 'string') {
      return false;
    }
    const { username = '', database = '' } = this.find(id) ?? {};
    await sidecar.signIn({ server, username, database });
    await this.refresh();
    return true;
  }

  /** Rejects with a `SidecarError`. */
  async signOut(server: string): Promise<SignOutReply> {
    const reply = await this._options.sidecar.signOut({ server });
    await this.refresh();
    return reply;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
  }

  /** What the sidecar needs: the address of a user's own server; otherwise the ID. */
  private _target(
    server: string | NewServer
  ): string | ({ id: string } & NewServer) {
    if (typeof server !== 'string') {
      const taken = new Set(this.items.map(({ id }) => id));
      return { ...server, id: freeId(server.label || server.host, taken) };
    }
    const found = this.find(server);
    return found?.origin === 'user'
      ? { id: found.id, label: found.label, ...found.connection }
      : server;
  }

  private async _refresh(): Promise<void> {
    try {
      this._reply = await this._options.sidecar.connections();
    } catch {
      // The status of the connections shows that the sidecar does not answer.
    }
    this._changed.emit();
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _isDisposed = false;
  private _reply: ConnectionsReply | null = null;
  private _refreshing: Promise<void> | null = null;
  private _ready: Promise<void> | null = null;
  private readonly _introducing = new Map<string, Promise<boolean>>();
  private readonly _changed = new Signal<this, void>(this);
}
