/** Opens `.sql` files in SQL editors: the text, its saving and its name are JupyterLab's own. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import {
  ABCWidgetFactory,
  DocumentWidget,
  type DocumentRegistry
} from '@jupyterlab/docregistry';
import { StackedPanel } from '@lumino/widgets';
import type { ConnectionKey } from '../../server/protocol';
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
/** JupyterLab's factory of text editors. */
const TEXT_FACTORY = 'Editor';
const FILE_TYPE = 'sql';

/** What the workspace file keeps of an editor, in plain text on disk. */
type SavedFile = { path: string; connection?: ConnectionKey };

type SqlFileWidget = DocumentWidget<
  SqlFileContent,
  DocumentRegistry.ICodeModel
>;

/** The place of an editor whose code may still be loading. */
class SqlFileContent extends StackedPanel {
  protected override onActivateRequest(): void {
    this.widgets[0]?.activate();
  }
}

class SqlFileFactory extends ABCWidgetFactory<
  SqlFileWidget,
  DocumentRegistry.ICodeModel
> {
  constructor(
    options: DocumentRegistry.IWidgetFactoryOptions<SqlFileWidget>,
    private readonly _registry: Pick<DocumentRegistry, 'getWidgetFactory'>
  ) {
    super(options);
  }

  /**
   * Where a text comes from and goes to: as for text files, which an extension for real-time
   * collaboration may share live. Asked for whenever a file is opened, since that extension may
   * start after this one.
   */
  override get contentProviderId(): string | undefined {
    return (
      super.contentProviderId ??
      this._registry.getWidgetFactory(TEXT_FACTORY)?.contentProviderId
    );
  }
  override set contentProviderId(id: string | undefined) {
    super.contentProviderId = id;
  }

  protected override createNewWidget(
    context: DocumentRegistry.IContext<DocumentRegistry.ICodeModel>
  ): SqlFileWidget {
    const content = new SqlFileContent();
    const widget = new DocumentWidget({ context, content });
    widget.toolbar.hide();
    return widget;
  }
}

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
  const tracker = new WidgetTracker<SqlFileWidget>({
    namespace: 'omnisci-sql-file'
  });
  const factory = new SqlFileFactory(
    {
      name: FACTORY,
      label: trans.__('OmniSci SQL Editor'),
      modelName: 'text',
      fileTypes: [FILE_TYPE],
      defaultFor: [FILE_TYPE]
    },
    docRegistry
  );
  /** Editors that go on as the file of a path, once that is open. */
  const moving = new Map<string, ISqlEditor>();
  /** What the files of paths were connected to before a reload, until they are open. */
  const restored = new Map<string, ConnectionKey>();
  const contentOf = async (
    context: DocumentRegistry.IContext<DocumentRegistry.ICodeModel>
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
    const { SqlEditorContent } = await import('../sql-editor/panel');
    const key = restored.get(context.path);
    return new SqlEditorContent({
      ...services,
      connection:
        key === undefined
          ? await settledDefault(connections)
          : connections.get(key),
      codeModel: context.model,
      rowLimit: settings.rowLimit
    });
  };
  const fill = async (widget: SqlFileWidget): Promise<void> => {
    const { context } = widget;
    await context.ready;
    // The model of a text file knows no language; an editor has its colours and comments by it.
    context.model.mimeType = SQL_MIME_TYPE;
    const content = widget.isDisposed ? null : await contentOf(context);
    if (!content || widget.isDisposed) {
      content?.dispose();
      return;
    }
    widget.content.addWidget(content);
    const { connectionChanged } = editors.add(widget, content, {
      key: () => context.path
    });
    restored.delete(context.path);
    const save = (): void => void tracker.save(widget);
    connectionChanged.connect(save);
    save();
    void content.connection.ready();
    if (app.shell.currentWidget === widget) {
      content.activate();
    }
  };
  factory.widgetCreated.connect((_, widget) => {
    widget.title.icon = sqlEditorIcon;
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
    void fill(widget);
  });
  docRegistry.addWidgetFactory(factory);
  commands.addCommand(CommandIDs.restoreSqlFile, {
    label: trans.__('Restore a SQL File'),
    isVisible: () => false,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          connection: { type: 'string' }
        },
        required: ['path']
      }
    },
    execute: args => {
      const { path, connection } = args as SavedFile;
      if (connection !== undefined) {
        restored.set(path, connection);
      }
      return commands.execute('docmanager:open', { path, factory: FACTORY });
    }
  });
  void restorer?.restore(tracker, {
    command: CommandIDs.restoreSqlFile,
    args: (widget): SavedFile => {
      const { path } = widget.context;
      const connection =
        editors.of(widget)?.connection.key ?? restored.get(path);
      return { path, ...(connection !== undefined && { connection }) };
    },
    name: ({ context }) => context.path
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
