/**
 * Shows at most one notification about a connection, if nothing else on screen shows its error, and
 * removes it when the connection works again.
 */
import type { IDisposable } from '@lumino/disposable';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';
import { notifyFailure } from '../text/notify-failure';
import { HANDOVER } from '../sidecar/route-address';
import type { IConnection } from '../tokens';
import type { ConnectionStatus } from '../tokens';

/** Milliseconds in which a workspace opens the widgets that show the error themselves. */
const DELAY_MS = 1_000;

const UNTOLD: ReadonlySet<ConnectionStatus['state']> = new Set([
  'connected',
  // JupyterLab shows a dialog for it.
  'server_unreachable',
  // Not an error: a widget that needs the connection asks the user.
  'sign_in_needed'
] as const);

export type ErrorNotifierOptions = {
  connection: IConnection;
  /**
   * True if nothing uses the connection, or if a widget on screen shows the error and lets the user
   * try again.
   */
  isNeedless: () => boolean;
  trans: TranslationBundle;
};

export class ErrorNotifier implements IDisposable {
  constructor(private readonly _options: ErrorNotifierOptions) {
    _options.connection.statusChanged.connect(this.update, this);
  }

  get isDisposed(): boolean {
    return this._debouncer.isDisposed;
  }

  /** Removes the notification and shows no other. */
  dispose(): void {
    Signal.disconnectReceiver(this);
    this._debouncer.dispose();
    if (this._shown) {
      Notification.dismiss(this._shown.id);
      this._shown = null;
    }
  }

  /** Also called when the widgets on screen change. */
  update(): void {
    if (this._shown && !this._isWanted(this._shown.status)) {
      Notification.dismiss(this._shown.id);
      this._shown = null;
    }
    void this._debouncer.invoke();
  }

  private _show(): void {
    const { status } = this._options.connection;
    if (status && !this._shown && this._isWanted(status)) {
      this._shown = { status, id: this._emit(status) };
    }
  }

  /** True if there is an error that nothing else shows. */
  private _isWanted({ state, message }: ConnectionStatus): boolean {
    const { connection, isNeedless } = this._options;
    return (
      !UNTOLD.has(state) &&
      connection.status?.state === state &&
      connection.status.message === message &&
      !isNeedless()
    );
  }

  private _emit({ message, requestId }: ConnectionStatus): string {
    const { connection, trans } = this._options;
    return notifyFailure({
      title: trans.__('The database session'),
      message:
        connection.server === HANDOVER
          ? message
          : `${connection.label}: ${message}`,
      requestId,
      actions: [
        {
          label: trans.__('Try again'),
          displayType: 'accent',
          callback: () => void connection.refresh()
        }
      ],
      trans
    });
  }

  /** Kept while the error lasts, even if the user closed it, so that it is shown once. */
  private _shown: { id: string; status: ConnectionStatus } | null = null;
  private readonly _debouncer = new Debouncer(() => this._show(), DELAY_MS);
}
