// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { CodeEditor } from '@jupyterlab/codeeditor';
import { expect, test } from 'vitest';
import { connected, FakeConnection } from '../../../helpers/fake-connection';
import { FakeDatabase } from '../../../helpers/fake-database';
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';

test('an editor that is saved as a file keeps its text, its toolbar and its results in their places', () => {
  const { query } = new FakeDatabase();
  const connection = new FakeConnection({
    statuses: [connected()],
    client: { query }
  });
  const { widget, content } = sqlEditorInJsdom({
    connection,
    text: 'SELECT 1'
  });
  const panes = [...content.widgets];
  const [textPane] = panes;

  content.moveTo(new CodeEditor.Model());

  expect(content.sql).toBe('SELECT 1');
  expect([...content.widgets]).toEqual(panes);
  expect(textPane?.node.contains(content.editor.host)).toBe(true);
  expect(textPane?.node.firstElementChild).toBe(content.editor.host);
  widget.dispose();
});
