/** Provides the connections, and the command that connects anew. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { SidecarClient } from '../sidecar/client';
import { IConnections } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { Connections } from './registry';

export const connectionPlugin: JupyterFrontEndPlugin<IConnections> = {
  id: 'jupyterlab-omnisci:connection',
  description: 'Provides the connections to databases.',
  autoStart: true,
  provides: IConnections,
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): IConnections => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { serverSettings } = app.serviceManager;
    const sidecar = new SidecarClient({ serverSettings, trans, page: window });
    const connections = new Connections({ sidecar, window, document });
    endWith(app.shell, connections);

    app.commands.addCommand(CommandIDs.retryConnection, {
      label: trans.__('Reconnect to the Database'),
      caption: trans.__('Read the session again and connect with it'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => connections.handover.refresh()
    });
    palette?.addItem({
      command: CommandIDs.retryConnection,
      category: CATEGORY
    });
    return connections;
  }
};
