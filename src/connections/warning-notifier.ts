/** Shows a warning about a working connection, once per page, until its cause is gone. */
import type { IDisposable } from '@lumino/disposable';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { notificationText } from '../text/notification-text';
import { readAllActions } from '../text/read-all';
import type { IConnection } from '../tokens';
import type { ConnectionStatus } from '../tokens';

/** It covers the status line; JupyterLab's bell keeps it for later. */
const SHOWN_MS = 30_000;

export class WarningNotifier implements IDisposable {
  constructor(options: { connection: IConnection; trans: TranslationBundle }) {
    this._trans = options.trans;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** A shown warning stays until its time is over. */
  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
  }

  private _onStatusChanged(_: IConnection, { reply }: ConnectionStatus): void {
    if (reply?.warning && !this._wasShown) {
      this._wasShown = true;
      this._id = this._show(reply.warning);
    } else if (reply && !reply.warning && this._id !== null) {
      Notification.dismiss(this._id);
      this._id = null;
    }
  }

  private _show(warning: string): string {
    const trans = this._trans;
    const title = trans.__('Session File');
    return Notification.warning(notificationText(warning), {
      autoClose: SHOWN_MS,
      actions: readAllActions({ title, message: warning }, trans)
    });
  }

  private _id: string | null = null;
  private _wasShown = false;
  private _isDisposed = false;
  private readonly _trans: TranslationBundle;
}
