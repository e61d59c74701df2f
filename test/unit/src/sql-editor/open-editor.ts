/** An open SQL editor as other features see it: its model on a fake database, its widget a title. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import { Signal } from '@lumino/signaling';
import { SqlEditor } from '../../../../src/sql-editor/sql-editor';
import type { SqlEditorContent } from '../../../../src/sql-editor/panel';
import type { FakeDatabase } from '../../../helpers/fake-database';
import { editorOn, type Editor } from './editor-on';

export type OpenEditor = Editor & {
  opened: SqlEditor;
  title: { label: string; className: string; caption: string };
  close: () => void;
};

export function openEditor(
  database: FakeDatabase,
  { text = 'SELECT 1', label = 'SQL 1' } = {}
): OpenEditor {
  const editor = editorOn(database, { text });
  const title = { label, className: '', caption: '' };
  const widget = { id: label, title };
  const disposed = new Signal<typeof widget, void>(widget);
  const results = { grid: null, gridChanged: new Signal({}) };
  const opened = new SqlEditor(
    Object.assign(widget, { disposed }) as unknown as MainAreaWidget,
    { model: editor.model, results } as unknown as SqlEditorContent
  );
  const close = (): void => {
    editor.model.dispose();
    disposed.emit();
  };
  return { ...editor, opened, title, close };
}
