/** Puts the query that came with the session into an empty editor, once the query is known. */
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { handedQuery } from '../connection-info/handed-query';
import type { ConnectionStatus } from '../tokens';
import type { IConnection } from '../tokens';

/** The edited text, as in JupyterLab's shared models. */
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

  /** Waits for the query, unless the user types or runs something first. Never rejects. */
  async adopt(): Promise<void> {
    this._isWanted = true;
    const { connection } = this._options;
    this._onStatusChanged(connection, await connection.ready());
  }

  /** Stops waiting for it. */
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
