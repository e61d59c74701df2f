/** Wires SQL editors into JupyterLab: commands, palette, launcher, layout. */
import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  IThemeManager,
  IToolbarWidgetRegistry,
  type MainAreaWidget
} from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { ConnectionKey } from '../../server/protocol';
import { CATEGORY, CommandIDs } from '../command-ids';
import { sqlEditorIcon } from '../icons';
import {
  IConnections,
  ISqlEditors,
  type EmbedSqlEditorOptions,
  type IConnection,
  type ISqlEditor,
  type OpenSqlEditorOptions
} from '../tokens';
import { endWith } from '../lifetime/end-with';
import { SqlEditorSettings } from '../sql-editor/settings';
import { addSqlFiles, FACTORY } from '../sql-files/sql-file';
import { SqlEditors } from '../sql-editor/sql-editors';
import type { SqlEditorServices } from '../sql-editor/panel';
import { maySignIn } from '../servers/may-sign-in';
import { createToolbars } from '../sql-editor/toolbars';
import { ErrorAnnouncers } from '../result-view/error-announcers';
import {
  UntitledEditors,
  type SavedEditor
} from '../untitled-editors/untitled-editors';

/** JupyterLab's editor of settings, and the title of ours in it; see `schema/sql-editor.json`. */
const OPEN_SETTINGS = 'settingeditor:open';
const SETTINGS_TITLE = 'OmniSci SQL Editor';

export const sqlEditorPlugin: JupyterFrontEndPlugin<ISqlEditors> = {
  id: 'jupyterlab-omnisci:sql-editor',
  description: 'Adds SQL editors on the handed-over database session.',
  autoStart: true,
  provides: ISqlEditors,
  requires: [
    IConnections,
    IEditorServices,
    IToolbarWidgetRegistry,
    ISettingRegistry
  ],
  optional: [
    ITranslator,
    IThemeManager,
    ILayoutRestorer,
    ICommandPalette,
    ILauncher,
    IMainMenu,
    IDefaultFileBrowser,
    ILabShell
  ],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    editorServices: IEditorServices,
    toolbarRegistry: IToolbarWidgetRegistry,
    settingRegistry: ISettingRegistry,
    translator: ITranslator | null,
    themeManager: IThemeManager | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    mainMenu: IMainMenu | null,
    fileBrowser: IDefaultFileBrowser | null,
    labShell: ILabShell | null
  ): ISqlEditors => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const settings = new SqlEditorSettings(settingRegistry);
    const services: SqlEditorServices = {
      connections,
      editorServices,
      themeManager,
      toolbars: createToolbars({
        toolbarRegistry,
        settingRegistry,
        translator: translator ?? nullTranslator
      }),
      announcers: new ErrorAnnouncers(),
      stopsOnError: () => settings.stopsOnError,
      askToDestroy: async (statements, connection) => {
        if (!settings.confirmsDestruction) {
          return true;
        }
        const { askToDestroy } = await import('../sql-editor/ask-to-destroy');
        const openSettings = commands.hasCommand(OPEN_SETTINGS)
          ? () =>
              void commands.execute(OPEN_SETTINGS, { query: SETTINGS_TITLE })
          : null;
        return askToDestroy({ statements, connection, openSettings, trans });
      },
      signIn: {
        isOffered: () => maySignIn(connections),
        ask: async ({ server }: IConnection) => {
          const key = (await commands.execute(CommandIDs.signIn, {
            server
          })) as ConnectionKey | null;
          return key === null ? null : connections.get(key);
        }
      },
      trans
    };
    /** Notebook 7 shows one document a page. */
    const openOnOwnPage = async (sql: string): Promise<null> => {
      const { createUntitledSqlFile } =
        await import('../sql-files/untitled-sql-file');
      const { contents } = app.serviceManager;
      const folder = fileBrowser?.model.path ?? '';
      const path = await createUntitledSqlFile({ contents, folder, sql });
      await commands.execute('docmanager:open', { path, factory: FACTORY });
      return null;
    };
    const open = (
      options: OpenSqlEditorOptions = {}
    ): Promise<MainAreaWidget | null> =>
      labShell
        ? untitled.open(options)
        : openOnOwnPage(options.draft?.sql ?? options.sql ?? '');
    const preload = (): void => {
      void import('../untitled-editors/create-sql-editor');
      void import('../table/result-table');
      editors.loadParts().catch(() => {
        // The editor that is opened next tries again, and reports it.
      });
    };
    const embed = async (
      options: EmbedSqlEditorOptions
    ): Promise<ISqlEditor> => {
      const [{ embedSqlEditor }] = await Promise.all([
        import('./embed-editor'),
        editors.loadParts()
      ]);
      return embedSqlEditor({ ...options, editors, services, settings });
    };
    const editors: SqlEditors = new SqlEditors({ open, embed, preload });
    endWith(shell, settings, editors);
    const untitled = new UntitledEditors({
      shell,
      editors,
      services,
      settings
    });

    commands.addCommand(CommandIDs.newSqlEditor, {
      label: args =>
        args['isPalette']
          ? trans.__('New OmniSci SQL Editor')
          : trans.__('OmniSci SQL Editor'),
      caption: trans.__('Query the database of your OmniSci session'),
      icon: args => (args['isPalette'] ? undefined : sqlEditorIcon),
      describedBy: {
        args: { type: 'object', properties: { isPalette: { type: 'boolean' } } }
      },
      execute: () => open()
    });
    commands.addCommand(CommandIDs.restoreSqlEditor, {
      label: trans.__('Restore an OmniSci SQL Editor'),
      isVisible: () => false,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            uid: { type: 'string' },
            connection: { type: 'string' },
            title: { type: 'string' },
            sql: { type: 'string' },
            rowLimit: { type: ['integer', 'null'] }
          },
          required: ['uid', 'title', 'sql']
        }
      },
      execute: args => untitled.restore(args as SavedEditor)
    });
    const files = addSqlFiles(app, { editors, services, settings, restorer });
    editors.beforeFirst(async () => {
      const { addEditorCommands } = await import(
        /* webpackChunkName: "with-editor" */ './add-editor-commands'
      );
      addEditorCommands(app, {
        ...{ editors, files, fileBrowser, labShell, palette, trans }
      });
    });

    if (restorer) {
      untitled.restoreAll(restorer);
    }
    palette?.addItem({
      command: CommandIDs.newSqlEditor,
      category: CATEGORY,
      args: { isPalette: true }
    });
    mainMenu?.runMenu.codeRunners.run.add({
      id: CommandIDs.runQuery,
      isEnabled: widget => editors.has(widget)
    });
    launcher?.add({
      command: CommandIDs.newSqlEditor,
      category: CATEGORY,
      rank: 1
    });
    return editors;
  }
};
