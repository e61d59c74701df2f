/** Requests the status when the browser loses its network, and once when the network is back. */
import type { IDisposable } from '@lumino/disposable';
import type { IConnection } from '../tokens';

export type NetworkWatchOptions = {
  connection: Pick<IConnection, 'status' | 'refresh'>;
  /** Emits `offline` and `online`; JupyterLab's window. */
  network: EventTarget;
};

export class NetworkWatch implements IDisposable {
  constructor({ connection, network }: NetworkWatchOptions) {
    this._connection = connection;
    const { signal } = this._ending;
    // The connection may still work: a server on this computer needs no network.
    network.addEventListener('offline', () => this._lookAt('connected'), {
      signal
    });
    network.addEventListener('online', () => this._lookAt('down'), {
      signal
    });
  }

  get isDisposed(): boolean {
    return this._ending.signal.aborted;
  }

  dispose(): void {
    this._ending.abort();
  }

  /** One request after the other: the answer while offline does not count once online. */
  private _lookAt(expected: 'connected' | 'down'): void {
    this._looking = this._looking.then(async () => {
      const { status } = this._connection;
      const isConnected = status?.state === 'connected';
      if (
        !this.isDisposed &&
        status &&
        isConnected === (expected === 'connected')
      ) {
        await this._connection.refresh();
      }
    });
  }

  private readonly _connection: NetworkWatchOptions['connection'];
  private readonly _ending = new AbortController();
  private _looking: Promise<void> = Promise.resolve();
}
