/** Shows notifications about the connections that are in use. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnection, IConnections, ISqlEditors } from '../tokens';
import { ErrorNotifier } from './error-notifier';
import { WarningNotifier } from './warning-notifier';

export type ConnectionNoticesOptions = {
  connections: Pick<IConnections, 'items' | 'changed' | 'servers' | 'policy'>;
  editors: Pick<ISqlEditors, 'items' | 'opened' | 'currentChanged'> | null;
  trans: TranslationBundle;
};

export class ConnectionNotices implements IDisposable {
  constructor(private readonly _options: ConnectionNoticesOptions) {
    const { connections, editors } = _options;
    connections.changed.connect(this._addMissing, this);
    editors?.opened.connect(this.update, this);
    editors?.currentChanged.connect(this.update, this);
    this._addMissing();
  }

  /** Also called when the widgets on screen change. */
  update(): void {
    this._errors.forEach(notifier => notifier.update());
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
    this._errors.forEach(notifier => notifier.dispose());
    this._warnings.forEach(notifier => notifier.dispose());
  }

  private _addMissing(): void {
    const { connections, trans } = this._options;
    for (const connection of connections.items) {
      if (!this._errors.has(connection)) {
        const isNeedless = (): boolean => this._isNeedless(connection);
        this._errors.set(
          connection,
          new ErrorNotifier({ connection, isNeedless, trans })
        );
        this._warnings.push(new WarningNotifier({ connection, trans }));
      }
    }
  }

  /** The notebook uses the handed-over connection too, if one is expected. */
  private _isNeedless(connection: IConnection): boolean {
    const users =
      this._options.editors?.items.filter(
        editor => editor.connection === connection
      ) ?? [];
    return (
      users.some(({ widget }) => widget.isVisible) ||
      (users.length === 0 &&
        (connection.key !== HANDOVER || !this._hasHandover))
    );
  }

  private get _hasHandover(): boolean {
    const { policy, servers } = this._options.connections;
    return policy === null || servers.some(({ id }) => id === HANDOVER);
  }

  private _isDisposed = false;
  private readonly _errors = new Map<IConnection, ErrorNotifier>();
  private readonly _warnings: WarningNotifier[] = [];
}
