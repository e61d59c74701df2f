/** Provides the connection, and keeps what is known of it up to date. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { SidecarClient } from '../sidecar/client';
import { HANDOVER } from '../sidecar/route-request';
import { IConnection } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { ConnectionModel } from './model';
import { NetworkWatch } from './network-watch';
import { StatusPoll } from './status-poll';

export const connectionPlugin: JupyterFrontEndPlugin<IConnection> = {
  id: 'jupyterlab-omnisci:connection',
  description: 'Provides the database session that this JupyterLab was handed.',
  autoStart: true,
  provides: IConnection,
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): IConnection => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { serverSettings } = app.serviceManager;
    const client = new SidecarClient({
      serverSettings,
      trans,
      page: window
    }).of(HANDOVER);
    const connection = new ConnectionModel({ client });
    endWith(
      app.shell,
      connection,
      new StatusPoll({ connection, window, document }),
      new NetworkWatch({ connection, network: window })
    );

    app.commands.addCommand(CommandIDs.retryConnection, {
      label: trans.__('Reconnect to the Database'),
      caption: trans.__('Read the session again and connect with it'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => connection.refresh()
    });
    palette?.addItem({
      command: CommandIDs.retryConnection,
      category: CATEGORY
    });
    return connection;
  }
};
