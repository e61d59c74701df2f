/** Wires what is known of the schema, and its browser in the left side bar, into JupyterLab. */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnections, ISchemas, ISqlEditors, type ISchema } from '../tokens';
import { endWith } from '../lifetime/end-with';
import { SchemaBrowser } from './browser';
import { addSchemaCommands } from './commands';
import { SchemaPanel } from './panel';
import { Schemas } from './schemas';

/** Below the file browser and the running sessions, which have 100 and 200. */
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
  optional: [ITranslator, ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    editors: ISqlEditors,
    schemas: ISchemas,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    /** Of the editor that was used last. */
    const current = (): ISchema =>
      schemas.of(editors.current?.connection ?? connections.handover);
    const browser = new SchemaBrowser({ schema: current(), trans });
    endWith(shell, browser);
    editors.currentChanged.connect(() => {
      browser.schema = current();
    });
    addSchemaCommands({ app, browser, editors, trans });
    const panel = new SchemaPanel({
      browser,
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
