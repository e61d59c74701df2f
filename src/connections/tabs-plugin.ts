/** Shows the connection on the tabs of SQL editors. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IConnections, ISqlEditors } from '../tokens';

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
    editors.beforeFirst(async () => {
      const { addConnectionTabs } = await import(
        /* webpackChunkName: "with-editor" */ './add-connection-tabs'
      );
      addConnectionTabs(app, {
        connections,
        editors,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
