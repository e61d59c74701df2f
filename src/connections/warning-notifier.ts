/** Tells once a page what should be mended though the connection works; takes it away when it is. */
import { Notification, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { isTooLongToNotify, notificationText } from '../text/notification-text';
import type { IConnection } from '../tokens';
import type { ConnectionStatus } from './status';

/** It lies on the status line; JupyterLab's bell keeps it for later. */
const SHOWN_MS = 30_000;

export class WarningNotifier {
  constructor(options: { connection: IConnection; trans: TranslationBundle }) {
    this._trans = options.trans;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** What is shown stays until its time is over. */
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
    const readAll: Notification.IAction = {
      label: trans.__('Read All'),
      callback: () => void showErrorMessage(trans.__('Session File'), warning)
    };
    return Notification.warning(notificationText(warning), {
      autoClose: SHOWN_MS,
      actions: isTooLongToNotify(warning) ? [readAll] : []
    });
  }

  private _id: string | null = null;
  private _wasShown = false;
  private _isDisposed = false;
  private readonly _trans: TranslationBundle;
}
