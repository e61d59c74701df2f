/** One connection and its status. Requests the status again when it may have changed. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionKey, Limits, StatusReply } from '../../server/protocol';
import type { ConnectionClient } from '../sidecar/connection-client';
import { asSidecarError, type SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import { databaseOf, serverOf } from '../connection-info/connection-key';
import { connectionName } from '../connection-info/connection-name';
import { NO_LIMITS } from '../connection-info/limits';
import type { ConnectionStatus } from '../tokens';

export type ConnectionModelOptions = {
  key: ConnectionKey;
  /** Disposed with the connection. */
  client: ConnectionClient;
  /** The label of its server. */
  serverLabel?: () => string;
  isReadOnly?: () => boolean;
  /**
   * Tells the sidecar about the server, if the sidecar does not know it. Resolves to false if this
   * page does not know it either. Rejects with a `SidecarError`.
   */
  introduce?: () => Promise<boolean>;
};

export class ConnectionModel implements IConnection, IDisposable {
  constructor(private readonly _options: ConnectionModelOptions) {
    const { key, client } = _options;
    this.key = key;
    this.client = client;
    client.callEnded.connect(this._onCallEnded, this);
    client.queryWaits.connect(this._onQueryWaits, this);
  }

  readonly key: ConnectionKey;
  readonly client: IConnection['client'];

  get server(): string {
    return serverOf(this.key);
  }

  get database(): string | null {
    return databaseOf(this.key) ?? this._status?.reply?.database ?? null;
  }

  get label(): string {
    const label = this._options.serverLabel?.() ?? this.server;
    const database = databaseOf(this.key);
    return database === null ? label : `${label} · ${database}`;
  }

  get isReadOnly(): boolean {
    return (
      this._status?.reply?.readOnly === true ||
      this._options.isReadOnly?.() === true
    );
  }

  /** The last known limits, while there is no reply. */
  get limits(): Limits {
    return this._limits;
  }

  /** The key, until user and database are known. */
  get name(): string {
    return this._name ?? this.key;
  }

  get status(): ConnectionStatus | null {
    return this._status;
  }

  get statusChanged(): ISignal<this, ConnectionStatus> {
    return this._statusChanged;
  }

  /** Simultaneous calls share one request. */
  refresh(): Promise<ConnectionStatus> {
    this._refreshing ??= this._refresh().finally(() => {
      this._refreshing = null;
    });
    return this._refreshing;
  }

  ready(): Promise<ConnectionStatus> {
    return (
      this._refreshing ??
      (this._status ? Promise.resolve(this._status) : this.refresh())
    );
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._options.client.dispose();
    Signal.clearData(this);
  }

  private async _refresh(): Promise<ConnectionStatus> {
    let status: ConnectionStatus;
    try {
      const reply = await this._askForStatus();
      status = { state: reply.state, message: reply.message ?? '', reply };
    } catch (error) {
      const { code, message, requestId } = asSidecarError(error);
      status = { state: code, message, requestId, reply: null };
    }
    this._status = status;
    this._limits = status.reply?.limits ?? this._limits;
    if (status.state === 'connected' && status.reply) {
      this._name = connectionName(status.reply);
    }
    this._statusChanged.emit(status);
    return status;
  }

  /** A restarted sidecar has forgotten the user's own servers. */
  private async _askForStatus(): Promise<StatusReply> {
    try {
      return await this.client.status();
    } catch (error) {
      const isUnknown = asSidecarError(error).code === 'connection_unknown';
      if (!isUnknown || !(await this._options.introduce?.())) {
        throw error;
      }
      return await this.client.status();
    }
  }

  /** Requests the status after a call that contradicts it. */
  private _onCallEnded(_: unknown, error: SidecarError | null): void {
    if (!this._status) {
      return;
    }
    const isConnected = this._status.state === 'connected';
    if (isConnected ? hints(error) : shows(error)) {
      void this.refresh();
    }
  }

  /** A silent database may be busy, stopped or cut off; only its status tells. */
  private _onQueryWaits(): void {
    if (this._status?.state === 'connected') {
      void this.refresh();
    }
  }

  private _isDisposed = false;
  private _name: string | null = null;
  private _limits: Limits = NO_LIMITS;
  private _status: ConnectionStatus | null = null;
  private _refreshing: Promise<ConnectionStatus> | null = null;
  private readonly _statusChanged = new Signal<this, ConnectionStatus>(this);
}

/** True if an error may mean that the connection is lost. */
const hints = (error: SidecarError | null): boolean =>
  error !== null &&
  !error.isBusy &&
  (error.isConnectionError || error.code === 'bad_upstream_answer');

/** True if the database has answered. */
const shows = (error: SidecarError | null): boolean =>
  error === null || error.code === 'query_failed';
