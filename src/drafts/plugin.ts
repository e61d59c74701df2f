/** Saves the texts of SQL editors without a file, and reopens closed ones. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CATEGORY, CommandIDs } from '../command-ids';
import { handedQuery } from '../connection-info/handed-query';
import {
  IConnections,
  IPageLife,
  ISqlDrafts,
  ISqlEditors,
  type SqlDraft
} from '../tokens';
import { endWith } from '../lifetime/end-with';
import type { ClosedDrafts } from './closed-drafts';

export const draftsPlugin: JupyterFrontEndPlugin<ISqlDrafts> = {
  id: 'jupyterlab-omnisci:drafts',
  description: 'Saves the text of closed SQL editors.',
  autoStart: true,
  provides: ISqlDrafts,
  requires: [IConnections, ISqlEditors, IPageLife],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    sqlEditors: ISqlEditors,
    page: IPageLife,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): ISqlDrafts => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, serviceManager } = app;

    const open = async (draft: SqlDraft): Promise<void> => {
      const editor = await sqlEditors.open({ draft });
      if (editor) {
        app.shell.activateById(editor.widget.id);
      }
    };
    const create = async (): Promise<ClosedDrafts> => {
      const [{ ClosedDrafts }, { DraftStore }] = await Promise.all([
        import('./closed-drafts'),
        import('./draft-store')
      ]);
      const closed = new ClosedDrafts({
        store: new DraftStore(serviceManager.serverSettings.baseUrl),
        page,
        now: () => Date.now(),
        isGiven: sql => {
          const { status } = connections.handover;
          return status !== null && sql === handedQuery(status);
        },
        open
      });
      endWith(app.shell, closed);
      return closed;
    };
    let created: Promise<ClosedDrafts> | null = null;
    const drafts = (): Promise<ClosedDrafts> => (created ??= create());

    sqlEditors.beforeFirst(async () => {
      const { keepDrafts } = await import(
        /* webpackChunkName: "with-editor" */ './keep-drafts'
      );
      keepDrafts(app, { sqlEditors, drafts, trans });
    });

    commands.addCommand(CommandIDs.reopenSqlEditor, {
      label: trans.__('Reopen Closed SQL Editor'),
      caption: trans.__('Reopen the SQL editor that was closed last'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const closed = await drafts();
        await closed.load();
        const [last] = closed.items;
        if (last) {
          await closed.reopen(last);
        } else {
          Notification.info(
            trans.__('There is no closed SQL editor to reopen.'),
            { autoClose: 5_000 }
          );
        }
      }
    });
    palette?.addItem({
      command: CommandIDs.reopenSqlEditor,
      category: CATEGORY
    });
    return { closed: drafts };
  }
};
