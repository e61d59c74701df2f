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
import type { Widget } from '@lumino/widgets';
import { CommandIDs } from '../command-ids';
import { ISqlEditors, type ISqlEditor } from '../tokens';

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
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands } = app;
    const isEnabled = (widget: Widget): boolean =>
      sqlEditors.current?.widget === widget;
    const describedBy = { args: { type: 'object', properties: {} } };
    commands.addCommand(CommandIDs.undo, {
      label: trans.__('Undo in the SQL Editor'),
      describedBy,
      isEnabled: () => sqlEditors.current !== null,
      execute: () => sqlEditors.current?.editor.undo()
    });
    commands.addCommand(CommandIDs.redo, {
      label: trans.__('Redo in the SQL Editor'),
      describedBy,
      isEnabled: () => sqlEditors.current !== null,
      execute: () => sqlEditors.current?.editor.redo()
    });
    const { undoers } = mainMenu.editMenu;
    undoers.undo.add({ id: CommandIDs.undo, isEnabled });
    undoers.redo.add({ id: CommandIDs.redo, isEnabled });
    // Where JupyterLab's keys for Undo and Redo work.
    sqlEditors.opened.connect((_, { editor }: ISqlEditor) => {
      editor.host.setAttribute('data-jp-undoer', 'true');
    });
  }
};
