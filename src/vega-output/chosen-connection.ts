/** The connection that an output draws on, for the connection button. */
import { Signal, type ISignal } from '@lumino/signaling';
import type { IConnection } from '../tokens';

export class ChosenConnection {
  constructor(private _connection: IConnection) {}

  get connection(): IConnection {
    return this._connection;
  }

  /** Emitted when the user chooses another. */
  get connectionChanged(): ISignal<this, void> {
    return this._connectionChanged;
  }

  /** Draws nothing: the next Run is on that connection. */
  setConnection(connection: IConnection): Promise<boolean> {
    this._connection = connection;
    // The button shows who that is.
    void connection.ready();
    this._connectionChanged.emit();
    return Promise.resolve(true);
  }

  private readonly _connectionChanged = new Signal<this, void>(this);
}
