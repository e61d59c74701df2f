/** Commands for a SQL editor without a file: save it as a file, rename it. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import type { ISqlEditor } from '../tokens';
import type { SqlEditors } from '../sql-editor/sql-editors';
import type { SqlFiles } from '../sql-files/sql-file';

export type UntitledCommandsOptions = {
  editors: SqlEditors;
  files: SqlFiles;
  fileBrowser: IDefaultFileBrowser | null;
  trans: TranslationBundle;
};

export function addUntitledCommands(
  app: JupyterFrontEnd,
  { editors, files, fileBrowser, trans }: UntitledCommandsOptions
): void {
  const { commands, serviceManager } = app;
  /** The one whose tab the context menu was opened on, or else the current one. */
  const target = (args: object): ISqlEditor | null => {
    if (!('isContextMenu' in args)) {
      return editors.current;
    }
    const tab = app.contextMenuHitTest(node => 'id' in node.dataset);
    return editors.find(tab?.dataset['id'] ?? '');
  };

  commands.addCommand(CommandIDs.saveSqlFile, {
    label: trans.__('Save SQL As File…'),
    caption: trans.__('Save the text of this SQL editor as a file'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => (editors.current?.draft ?? null) !== null,
    execute: async () => {
      const { current, currentContent } = editors;
      if (!current?.draft || !currentContent) {
        return;
      }
      const { saveAsFile } = await import('../sql-files/save-as-file');
      const path = await saveAsFile({
        contents: serviceManager.contents,
        folder: fileBrowser?.model.path ?? '',
        title: current.draft.title,
        sql: () => currentContent.sql,
        isOpen: path => files.isOpen(path),
        trans
      });
      if (path !== null) {
        await files.openInPlaceOf(current, path);
      }
    }
  });
  commands.addCommand(CommandIDs.renameSqlEditor, {
    label: args =>
      'isContextMenu' in args
        ? trans.__('Rename…')
        : trans.__('Rename SQL Editor…'),
    caption: trans.__('Change the title of this SQL editor'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          isContextMenu: {
            type: 'boolean',
            description: trans.__('True for the context menu of a tab')
          }
        }
      }
    },
    isEnabled: args => (target(args)?.draft ?? null) !== null,
    execute: async args => {
      const editor = target(args);
      if (editor?.draft) {
        const { renameEditor } = await import('./rename-editor');
        await renameEditor(editor.widget.title, trans);
      }
    }
  });
  editors.currentChanged.connect(() => {
    commands.notifyCommandChanged(CommandIDs.saveSqlFile);
    commands.notifyCommandChanged(CommandIDs.renameSqlEditor);
  });
}
