/** Opens a SQL editor beside the notebook that HEAVY.AI's web server has opened: once for each. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IConnections, ISqlEditors } from '../tokens';
import { handedAt, isHandedNotebook } from './handed-notebook';

/** Kept in this browser: the web server writes the file before each notebook that it opens. */
const KEY = 'jupyterlab-omnisci:immerse';

export const immersePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:immerse',
  description: 'Opens a SQL editor beside a notebook that Immerse has opened.',
  autoStart: true,
  requires: [IConnections, ISqlEditors],
  optional: [INotebookTracker, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    sqlEditors: ISqlEditors,
    notebooks: INotebookTracker | null,
    labShell: ILabShell | null
  ): void => {
    const openBeside = async (shell: ILabShell): Promise<void> => {
      const notebook = notebooks?.find(({ context }) =>
        isHandedNotebook(context.path)
      );
      // Whoever never comes from Immerse is asked nothing.
      if (!notebook) {
        return;
      }
      const connection = connections.handover;
      const written = handedAt((await connection.ready()).reply);
      const key = `${KEY}:${app.serviceManager.serverSettings.baseUrl}`;
      if (written === null || localStorage.getItem(key) === String(written)) {
        return;
      }
      localStorage.setItem(key, String(written));
      if (sqlEditors.items.some(editor => editor.connection === connection)) {
        return;
      }
      if (!notebook.isAttached) {
        // Into a layout that was never saved the web server writes half an area, which JupyterLab
        // drops: the notebook is open then, and nowhere.
        shell.add(notebook, 'main');
      }
      const editor = await sqlEditors.open({ connection });
      if (editor) {
        shell.add(editor.widget, 'main', {
          mode: 'split-right',
          ref: notebook.id
        });
        shell.activateById(notebook.id);
      }
    };
    if (labShell) {
      // Not awaited: JupyterLab has restored only what all plugins are active for.
      void app.restored.then(() => openBeside(labShell));
    }
  }
};
