/** Shows errors and warnings of connections if no SQL editor on screen does. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IConnections, ISqlEditors } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { ConnectionNotices } from './connection-notices';

export const connectionNoticesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:connection-notices',
  description: 'Notifies of problems with the database session.',
  autoStart: true,
  requires: [IConnections],
  optional: [ITranslator, ISqlEditors, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    translator: ITranslator | null,
    editors: ISqlEditors | null,
    labShell: ILabShell | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const notices = new ConnectionNotices({
      ...{ connections, editors, trans }
    });
    endWith(app.shell, notices);
    const { update } = notices;
    (labShell?.layoutModified ?? app.shell.currentChanged)?.connect(
      update,
      notices
    );
  }
};
