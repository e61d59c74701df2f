/** Warns of each connection whose session is about to end. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { endWith } from '../lifetime/end-with';
import { IConnections } from '../tokens';
import { ExpiryNotifier } from './expiry-notifier';

export const sessionEndPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:session-end',
  description: 'Warns before a database session ends.',
  autoStart: true,
  requires: [IConnections],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const followed = new Set<unknown>();
    const followNew = (): void => {
      for (const connection of connections.items) {
        if (!followed.has(connection)) {
          followed.add(connection);
          endWith(app.shell, new ExpiryNotifier({ connection, trans }));
        }
      }
    };
    connections.changed.connect(followNew);
    followNew();
  }
};
