/** Adds notebooks that connect to the handed-over session by themselves. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { notebookIcon } from '@jupyterlab/ui-components';
import { endWith } from '../lifetime/end-with';
import { CATEGORY, CommandIDs } from '../command-ids';
import { settledDefault } from '../lifetime/settled-default';
import { handedQuery } from '../connection-info/handed-query';
import { claimWhileOpen, notebookClaims } from './notebook-claims';
import {
  IConnectedNotebooks,
  IConnections,
  type CreateNotebookOptions
} from '../tokens';

export const notebookPlugin: JupyterFrontEndPlugin<IConnectedNotebooks> = {
  id: 'jupyterlab-omnisci:notebook',
  description:
    'Creates notebooks whose first cell connects to the handed-over session.',
  autoStart: true,
  provides: IConnectedNotebooks,
  requires: [IConnections],
  optional: [
    ITranslator,
    IDefaultFileBrowser,
    ICommandPalette,
    INotebookTracker,
    ILabShell
  ],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    translator: ITranslator | null,
    fileBrowser: IDefaultFileBrowser | null,
    palette: ICommandPalette | null,
    tracker: INotebookTracker | null,
    labShell: ILabShell | null
  ): IConnectedNotebooks => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, serviceManager } = app;
    const { baseUrl } = serviceManager.serverSettings;
    const storage = window.localStorage;
    const { locks } = navigator as { locks?: LockManager };
    const claims = notebookClaims({
      ...{ baseUrl, locks, storage, page: window }
    });
    endWith(app.shell, claims);
    tracker?.widgetAdded.connect((_, panel) => claimWhileOpen(claims, panel));

    const untouchedNotebooks = async () => {
      const { UntouchedNotebooks } = await import('./untouched-notebooks');
      return new UntouchedNotebooks({
        storage,
        baseUrl,
        contents: serviceManager.contents,
        openPanel: path =>
          tracker?.find(({ context }) => context.path === path) ?? null
      });
    };
    const create = async (
      options: CreateNotebookOptions = {},
      more: readonly string[] = []
    ): Promise<NotebookPanel | null> => {
      const { connection = connections.handover } = options;
      const [
        { openUntitledNotebook, saveUntouched },
        untouched,
        { connectionCell }
      ] = await Promise.all([
        import('./create-notebook'),
        untouchedNotebooks(),
        import('../cells/connection-cell')
      ]);
      const panel = await openUntitledNotebook({
        commands,
        serviceManager,
        cwd: fileBrowser?.model.path ?? '',
        leftOf: options.leftOf ?? null,
        claims,
        more,
        opensOwnPage: labShell === null,
        ...(options.reuseUntouched && { untouched }),
        source: connection.ready().then(status => {
          const query = options.adoptHandedQuery ? handedQuery(status) : '';
          return connectionCell({
            connection: connection.key,
            environment: connections.environment,
            query
          });
        })
      });
      if (panel) {
        void saveUntouched(panel);
      }
      return panel;
    };
    const insert: IConnectedNotebooks['insert'] = async (
      write,
      options = {}
    ) => {
      const [
        { cellContext, insertCells, isPython },
        { connectionCell, newConnection },
        { freeConnectionNames, freeNames }
      ] = await Promise.all([
        import('./insert-cells'),
        import('../cells/connection-cell'),
        import('../cells/cell-names')
      ]);
      const { connection = connections.handover } = options;
      const { key } = connection;
      const current = tracker?.currentWidget ?? null;
      const open = current && isPython(current) ? current : null;
      if (!open && !labShell) {
        const context = {
          names: freeNames([]),
          connection: newConnection(freeConnectionNames([]))
        };
        return await create(options, write(context));
      }
      const panel = open ?? (await create(options));
      if (!panel) {
        return null;
      }
      const {
        connection: found,
        names,
        connectionNames
      } = cellContext(panel, key);
      insertCells(panel, [
        ...(found
          ? []
          : [
              connectionCell({
                connection: key,
                environment: connections.environment,
                names: connectionNames
              })
            ]),
        ...write({
          names,
          connection: found ?? newConnection(connectionNames)
        })
      ]);
      app.shell.activateById(panel.id);
      return panel;
    };

    commands.addCommand(CommandIDs.createNotebook, {
      label: args =>
        args['isPalette']
          ? trans.__('New Notebook with OmniSci Connection')
          : trans.__('Notebook with OmniSci Connection'),
      caption: trans.__(
        'Create a notebook whose first cell connects to the database'
      ),
      icon: args => (args['isPalette'] ? undefined : notebookIcon),
      describedBy: {
        args: { type: 'object', properties: { isPalette: { type: 'boolean' } } }
      },
      execute: async () => {
        const connection = await settledDefault(connections);
        void connection.refresh();
        try {
          return await create({ connection });
        } catch (error) {
          await showErrorMessage(
            trans.__('The notebook could not be created'),
            error instanceof Error ? error.message : String(error)
          );
          return null;
        }
      }
    });
    palette?.addItem({
      command: CommandIDs.createNotebook,
      category: CATEGORY,
      args: { isPalette: true }
    });
    return {
      create: options => create(options),
      findUntouched: async paths => (await untouchedNotebooks()).find(paths),
      insert
    };
  }
};
