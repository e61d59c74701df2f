/** Gives an editor without text the query that came with the session, once it is known. */
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { handedQuery } from '../connections/status';
import type { ConnectionStatus } from '../tokens';
import type { IConnection } from '../tokens';

/** The text that is edited, as JupyterLab's shared models have it. */
export type SqlSource = {
  getSource(): string;
  setSource(text: string): void;
};

export type HandedQueryOptions = {
  connection: IConnection;
  source: SqlSource;
  /** Called when the query is in the text. */
  adopted: () => void;
};

export class HandedQuery implements IDisposable {
  constructor(private readonly _options: HandedQueryOptions) {
    _options.connection.statusChanged.connect(this._onStatusChanged, this);
  }

  /** Waits for the query, unless something is typed or run first. Never rejects. */
  async adopt(): Promise<void> {
    this._isWanted = true;
    const { connection } = this._options;
    this._onStatusChanged(connection, await connection.ready());
  }

  /** Does not wait for it any more. */
  forgo(): void {
    this._isWanted = false;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this.forgo();
    Signal.disconnectReceiver(this);
  }

  private _onStatusChanged(_: IConnection, status: ConnectionStatus): void {
    if (status.state !== 'connected' || !this._isWanted) {
      return;
    }
    this.forgo();
    const { source, adopted } = this._options;
    const query = handedQuery(status);
    if (query !== '' && source.getSource().trim() === '') {
      source.setSource(query);
      adopted();
    }
  }

  private _isDisposed = false;
  private _isWanted = false;
}
