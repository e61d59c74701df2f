/** JupyterLab's Undo and Redo, for SQL editors. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type IMainMenu } from '@jupyterlab/mainmenu';
import type { Widget } from '@lumino/widgets';
import { CommandIDs } from '../command-ids';
import { type ISqlEditors, type ISqlEditor } from '../tokens';
import type { TranslationBundle } from '@jupyterlab/translation';

export function addUndo(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    mainMenu,
    trans
  }: { sqlEditors: ISqlEditors; mainMenu: IMainMenu; trans: TranslationBundle }
): void {
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
