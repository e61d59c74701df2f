/** Makes a SQL editor for another widget, such as an output of a notebook. */
import { UUID } from '@lumino/coreutils';
import type { EmbedSqlEditorOptions, ISqlEditor } from '../tokens';
import type { SqlEditorServices } from '../sql-editor/panel';
import type { SqlEditorSettings } from '../sql-editor/settings';
import type { SqlEditors } from '../sql-editor/sql-editors';
import { createSqlEditor } from '../untitled-editors/create-sql-editor';
import { CompactSize } from './compact-size';

export function embedSqlEditor({
  connection,
  sql,
  editors,
  services,
  settings
}: EmbedSqlEditorOptions & {
  editors: SqlEditors;
  services: SqlEditorServices;
  settings: SqlEditorSettings;
}): ISqlEditor {
  const widget = createSqlEditor({
    ...{ ...services, connection, sql },
    uid: UUID.uuid4(),
    // No tab shows it; the Running panel and notifications do.
    title: services.trans.__('SQL Editor in a Notebook'),
    rowLimit: settings.rowLimit
  });
  const { content, node } = widget;
  // It is no document: Ctrl+S saves what it is in.
  content.removeClass('jp-mod-untitled');
  const editor = editors.addEmbedded(widget, content);
  const size = new CompactSize(widget, editor);
  widget.disposed.connect(() => size.dispose());
  // A button of the toolbar takes no focus, and acts on the editor that has it.
  const focus = (): void => {
    if (!node.contains(document.activeElement)) {
      content.editor.focus();
    }
  };
  node.addEventListener('mousedown', focus, { capture: true });
  // The status of a server with a stored password signs in there. A notebook must not.
  const server = services.connections.servers.find(
    ({ id }) => id === connection.server
  );
  if (server?.auth !== 'automatic' || server.state === 'connected') {
    void connection.ready();
  } else {
    const ask = (): void => void content.connection.ready();
    node.addEventListener('focusin', ask, { once: true });
  }
  return editor;
}
