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
  WidgetTracker,
  type MainAreaWidget
} from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { runIcon, stopIcon } from '@jupyterlab/ui-components';
import { UUID } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import { CATEGORY, CommandIDs } from '../command-ids';
import { sqlEditorIcon } from '../icons';
import {
  IConnection,
  ISqlEditors,
  type ISqlEditor,
  type OpenSqlEditorOptions,
  type RanStatement
} from '../tokens';
import type { SqlEditorContent } from './panel';
import { SqlEditor } from './sql-editor';
import { createToolbars } from './toolbars';

/** What the workspace file keeps of an editor, in plain text on disk: never a credential. */
type SavedEditor = { uid: string; title: string; sql: string };

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
    IMainMenu
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
    mainMenu: IMainMenu | null
  ): ISqlEditors => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const toolbars = createToolbars({
      toolbarRegistry,
      settingRegistry,
      translator: translator ?? nullTranslator
    });
    const tracker = new WidgetTracker<MainAreaWidget<SqlEditorContent>>({
      namespace: 'omnisci-sql-editor'
    });
    const editors = new Map<string, SqlEditor>();
    const currentChanged = new Signal<ISqlEditors, void>({} as ISqlEditors);
    const opened = new Signal<ISqlEditors, ISqlEditor>({} as ISqlEditors);
    const statementRan = new Signal<ISqlEditors, RanStatement>(
      {} as ISqlEditors
    );
    const saved = new WeakMap<MainAreaWidget<SqlEditorContent>, SavedEditor>();

    const add = async (
      editor: SavedEditor
    ): Promise<MainAreaWidget<SqlEditorContent>> => {
      const { createSqlEditor } = await import('./panel');
      const widget = createSqlEditor({
        ...editor,
        connection,
        editorServices,
        themeManager,
        toolbars,
        trans
      });
      saved.set(widget, editor);
      const handle = new SqlEditor(widget);
      editors.set(widget.id, handle);
      handle.resultChanged.connect(() => currentChanged.emit());
      widget.content.model.statementRan.connect((_, ran) =>
        statementRan.emit(ran)
      );
      widget.content.model.outcomeChanged.connect(() =>
        commands.notifyCommandChanged(CommandIDs.cancelQuery)
      );
      widget.disposed.connect(() => editors.delete(widget.id));
      widget.content.sqlChanged.connect(({ sql }) => {
        saved.set(widget, { ...editor, sql });
        void tracker.save(widget);
      });
      shell.add(widget, 'main', { type: 'OmniSci SQL Editor' });
      await tracker.add(widget);
      opened.emit(handle);
      return widget;
    };
    const nextTitle = (): string => {
      for (let n = 1; ; n++) {
        const title = trans.__('OmniSci SQL Editor %1', n);
        if (!tracker.find(widget => widget.title.label === title)) {
          return title;
        }
      }
    };
    const open = async (
      options: OpenSqlEditorOptions = {}
    ): Promise<ISqlEditor> => {
      const widget = await add({
        uid: UUID.uuid4(),
        title: nextTitle(),
        sql: options.sql ?? ''
      });
      if (options.adoptHandedQuery) {
        void widget.content.model.adoptHandedQuery();
      } else {
        void connection.ready();
      }
      return editors.get(widget.id)!;
    };

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
      execute: async () => (await open()).widget
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
            sql: { type: 'string' }
          },
          required: ['uid', 'title', 'sql']
        }
      },
      execute: args => {
        void connection.ready();
        return add(args as SavedEditor);
      }
    });
    commands.addCommand(CommandIDs.runQuery, {
      label: args =>
        args['toolbar'] ? trans.__('Run') : trans.__('Run the Query'),
      caption: trans.__('Run the SQL of the current OmniSci SQL editor'),
      icon: args => (args['toolbar'] ? runIcon : undefined),
      describedBy: {
        args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
      },
      isEnabled: () => tracker.currentWidget !== null,
      execute: () => tracker.currentWidget?.content.model.run()
    });
    commands.addCommand(CommandIDs.cancelQuery, {
      label: args => (args['toolbar'] ? '' : trans.__('Cancel the Query')),
      caption: trans.__('Stop what runs in the current OmniSci SQL editor'),
      icon: args => (args['toolbar'] ? stopIcon : undefined),
      describedBy: {
        args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
      },
      isEnabled: () =>
        tracker.currentWidget?.content.model.outcome.kind === 'running',
      execute: () => tracker.currentWidget?.content.model.cancel()
    });
    tracker.currentChanged.connect(() => {
      commands.notifyCommandChanged(CommandIDs.runQuery);
      currentChanged.emit();
    });

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
    palette?.addItem({ command: CommandIDs.runQuery, category: CATEGORY });
    palette?.addItem({ command: CommandIDs.cancelQuery, category: CATEGORY });
    mainMenu?.runMenu.codeRunners.run.add({
      id: CommandIDs.runQuery,
      isEnabled: widget => widget === tracker.currentWidget && widget !== null
    });
    launcher?.add({
      command: CommandIDs.newSqlEditor,
      category: CATEGORY,
      rank: 1
    });
    const preload = (): void => {
      void import('./panel');
      void import('../results/result-table');
    };
    return {
      get current(): ISqlEditor | null {
        return editors.get(tracker.currentWidget?.id ?? '') ?? null;
      },
      currentChanged,
      opened,
      statementRan,
      open,
      preload
    };
  }
};
