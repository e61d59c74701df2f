/** Keeps at most one notification about the connection on screen, and takes it away when healed. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IConnection } from '../tokens';
import type { ConnectionStatus } from './status';

export class TroubleNotifier {
  constructor(options: { connection: IConnection; trans: TranslationBundle }) {
    this._connection = options.connection;
    this._trans = options.trans;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
  }

  private _onStatusChanged(_: IConnection, status: ConnectionStatus): void {
    if (this._id !== null) {
      Notification.dismiss(this._id);
      this._id = null;
    }
    // Of a server that cannot be reached JupyterLab itself tells, in a dialog.
    if (['connected', 'server_unreachable'].includes(status.state)) {
      return;
    }
    this._id = Notification.error(status.message, {
      autoClose: false,
      actions: [
        {
          label: this._trans.__('Try again'),
          displayType: 'accent',
          callback: () => {
            void this._connection.refresh();
          }
        }
      ]
    });
  }

  private _id: string | null = null;
  private readonly _connection: IConnection;
  private readonly _trans: TranslationBundle;
}
