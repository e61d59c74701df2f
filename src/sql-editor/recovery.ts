/** Remembers what a connection in trouble stopped, and does it again once the connection is back. */
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionStatus } from '../connection/status';
import type { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';

/** What the connection did wrong, and how what it stopped is done again. */
export type Trouble = {
  error: SidecarError;
  /** True where it only reads and is known not to have run, so that nobody need be asked. */
  isSafe: boolean;
  retry: () => Promise<void>;
};

export class Recovery {
  constructor(private readonly _connection: IConnection) {
    _connection.statusChanged.connect(this._onStatusChanged, this);
  }

  get trouble(): Trouble | null {
    return this._trouble;
  }

  /** True once the connection is back, where something is left that only the user may do again. */
  get isConnected(): boolean {
    return this._isConnected;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Takes note of trouble, and has everybody else told of it. */
  take(trouble: Trouble): void {
    this._trouble = trouble;
    this._wasSeenDown = false;
    this._isConnected = false;
    this._changed.emit();
    // The answer may be that it is back already, as after a moment's failure: then the user
    // decides, for what fails at every try would else be tried for ever.
    void this._connection.refresh();
  }

  /** There is nothing to be done again any more. */
  forget(): void {
    this._trouble = null;
    this._changed.emit();
  }

  /** Reads the session again and, once connected, does what could not be done. */
  async retry(): Promise<void> {
    const { state } = await this._connection.refresh();
    if (state === 'connected') {
      await this._redo();
    }
  }

  dispose(): void {
    this._connection.statusChanged.disconnect(this._onStatusChanged, this);
    Signal.clearData(this);
  }

  private _onStatusChanged(_: IConnection, { state }: ConnectionStatus): void {
    if (!this._trouble) {
      return;
    }
    if (state !== 'connected') {
      this._wasSeenDown = true;
      this._isConnected = false;
    } else if (this._wasSeenDown) {
      this._isConnected = true;
      if (this._trouble.isSafe) {
        void this._redo();
      }
    }
    this._changed.emit();
  }

  private async _redo(): Promise<void> {
    const trouble = this._trouble;
    this.forget();
    await trouble?.retry();
  }

  private _trouble: Trouble | null = null;
  private _wasSeenDown = false;
  private _isConnected = false;
  private readonly _changed = new Signal<this, void>(this);
}
