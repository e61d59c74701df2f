/** Wires what is known of the schema, and its browser in the left side bar, into JupyterLab. */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnection, ISchema, ISqlEditors } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { SchemaBrowser } from './browser';
import { SchemaCache } from './cache';
import { addSchemaCommands } from './commands';
import { SchemaPanel } from './panel';
import { askScalar } from './scalar';

/** Below the file browser and the running sessions, which have 100 and 200. */
const RANK = 250;

export const schemaPlugin: JupyterFrontEndPlugin<ISchema> = {
  id: 'jupyterlab-omnisci:schema',
  description: 'Knows the tables and columns of the connected database.',
  autoStart: true,
  provides: ISchema,
  requires: [IConnection, ISqlEditors],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    editors: ISqlEditors
  ): ISchema => {
    const schema = new SchemaCache({
      connection,
      editors,
      countRows: async table => {
        const { countSql } = await import('./statements');
        const count = await askScalar(connection.client, countSql(table));
        return typeof count === 'bigint' ? count : Number(count);
      }
    });
    endWith(app.shell, schema);
    return schema;
  }
};

export const schemaBrowserPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:schema-browser',
  description: 'Shows the database’s tables and columns in the side bar.',
  autoStart: true,
  requires: [IConnection, ISqlEditors, ISchema],
  optional: [ITranslator, ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    editors: ISqlEditors,
    schema: ISchema,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const browser = new SchemaBrowser({ schema, trans });
    endWith(shell, browser);
    addSchemaCommands({ app, browser, schema, connection, editors, trans });
    const panel = new SchemaPanel({
      browser,
      schema,
      connection,
      insertName: () => void commands.execute(CommandIDs.insertSchemaName),
      refresh: () => void commands.execute(CommandIDs.refreshSchema),
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
    for (const command of [CommandIDs.showSchema, CommandIDs.refreshSchema]) {
      palette?.addItem({ command, category: CATEGORY });
    }
  }
};
