/** Tells of the connection's troubles and warnings where no SQL editor on screen does. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IConnections, ISqlEditors } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { TroubleNotifier } from './trouble-notifier';
import { WarningNotifier } from './warning-notifier';

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
    const connection = connections.handover;
    const notifier = new TroubleNotifier({
      connection,
      isShownElsewhere: () => editors?.isVisible ?? false,
      trans
    });
    editors?.opened.connect(notifier.update, notifier);
    (labShell?.layoutModified ?? app.shell.currentChanged)?.connect(
      notifier.update,
      notifier
    );
    endWith(app.shell, notifier, new WarningNotifier({ connection, trans }));
  }
};
