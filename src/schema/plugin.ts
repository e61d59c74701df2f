/** Provides the schemas, and adds the schema browser to the left side bar. */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { refreshIcon } from '@jupyterlab/ui-components';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnections, ISchemas, ISqlEditors } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { SchemaPanel } from './panel';
import { Schemas } from './schemas';

/** After the file browser (100) and the running sessions (200). */
const RANK = 250;

export const schemaPlugin: JupyterFrontEndPlugin<ISchemas> = {
  id: 'jupyterlab-omnisci:schema',
  description: 'Provides the tables and columns of the connected databases.',
  autoStart: true,
  provides: ISchemas,
  requires: [ISqlEditors],
  activate: (app: JupyterFrontEnd, editors: ISqlEditors): ISchemas => {
    const schemas = new Schemas({ editors });
    endWith(app.shell, schemas);
    return schemas;
  }
};

export const schemaBrowserPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:schema-browser',
  description: 'Shows the database’s tables and columns in the side bar.',
  autoStart: true,
  requires: [IConnections, ISqlEditors, ISchemas],
  optional: [ITranslator, ILayoutRestorer, ICommandPalette, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    editors: ISqlEditors,
    schemas: ISchemas,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    state: IStateDB | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const panel = new SchemaPanel({
      load: async () => {
        const { createBrowser } = await import('./create-browser');
        return createBrowser({
          ...{ app, connections, editors, schemas, state, trans }
        });
      },
      trans,
      translator: translator ?? nullTranslator
    });
    shell.add(panel, 'left', { rank: RANK, type: 'OmniSci Database' });
    restorer?.add(panel, panel.id);

    commands.addCommand(CommandIDs.showSchema, {
      label: trans.__('Show Database'),
      caption: trans.__('Show the tables and columns of the database'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => shell.activateById(panel.id)
    });
    commands.addCommand(CommandIDs.refreshSchema, {
      label: trans.__('Refresh Tables and Columns'),
      caption: trans.__('Reload tables and columns from the database'),
      icon: refreshIcon,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => panel.refresh()
    });
    for (const command of [CommandIDs.showSchema, CommandIDs.refreshSchema]) {
      palette?.addItem({ command, category: CATEGORY });
    }
  }
};
