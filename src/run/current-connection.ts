/**
 * The connection for an editor's next statements. Emits the changes of its status.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IConnection } from '../tokens';

export class CurrentConnection implements IDisposable {
  constructor(private _value: IConnection) {
    this._follow();
  }

  get value(): IConnection {
    return this._value;
  }

  set value(value: IConnection) {
    if (value !== this._value) {
      this._unfollow();
      this._value = value;
      this._follow();
      this._changed.emit();
      this._statusChanged.emit();
    }
  }

  /** Emitted when the connection changes. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when its status changes, and when the connection changes. */
  get statusChanged(): ISignal<this, void> {
    return this._statusChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._unfollow();
    Signal.clearData(this);
  }

  private _follow(): void {
    this._value.statusChanged.connect(this._onStatusChanged, this);
  }

  private _unfollow(): void {
    this._value.statusChanged.disconnect(this._onStatusChanged, this);
  }

  private _onStatusChanged(): void {
    this._statusChanged.emit();
  }

  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _statusChanged = new Signal<this, void>(this);
}
