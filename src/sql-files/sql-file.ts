/** Opens `.sql` files in SQL editors: the text, its saving and its name are JupyterLab's own. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ConnectionKey } from '../../server/protocol';
import type { CodeFileWidget } from '../code-files/code-file';
import { addCodeFiles, type FillOptions } from '../code-files/code-files';
import { CommandIDs } from '../command-ids';
import { settledDefault } from '../lifetime/settled-default';
import { sqlEditorIcon } from '../icons';
import type { ISqlEditor } from '../tokens';
import { SQL_MIME_TYPE } from '../sql/mime-type';
import type { SqlEditorContent, SqlEditorServices } from '../sql-editor/panel';
import type { SqlEditorSettings } from '../sql-editor/settings';
import type { SqlEditors } from '../sql-editor/sql-editors';

/** What "Open With" calls it. */
export const FACTORY = 'OmniSci SQL Editor';
const FILE_TYPE = 'sql';

export type SqlFilesOptions = {
  editors: SqlEditors;
  services: SqlEditorServices;
  settings: SqlEditorSettings;
  restorer: ILayoutRestorer | null;
};

export type SqlFiles = {
  /** Whether a file is open in a SQL editor. */
  isOpen(path: string): boolean;
  /** Opens a file that has the text of an editor, which goes on there with all that it shows. */
  openInPlaceOf(editor: ISqlEditor, path: string): Promise<void>;
};

export function addSqlFiles(
  app: JupyterFrontEnd,
  { editors, services, settings, restorer }: SqlFilesOptions
): SqlFiles {
  const { docRegistry, commands } = app;
  const { connections, trans } = services;
  if (!docRegistry.getFileType(FILE_TYPE)) {
    docRegistry.addFileType({
      name: FILE_TYPE,
      displayName: trans.__('SQL File'),
      extensions: ['.sql'],
      mimeTypes: ['application/sql', SQL_MIME_TYPE],
      icon: sqlEditorIcon
    });
  }
  /** Editors that go on as the file of a path, once that is open. */
  const moving = new Map<string, ISqlEditor>();
  const contentOf = async (
    context: DocumentRegistry.IContext<DocumentRegistry.ICodeModel>,
    key: ConnectionKey | null
  ): Promise<SqlEditorContent> => {
    const from = moving.get(context.path);
    moving.delete(context.path);
    const content = from && editors.release(from.widget);
    if (content) {
      content.moveTo(context.model);
      content.removeClass('jp-mod-untitled');
      from.widget.dispose();
      return content;
    }
    const [{ SqlEditorContent }] = await Promise.all([
      import('../sql-editor/panel'),
      editors.loadParts()
    ]);
    return new SqlEditorContent({
      ...services,
      connection:
        key === null ? await settledDefault(connections) : connections.get(key),
      codeModel: context.model,
      rowLimit: settings.rowLimit
    });
  };
  const fill = async (
    widget: CodeFileWidget,
    { key, connected }: FillOptions
  ): Promise<void> => {
    const { context } = widget;
    await context.ready;
    // The model of a text file knows no language; an editor has its colours and comments by it.
    context.model.mimeType = SQL_MIME_TYPE;
    const content = widget.isDisposed ? null : await contentOf(context, key);
    if (!content || widget.isDisposed) {
      content?.dispose();
      return;
    }
    widget.content.addWidget(content);
    const editor = editors.add(widget, content, { key: () => context.path });
    editor.connectionChanged.connect(() => connected(editor.connection));
    connected(editor.connection);
    void content.connection.ready();
    if (app.shell.currentWidget === widget) {
      content.activate();
    }
  };
  const tracker = addCodeFiles(app, {
    name: FACTORY,
    label: trans.__('OmniSci SQL Editor'),
    fileTypes: [FILE_TYPE],
    icon: sqlEditorIcon,
    namespace: 'omnisci-sql-file',
    restore: {
      id: CommandIDs.restoreSqlFile,
      label: trans.__('Restore a SQL File')
    },
    ...{ fill, restorer }
  });
  return {
    isOpen: path =>
      tracker.find(({ context }) => context.path === path) !== undefined,
    openInPlaceOf: async (editor, path) => {
      moving.set(path, editor);
      await commands.execute('docmanager:open', {
        path,
        factory: FACTORY,
        options: { ref: editor.widget.id, mode: 'tab-after' }
      });
    }
  };
}
