/**
 * The connection of the schema browser: of the current SQL editor, or a pinned one, which the
 * workspace keeps.
 */
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionKey } from '../../server/protocol';
import { shortLabel } from '../connection-info/short-label';
import type { IConnection, IConnections, ISqlEditors } from '../tokens';

export type BrowsedConnectionOptions = {
  connections: IConnections;
  editors: Pick<ISqlEditors, 'items' | 'current' | 'currentChanged'>;
  trans: TranslationBundle;
};

/** A connection that the browser can be pinned to. */
export type PinChoice = { key: ConnectionKey; label: string };

export class BrowsedConnection implements IDisposable {
  constructor(private readonly _options: BrowsedConnectionOptions) {
    const { connections, editors } = _options;
    editors.currentChanged.connect(this._onChanged, this);
    connections.changed.connect(this._onChanged, this);
  }

  get value(): IConnection {
    const { connections } = this._options;
    return this._pinned === null
      ? this.followed
      : connections.get(this._pinned);
  }

  /** The connection of the last used editor; without editors, of a new one. */
  get followed(): IConnection {
    const { connections, editors } = this._options;
    return editors.current?.connection ?? connections.default;
  }

  /** `null` if it follows the editors. */
  get pinned(): ConnectionKey | null {
    return this._pinned;
  }

  set pinned(key: ConnectionKey | null) {
    if (key !== this._pinned) {
      this._pinned = key;
      this._changed.emit();
    }
  }

  /** The connections of open editors and of signed-in servers, and the pinned one. */
  get choices(): readonly PinChoice[] {
    const { connections, editors, trans } = this._options;
    const pinned = this._pinned === null ? [] : [this.value];
    const used = [...editors.items.map(editor => editor.connection), ...pinned];
    const labels = new Map<ConnectionKey, string>([
      ...connections.servers
        .filter(({ state }) => state === 'connected')
        .map(
          ({ id, label }) =>
            [
              id,
              shortLabel({ key: id, server: id, label: label || id }, trans)
            ] as const
        ),
      ...used.map(item => [item.key, shortLabel(item, trans)] as const)
    ]);
    return [...labels].map(([key, label]) => ({ key, label }));
  }

  /** Emitted when anything above may have changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _pinned: ConnectionKey | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

const ID = 'jupyterlab-omnisci:schema-browser';

/** Restores the saved pin, unless the user chose meanwhile; then saves each choice. */
export async function keepPin(
  browsed: BrowsedConnection,
  state: IStateDB
): Promise<void> {
  let last = await savedPin(state);
  const save = (): void => {
    const { pinned } = browsed;
    if (pinned !== last) {
      last = pinned;
      // If it cannot be saved, the browser follows the editors after the next reload.
      void state.save(ID, { pinned }).catch(() => undefined);
    }
  };
  browsed.pinned ??= last;
  save();
  browsed.changed.connect(save);
}

async function savedPin(state: IStateDB): Promise<ConnectionKey | null> {
  const saved = await state.fetch(ID).catch(() => undefined);
  const pinned = (saved as { pinned?: unknown } | undefined)?.pinned;
  return typeof pinned === 'string' && pinned !== '' ? pinned : null;
}
