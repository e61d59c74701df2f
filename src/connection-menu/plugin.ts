/** Adds the connection button to the toolbars of SQL editors and of Vega documents, and the command to reconnect. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { CATEGORY, CommandIDs } from '../command-ids';
import { notifyFailure } from '../text/notify-failure';
import { IConnections, ISchemas, ISqlEditors } from '../tokens';
import {
  ConnectionButton,
  type ConnectionButtonOptions
} from './connection-button';
import type { EditorMenu, EditorMenuOptions } from './editor-menu';

/** The widget of an editor's toolbar. */
type EditorContent = Widget & {
  readonly model: ConnectionButtonOptions['editor'] &
    EditorMenuOptions['editor'];
};

/** Those that have the button; see `schema/sql-editor.json` and `schema/vega-viewer.json`. */
const TOOLBARS = ['OmniSci SQL Editor', 'OmniSci Vega'];

const loadMenu = () => import('./editor-menu');

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
    const createButton = ({ model: editor }: EditorContent): Widget => {
      let menu: EditorMenu | null = null;
      const button = new ConnectionButton({
        ...{ editor, connections, trans },
        open: (node, isByKey) => {
          open(node, isByKey).catch((error: unknown) =>
            notifyFailure({
              title: trans.__('The connection'),
              message: error instanceof Error ? error.message : String(error),
              trans
            })
          );
        }
      });
      const open = async (
        node: HTMLElement,
        isByKey: boolean
      ): Promise<void> => {
        const { EditorMenu } = await loadMenu();
        if (!button.isDisposed) {
          menu ??= new EditorMenu({
            ...{ editor, connections, schemas, commands, trans }
          });
          await menu.open(node, isByKey);
        }
      };
      button.disposed.connect(() => menu?.dispose());
      // At the first click it is there.
      loadMenu().catch(() => undefined);
      return button;
    };
    for (const toolbar of TOOLBARS) {
      toolbarRegistry.addFactory(toolbar, 'connection', createButton);
    }

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
