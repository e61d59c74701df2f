/** Provides the connections. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { SidecarClient } from '../sidecar/client';
import { IConnections } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { PasswordNotice } from '../servers/password-notice';
import { ConnectionSettings } from '../servers/settings';
import { ConnectionRegistry } from './registry';

export const connectionPlugin: JupyterFrontEndPlugin<IConnections> = {
  id: 'jupyterlab-omnisci:connection',
  description: 'Provides the connections to databases.',
  autoStart: true,
  provides: IConnections,
  requires: [ISettingRegistry],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    settingRegistry: ISettingRegistry,
    translator: ITranslator | null
  ): IConnections => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { serverSettings } = app.serviceManager;
    const sidecar = new SidecarClient({ serverSettings, trans, page: window });
    const settings = new ConnectionSettings(settingRegistry);
    const connections = new ConnectionRegistry({
      ...{ sidecar, settings, trans, window, document }
    });
    endWith(app.shell, connections, settings);
    // JupyterLab shows no notification before it has started.
    void app.restored.then(() =>
      endWith(app.shell, new PasswordNotice({ settings, trans }))
    );
    void connections.ready();
    return connections;
  }
};
