/** Opens `.sql` files in SQL editors: the text, its saving and its name are JupyterLab's own. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { setToolbar, WidgetTracker } from '@jupyterlab/apputils';
import {
  ABCWidgetFactory,
  DocumentWidget,
  type DocumentRegistry
} from '@jupyterlab/docregistry';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { StackedPanel } from '@lumino/widgets';
import { CommandIDs } from '../command-ids';
import { sqlEditorIcon } from '../icons';
import type { SqlEditorServices } from './panel';
import type { SqlEditorSettings } from './settings';
import type { SqlEditors } from './sql-editors';

/** What "Open With" calls it. */
export const FACTORY = 'OmniSci SQL Editor';
const FILE_TYPE = 'sql';

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
  protected override createNewWidget(
    context: DocumentRegistry.IContext<DocumentRegistry.ICodeModel>
  ): SqlFileWidget {
    return new DocumentWidget({ context, content: new SqlFileContent() });
  }
}

export type SqlFilesOptions = {
  editors: SqlEditors;
  services: SqlEditorServices;
  settings: SqlEditorSettings;
  restorer: ILayoutRestorer | null;
  fileBrowser: IDefaultFileBrowser | null;
};

export function addSqlFiles(
  app: JupyterFrontEnd,
  { editors, services, settings, restorer, fileBrowser }: SqlFilesOptions
): void {
  const { docRegistry, commands } = app;
  const { connection, trans } = services;
  if (!docRegistry.getFileType(FILE_TYPE)) {
    docRegistry.addFileType({
      name: FILE_TYPE,
      displayName: trans.__('SQL File'),
      extensions: ['.sql'],
      mimeTypes: ['application/sql', 'text/x-sql'],
      icon: sqlEditorIcon
    });
  }
  const tracker = new WidgetTracker<SqlFileWidget>({
    namespace: 'omnisci-sql-file'
  });
  const factory = new SqlFileFactory({
    name: FACTORY,
    label: trans.__('OmniSci SQL Editor'),
    modelName: 'text',
    fileTypes: [FILE_TYPE],
    defaultFor: [FILE_TYPE]
  });
  const fill = async (widget: SqlFileWidget): Promise<void> => {
    const { context } = widget;
    const { SqlEditorContent } = await import('./panel');
    await context.ready;
    if (widget.isDisposed) {
      return;
    }
    const content = new SqlEditorContent({
      ...services,
      codeModel: context.model,
      rowLimit: settings.rowLimit
    });
    widget.content.addWidget(content);
    editors.add(widget, content);
    setToolbar(widget, services.toolbars.editor);
    void connection.ready();
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
  void restorer?.restore(tracker, {
    command: 'docmanager:open',
    args: ({ context }) => ({ path: context.path, factory: FACTORY }),
    name: ({ context }) => context.path
  });

  const isUntitled = (): boolean =>
    editors.currentContent?.hasClass('jp-mod-untitled') ?? false;
  commands.addCommand(CommandIDs.saveSqlFile, {
    label: trans.__('Save SQL As File…'),
    caption: trans.__('Make a file of this SQL editor'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: isUntitled,
    execute: async () => {
      const { current, currentContent } = editors;
      if (!current || !currentContent) {
        return;
      }
      const { saveAsFile } = await import('./save-as-file');
      const path = await saveAsFile({
        contents: app.serviceManager.contents,
        folder: fileBrowser?.model.path ?? '',
        sql: currentContent.sql,
        trans
      });
      if (path !== null) {
        const options = { ref: current.widget.id, mode: 'tab-after' };
        await commands.execute('docmanager:open', {
          path,
          factory: FACTORY,
          options
        });
        current.widget.close();
      }
    }
  });
  editors.currentChanged.connect(() =>
    commands.notifyCommandChanged(CommandIDs.saveSqlFile)
  );
}
