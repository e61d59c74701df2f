/** Shows the connection on the tabs of SQL editors. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { endWith } from '../lifetime/end-with';
import { IConnections, ISqlEditors } from '../tokens';
import { ConnectionTabs } from './connection-tabs';

export const connectionTabsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:connection-tabs',
  description: 'Says on the tabs of SQL editors where they are connected.',
  autoStart: true,
  requires: [IConnections, ISqlEditors],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    editors: ISqlEditors,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    endWith(app.shell, new ConnectionTabs({ connections, editors, trans }));
  }
};
