/** Makes the SQL editor of a text without a file: a widget of the main area. */
import { MainAreaWidget } from '@jupyterlab/apputils';
import { CodeEditor } from '@jupyterlab/codeeditor';
import { sqlEditorIcon } from '../icons';
import { withLineFeeds } from '../sql/line-ends';
import { SQL_MIME_TYPE } from '../sql/mime-type';
import type { IConnection } from '../tokens';
import { SqlEditorContent, type SqlEditorServices } from '../sql-editor/panel';

export { DraftKeeper } from './draft-keeper';

export type NewSqlEditorOptions = SqlEditorServices & {
  /** Stable across reloads: the layout finds the editor by it. */
  uid: string;
  title: string;
  sql: string;
  connection: IConnection;
  rowLimit: number | null;
};

export function createSqlEditor(
  options: NewSqlEditorOptions
): MainAreaWidget<SqlEditorContent> {
  const codeModel = new CodeEditor.Model({ mimeType: SQL_MIME_TYPE });
  codeModel.sharedModel.setSource(withLineFeeds(options.sql));
  const content = new SqlEditorContent({ ...options, codeModel });
  content.disposed.connect(() => codeModel.dispose());
  const widget = new MainAreaWidget({ content });
  widget.toolbar.hide();
  widget.id = `omnisci-sql-editor-${options.uid}`;
  widget.title.label = options.title;
  widget.title.icon = sqlEditorIcon;
  widget.title.closable = true;
  // The selector of the tab's context menu.
  widget.title.dataset = {
    ...widget.title.dataset,
    type: 'omnisci-sql-editor-title'
  };
  content.addClass('jp-mod-untitled');
  return widget;
}
