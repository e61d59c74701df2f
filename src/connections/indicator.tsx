/** Tells, in a toolbar, who is connected to which database; a click connects anew. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';
import type { IConnection, ISqlEditor } from '../tokens';
import { connectionName, describeConnection } from './status';
import type { ConnectionStatus } from '../tokens';

export class ConnectionIndicator extends ReactWidget {
  constructor(
    private readonly _options: {
      editor: Pick<ISqlEditor, 'connection'> & {
        readonly connectionChanged: ISignal<unknown, void>;
      };
      trans: TranslationBundle;
    }
  ) {
    super();
    this.addClass('jp-OmniSciConnection');
    _options.editor.connectionChanged.connect(this._follow, this);
    this._follow();
  }

  protected override render(): React.ReactElement {
    return this._button(this._options.editor.connection.status);
  }

  private _button(status: ConnectionStatus | null): React.ReactElement {
    const { editor, trans } = this._options;
    const reply = status?.state === 'connected' ? status.reply : null;
    const label =
      status === null
        ? trans.__('Connecting…')
        : reply
          ? connectionName(reply)
          : trans.__('Not connected');
    const tooltip = reply
      ? trans.__(
          '%1. Connected to server version %2. Click to reconnect.',
          describeConnection(reply),
          reply.serverVersion ?? '?'
        )
      : trans.__('%1 Click to try again.', status?.message ?? '').trim();
    return (
      <button
        className={`jp-OmniSciConnection-button jp-mod-${connectionClass(status)}`}
        title={tooltip}
        onClick={() => void editor.connection.refresh()}
      >
        <span className="jp-OmniSciConnection-dot" aria-hidden="true" />
        <span className="jp-OmniSciConnection-label">{label}</span>
      </button>
    );
  }

  private _follow(): void {
    this._followed?.statusChanged.disconnect(this.update, this);
    this._followed = this._options.editor.connection;
    this._followed.statusChanged.connect(this.update, this);
    this.update();
  }

  private _followed: IConnection | null = null;
}

function connectionClass(status: ConnectionStatus | null): string {
  if (status === null) {
    return 'connecting';
  }
  return status.state === 'connected' ? 'connected' : 'trouble';
}
