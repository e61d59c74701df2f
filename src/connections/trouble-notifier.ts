/**
 * Keeps at most one notification about the connection on screen, where nothing else on screen tells
 * of it, and takes it away when healed.
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

/** Milliseconds in which a workspace opens what tells of the trouble itself. */
const DELAY_MS = 1_000;

const UNTOLD: ReadonlySet<ConnectionStatus['state']> = new Set([
  'connected',
  // JupyterLab itself tells of it, in a dialog.
  'server_unreachable',
  // Nothing is wrong: who looks at what needs it is asked there.
  'sign_in_needed'
] as const);

export type TroubleNotifierOptions = {
  connection: IConnection;
  /**
   * True where nobody works with the connection, and where a widget on screen says what is wrong and
   * offers to try again.
   */
  isNeedless: () => boolean;
  trans: TranslationBundle;
};

export class TroubleNotifier implements IDisposable {
  constructor(private readonly _options: TroubleNotifierOptions) {
    _options.connection.statusChanged.connect(this.update, this);
  }

  get isDisposed(): boolean {
    return this._debouncer.isDisposed;
  }

  /** Takes away what is shown, and tells nothing more. */
  dispose(): void {
    Signal.disconnectReceiver(this);
    this._debouncer.dispose();
    if (this._shown) {
      Notification.dismiss(this._shown.id);
      this._shown = null;
    }
  }

  /** Called also when what is on screen has changed. */
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

  /** True of what is the case, and told nowhere else. */
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

  /** Kept while it is so, also where the user has closed it: the same is not told twice. */
  private _shown: { id: string; status: ConnectionStatus } | null = null;
  private readonly _debouncer = new Debouncer(() => this._show(), DELAY_MS);
}
