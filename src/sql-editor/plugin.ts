/** Wires SQL editors into JupyterLab: commands, palette, launcher, layout. */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  IThemeManager,
  IToolbarWidgetRegistry,
  setToolbar,
  WidgetTracker,
  type MainAreaWidget
} from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { ActivityMonitor } from '@jupyterlab/coreutils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';
import { CATEGORY, CommandIDs } from '../command-ids';
import { sqlEditorIcon } from '../icons';
import { IConnection, ISqlEditors, type OpenSqlEditorOptions } from '../tokens';
import { addRunCommands, RUN_COMMANDS } from './commands';
import { SqlEditorSettings } from './settings';
import type { SqlEditorContent } from './panel';
import { addSqlFiles } from './sql-file';
import { SqlEditors } from './sql-editors';
import { keepTextOverReload, textBeforeReload } from './text-over-reload';
import { createToolbars } from './toolbars';

/** What the workspace file keeps of an editor, in plain text on disk: never a credential. */
type SavedEditor = {
  uid: string;
  title: string;
  sql: string;
  /** `null` for no limit; missing for the one of the settings. */
  rowLimit?: number | null;
};

/** How long nothing must be typed until the text is kept, in milliseconds. */
const TYPING_PAUSE = 500;

export const sqlEditorPlugin: JupyterFrontEndPlugin<ISqlEditors> = {
  id: 'jupyterlab-omnisci:sql-editor',
  description: 'Adds SQL editors on the handed-over database session.',
  autoStart: true,
  provides: ISqlEditors,
  requires: [
    IConnection,
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
    IDefaultFileBrowser
  ],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    editorServices: IEditorServices,
    toolbarRegistry: IToolbarWidgetRegistry,
    settingRegistry: ISettingRegistry,
    translator: ITranslator | null,
    themeManager: IThemeManager | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    mainMenu: IMainMenu | null,
    fileBrowser: IDefaultFileBrowser | null
  ): ISqlEditors => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const settings = new SqlEditorSettings(settingRegistry);
    const services = {
      connection,
      editorServices,
      themeManager,
      toolbars: createToolbars({
        toolbarRegistry,
        settingRegistry,
        translator: translator ?? nullTranslator,
        contentOf: widget => editors.contentOf(widget)
      }),
      stopsOnError: () => settings.stopsOnError,
      trans
    };
    const tracker = new WidgetTracker<MainAreaWidget<SqlEditorContent>>({
      namespace: 'omnisci-sql-editor'
    });
    const saved = new WeakMap<MainAreaWidget<SqlEditorContent>, SavedEditor>();

    const add = async (
      editor: SavedEditor
    ): Promise<MainAreaWidget<SqlEditorContent>> => {
      const { createSqlEditor } = await import('./create-sql-editor');
      const { rowLimit = settings.rowLimit } = editor;
      const widget = createSqlEditor({ ...services, ...editor, rowLimit });
      const { content } = widget;
      const keep = (): void => {
        const { sqlToKeep: sql, model } = content;
        const { rowLimit } = model;
        const last = saved.get(widget);
        if (sql !== last?.sql || rowLimit !== last.rowLimit) {
          saved.set(widget, { ...editor, sql, rowLimit });
          void tracker.save(widget);
        }
      };
      saved.set(widget, { ...editor, sql: content.sqlToKeep, rowLimit });
      const typing = new ActivityMonitor({
        signal: content.sqlChanged,
        timeout: TYPING_PAUSE
      });
      typing.activityStopped.connect(keep);
      content.model.changed.connect(keep);
      const forget = keepTextOverReload(editor.uid, () => content.sqlToKeep);
      content.disposed.connect(() => {
        typing.dispose();
        forget();
      });
      shell.add(widget, 'main', { type: 'OmniSci SQL Editor' });
      await tracker.add(widget);
      editors.add(widget, content);
      setToolbar(widget, services.toolbars.editor);
      return widget;
    };
    const nextTitle = (): string => {
      for (let n = 1; ; n++) {
        const title = trans.__('SQL %1', n);
        if (!tracker.find(widget => widget.title.label === title)) {
          return title;
        }
      }
    };
    const open = async (
      options: OpenSqlEditorOptions = {}
    ): Promise<MainAreaWidget<SqlEditorContent>> => {
      const sql = options.sql ?? '';
      const widget = await add({ uid: UUID.uuid4(), title: nextTitle(), sql });
      if (options.adoptHandedQuery) {
        void widget.content.model.adoptHandedQuery();
      } else {
        void connection.ready();
      }
      return widget;
    };
    const preload = (): void => {
      void import('./create-sql-editor');
      void import('../results/result-table');
    };
    const editors = new SqlEditors({ open, preload });

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
            title: { type: 'string' },
            sql: { type: 'string' },
            rowLimit: { type: ['integer', 'null'] }
          },
          required: ['uid', 'title', 'sql']
        }
      },
      execute: args => {
        void connection.ready();
        const saved = args as SavedEditor;
        const sql = textBeforeReload(saved.uid) ?? saved.sql;
        return add({ ...saved, sql });
      }
    });
    addRunCommands(app, { editors, trans });
    addSqlFiles(app, { editors, services, settings, restorer, fileBrowser });

    void restorer?.restore(tracker, {
      command: CommandIDs.restoreSqlEditor,
      args: widget => saved.get(widget) ?? {},
      name: widget => widget.id
    });
    palette?.addItem({
      command: CommandIDs.newSqlEditor,
      category: CATEGORY,
      args: { isPalette: true }
    });
    RUN_COMMANDS.forEach(command =>
      palette?.addItem({ command, category: CATEGORY })
    );
    palette?.addItem({ command: CommandIDs.saveSqlFile, category: CATEGORY });
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
