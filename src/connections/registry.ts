/** The connections of this JupyterLab: makes each, keeps its status up to date, and ends it. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionKey } from '../../server/protocol';
import type { SidecarClient } from '../sidecar/client';
import { HANDOVER } from '../sidecar/route-request';
import type { IConnection, IConnections } from '../tokens';
import { ConnectionModel } from './model';
import { NetworkWatch } from './network-watch';
import { StatusPoll } from './status-poll';

export type ConnectionsOptions = {
  sidecar: Pick<SidecarClient, 'of'>;
  /** JupyterLab's window and document. */
  window: ConstructorParameters<typeof StatusPoll>[0]['window'] &
    ConstructorParameters<typeof NetworkWatch>[0]['network'];
  document: ConstructorParameters<typeof StatusPoll>[0]['document'];
};

export class Connections implements IConnections, IDisposable {
  constructor(private readonly _options: ConnectionsOptions) {
    this.handover = this._add(HANDOVER);
  }

  readonly handover: IConnection;

  get items(): readonly IConnection[] {
    return this._items;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** One that the sidecar does not know says so, and sends nothing to another database. */
  get(key: ConnectionKey = HANDOVER): IConnection {
    return this._items.find(item => item.key === key) ?? this._add(key);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._parts.forEach(part => part.dispose());
      Signal.clearData(this);
    }
  }

  private _add(key: ConnectionKey): IConnection {
    const { sidecar, window, document } = this._options;
    const connection = new ConnectionModel({ key, client: sidecar.of(key) });
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
  private readonly _items: IConnection[] = [];
  private readonly _parts: IDisposable[] = [];
  private readonly _changed = new Signal<this, void>(this);
}
