/** Holds what is known of the connection and asks for it anew; shows nothing. */
import { Signal, type ISignal } from '@lumino/signaling';
import { asSidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import type { ConnectionStatus } from './status';

export class ConnectionModel implements IConnection {
  constructor(options: { client: IConnection['client'] }) {
    this.client = options.client;
  }

  readonly client: IConnection['client'];

  get status(): ConnectionStatus | null {
    return this._status;
  }

  get statusChanged(): ISignal<this, ConnectionStatus> {
    return this._statusChanged;
  }

  /** Calls while one is under way share its answer. */
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

  private async _refresh(): Promise<ConnectionStatus> {
    let status: ConnectionStatus;
    try {
      const reply = await this.client.status();
      status = { state: reply.state, message: reply.message ?? '', reply };
    } catch (error) {
      const { code, message } = asSidecarError(error);
      status = { state: code, message, reply: null };
    }
    this._status = status;
    this._statusChanged.emit(status);
    return status;
  }

  private _status: ConnectionStatus | null = null;
  private _refreshing: Promise<ConnectionStatus> | null = null;
  private readonly _statusChanged = new Signal<this, ConnectionStatus>(this);
}
