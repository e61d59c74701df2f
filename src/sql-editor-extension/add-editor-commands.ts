/** The commands of an open SQL editor, and their entries in the palette. */
import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { CATEGORY, CommandIDs } from '../command-ids';
import {
  addUntitledCommands,
  type UntitledCommandsOptions
} from '../untitled-editors/untitled-commands';
import { addRunCommands, RUN_COMMANDS } from './commands';

export function addEditorCommands(
  app: JupyterFrontEnd,
  options: UntitledCommandsOptions & {
    /** `null` where a page has one document. */
    labShell: ILabShell | null;
    palette: ICommandPalette | null;
  }
): void {
  const { labShell, palette } = options;
  addRunCommands(app, options);
  addUntitledCommands(app, options);
  const untitled = labShell
    ? [CommandIDs.saveSqlFile, CommandIDs.renameSqlEditor]
    : [];
  for (const command of [...RUN_COMMANDS, ...untitled]) {
    palette?.addItem({ command, category: CATEGORY });
  }
}
