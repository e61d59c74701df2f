/** Adds the connection button to the toolbar of SQL editors, and the command to reconnect. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnections, ISchemas, ISqlEditors } from '../tokens';
import {
  ConnectionButton,
  type ConnectionButtonOptions
} from './connection-button';
import { EditorMenu, type EditorMenuOptions } from './editor-menu';

/** The widget of an editor's toolbar. */
type EditorContent = Widget & {
  readonly model: ConnectionButtonOptions['editor'] &
    EditorMenuOptions['editor'];
};

export const connectionMenuPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:connection-menu',
  description: 'Lets the user choose what a SQL editor is connected to.',
  autoStart: true,
  requires: [IConnections, IToolbarWidgetRegistry],
  optional: [ITranslator, ICommandPalette, ISqlEditors, ISchemas],
  activate: (
    { commands }: JupyterFrontEnd,
    connections: IConnections,
    toolbarRegistry: IToolbarWidgetRegistry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    editors: ISqlEditors | null,
    schemas: ISchemas | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    toolbarRegistry.addFactory<EditorContent>(
      'OmniSci SQL Editor',
      'connection',
      ({ model: editor }) => {
        const menu = new EditorMenu({
          ...{ editor, connections, schemas, commands, trans }
        });
        const button = new ConnectionButton({
          ...{ editor, connections, trans },
          open: (node, isByKey) => void menu.open(node, isByKey)
        });
        button.disposed.connect(() => menu.dispose());
        return button;
      }
    );

    commands.addCommand(CommandIDs.retryConnection, {
      label: trans.__('Reconnect to the Database'),
      caption: trans.__('Read the session again and connect with it'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            connection: {
              type: 'string',
              description: trans.__(
                'Key of a connection; that of the current SQL editor without it'
              )
            }
          }
        }
      },
      execute: args => {
        const key = args['connection'] as string | undefined;
        const connection =
          key === undefined
            ? (editors?.current?.connection ?? connections.default)
            : connections.get(key);
        return connection.refresh();
      }
    });
    palette?.addItem({
      command: CommandIDs.retryConnection,
      category: CATEGORY
    });
  }
};
