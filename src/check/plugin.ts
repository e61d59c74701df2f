/** Adds the command that has the Jupyter server check the installation, and shows what it finds. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnections } from '../tokens';

export const checkPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:check',
  description: 'Checks settings, session and database, and says what to do.',
  autoStart: true,
  requires: [IConnections],
  optional: [ITranslator, ICommandPalette],
  activate: (
    { commands }: JupyterFrontEnd,
    connections: IConnections,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    commands.addCommand(CommandIDs.check, {
      label: trans.__('Check the OmniSci Installation…'),
      caption: trans.__('Check settings, session and database'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { showCheck } = await import('./check-dialog');
        await showCheck({ check: () => connections.check(), trans });
      }
    });
    palette?.addItem({ command: CommandIDs.check, category: CATEGORY });
  }
};
