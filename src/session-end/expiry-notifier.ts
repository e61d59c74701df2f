/**
 * Warns before the session of a connection ends, and offers the page where the user logs in. Takes
 * the warning away once the session is another, or has ended.
 */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { isOffline } from '../sidecar/network';
import type { IConnection } from '../tokens';
import { endOf, endText, isEnding } from './expiry';
import { openLogin } from './log-in';

/** Milliseconds between two looks at the clock, and in the last minutes at the session. */
const INTERVAL_MS = 20_000;

export type ExpiryNotifierOptions = {
  connection: IConnection;
  /** Milliseconds since 1970. */
  now?: () => number;
  trans: TranslationBundle;
};

export class ExpiryNotifier implements IDisposable {
  constructor(private readonly _options: ExpiryNotifierOptions) {
    this._poll = new Poll({
      name: 'jupyterlab-omnisci:session-expiry',
      frequency: { interval: INTERVAL_MS, backoff: false },
      standby: () => isOffline() || endOf(_options.connection) === null,
      factory: () => this.look()
    });
    _options.connection.statusChanged.connect(this._update, this);
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  dispose(): void {
    this._options.connection.statusChanged.disconnect(this._update, this);
    this._poll.dispose();
    this._dismiss();
  }

  /** In the last minutes asks for the session, which may have been renewed. Never rejects. */
  async look(): Promise<void> {
    const { connection, now = Date.now } = this._options;
    if (isEnding(connection, now())) {
      await connection.refresh();
    }
  }

  private _update(): void {
    const { connection, now = Date.now } = this._options;
    const end = endOf(connection);
    if (end === null || !isEnding(connection, now()) || end <= now()) {
      this._dismiss();
    } else if (this._warnedOf !== end) {
      this._dismiss();
      this._warnedOf = end;
      this._id = this._show(end, now());
    }
  }

  private _show(end: number, now: number): string {
    const { connection, trans } = this._options;
    const loginUrl = connection.status?.reply?.loginUrl;
    const what = trans.__(
      'Your database session ends at %1.',
      endText(end, now)
    );
    const remedy = loginUrl
      ? trans.__('Log in again to go on. The text of your SQL editors is kept.')
      : trans.__(
          'Open JupyterLab from Immerse again to go on. The text of your SQL editors is kept.'
        );
    return Notification.warning(`${what} ${remedy}`, {
      autoClose: false,
      actions: loginUrl
        ? [
            {
              label: trans.__('Log In'),
              displayType: 'accent',
              callback: event => {
                // It stays until the session is another.
                event.preventDefault();
                openLogin(loginUrl);
              }
            }
          ]
        : []
    });
  }

  private _dismiss(): void {
    if (this._id !== null) {
      Notification.dismiss(this._id);
      this._id = null;
    }
  }

  private _id: string | null = null;
  /** So that a warning that the user has closed stays closed. */
  private _warnedOf: number | null = null;
  private readonly _poll: Poll;
}
