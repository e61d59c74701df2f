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
  type ISqlEditor,
  type SqlDraft
} from '../tokens';
import { endWith } from '../lifetime/end-with';
import type { ClosedNotice } from './closed-notice';
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

    let notice: ClosedNotice | null = null;
    const tellClosed = async (draft: SqlDraft): Promise<void> => {
      const [closed, { ClosedNotice }] = await Promise.all([
        drafts(),
        import('./closed-notice')
      ]);
      if (!notice) {
        notice = new ClosedNotice({
          reopen: draft => void closed.reopen(draft),
          trans
        });
        endWith(app.shell, notice);
      }
      const isKept = await closed.close(draft);
      if (closed.items.some(({ uid }) => uid === draft.uid)) {
        notice.add(draft, isKept);
      }
    };

    sqlEditors.opened.connect((_, editor: ISqlEditor) => {
      const uid = editor.draft?.uid;
      if (uid === undefined) {
        return;
      }
      const keep = async (): Promise<void> => {
        const closed = await drafts();
        if (editor.draft) {
          await closed.keep(editor.draft);
        }
      };
      void keep();
      editor.draftChanged.connect(() => void keep());
      editor.widget.disposed.connect(() => {
        const { draft } = editor;
        if (draft) {
          void tellClosed(draft);
        } else {
          // It has become a file.
          void drafts().then(closed => closed.remove(uid));
        }
      });
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
