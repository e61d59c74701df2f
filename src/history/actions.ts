/** Actions on a statement of the history: put into an editor, run, copy, delete. */
import { Clipboard } from '@jupyterlab/apputils';
import type { IConnection, ISqlEditors } from '../tokens';
import type { EntryActions } from './entry-view';
import { insertionOf } from './insertion';
import type { HistoryModel } from './model';

export function entryActions(options: {
  model: HistoryModel;
  sqlEditors: ISqlEditors;
  /** The connection of the statements. */
  connection: IConnection;
  /** Brings an editor to the front. */
  activate: (id: string) => void;
}): EntryActions {
  const { model, sqlEditors, connection, activate } = options;
  const insert = async (sql: string): Promise<void> => {
    const { current } = sqlEditors;
    if (!current) {
      await sqlEditors.open({ sql, connection });
      return;
    }
    const { editor } = current;
    const { start, end } = editor.getSelection();
    const cursor = editor.getOffsetAt(start);
    activate(current.widget.id);
    if (cursor !== editor.getOffsetAt(end)) {
      current.insert(sql);
      return;
    }
    const source = editor.model.sharedModel.getSource();
    const { at, text } = insertionOf({ source, cursor, sql });
    const position = editor.getPositionAt(at);
    if (position) {
      editor.setCursorPosition(position);
    }
    current.insert(text);
    editor.revealPosition(editor.getCursorPosition());
  };
  const run = async (sql: string): Promise<void> => {
    const { current } = sqlEditors;
    const editor = current ?? (await sqlEditors.open({ sql, connection }));
    if (!editor) {
      return;
    }
    activate(editor.widget.id);
    await editor.runStatement(sql);
  };
  return {
    insert: ({ sql }) => void insert(sql),
    open: ({ sql }) => void sqlEditors.open({ sql, connection }),
    run: ({ sql }) => void run(sql),
    copy: ({ sql }) => Clipboard.copyToSystem(sql),
    remove: ({ id }) => void model.remove(id)
  };
}
