/** Warns, once per page, of a password that an older extension left in the settings. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { notifyFailure } from '../text/notify-failure';
import type { ConnectionSettings } from './settings';

/** Below JupyterLab's folder of user settings; https://jupyterlab.readthedocs.io/en/stable/user/directories.html */
const FILE = 'jupyterlab-omnisci/connection.jupyterlab-settings';

export type PasswordNoticeOptions = {
  settings: Pick<
    ConnectionSettings,
    'changed' | 'holdsPasswords' | 'removePasswords'
  >;
  trans: TranslationBundle;
};

export class PasswordNotice implements IDisposable {
  constructor(private readonly _options: PasswordNoticeOptions) {
    _options.settings.changed.connect(this._update, this);
    this._update();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
  }

  private _update(): void {
    const { holdsPasswords } = this._options.settings;
    if (holdsPasswords && this._id === null) {
      this._id = this._show();
    } else if (!holdsPasswords && this._id !== null) {
      Notification.dismiss(this._id);
    }
  }

  private _show(): string {
    const { trans } = this._options;
    return Notification.warning(
      trans.__(
        'A password lies in clear in your settings: %1. It is not used.',
        FILE
      ),
      {
        autoClose: false,
        actions: [
          {
            label: trans.__('Remove'),
            caption: trans.__('Remove the passwords from the settings file'),
            displayType: 'accent',
            callback: () => void this._remove()
          }
        ]
      }
    );
  }

  private async _remove(): Promise<void> {
    const { settings, trans } = this._options;
    try {
      await settings.removePasswords();
    } catch (error) {
      notifyFailure({
        title: trans.__('Remove the Password'),
        message: error instanceof Error ? error.message : String(error),
        trans
      });
    }
  }

  /** Kept even if the user has closed it. */
  private _id: string | null = null;
  private _isDisposed = false;
}
