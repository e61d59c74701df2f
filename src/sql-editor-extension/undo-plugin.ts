/**
 * Makes JupyterLab's Undo and Redo work in SQL editors. Its text editors keep no history of their
 * own: without this, the browser would undo only typed text, and would garble it.
 */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISqlEditors } from '../tokens';

export const undoPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:undo',
  description: 'Supports Undo and Redo of the Edit menu in SQL editors.',
  autoStart: true,
  requires: [ISqlEditors, IMainMenu],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    mainMenu: IMainMenu,
    translator: ITranslator | null
  ): void => {
    sqlEditors.beforeFirst(async () => {
      const { addUndo } = await import(
        /* webpackChunkName: "with-editor" */ './add-undo'
      );
      addUndo(app, {
        sqlEditors,
        mainMenu,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
