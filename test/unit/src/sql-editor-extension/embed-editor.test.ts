// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import { CodeMirrorEditorFactory } from '@jupyterlab/codemirror';
import { Widget } from '@lumino/widgets';
import { expect, test } from 'vitest';
import type { ServerStatus } from '../../../../server/protocol';
import { ErrorAnnouncers } from '../../../../src/result-view/error-announcers';
import { embedSqlEditor } from '../../../../src/sql-editor-extension/embed-editor';
import type { SqlEditorServices } from '../../../../src/sql-editor/panel';
import type { SqlEditorSettings } from '../../../../src/sql-editor/settings';
import { SqlEditors } from '../../../../src/sql-editor/sql-editors';
import type { Toolbars } from '../../../../src/sql-editor/toolbars';
import type { ISqlEditor } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { FakeDatabase, rows } from '../../../helpers/fake-database';
import { serverStatus } from '../../../helpers/server-status';

const noItems = () => [] as unknown as ReturnType<Toolbars['result']>;

function embedded(
  sql: string,
  server: Partial<ServerStatus> = {},
  database = new FakeDatabase()
) {
  const connection = new FakeConnection({
    key: 'prod',
    statuses: [connected()],
    client: { query: database.query }
  });
  const editors = new SqlEditors({
    open: () => Promise.resolve(null),
    embed: () => Promise.reject(new Error('Not asked in these tests.')),
    preload: () => undefined
  });
  const opened: ISqlEditor[] = [];
  editors.opened.connect((_, editor) => opened.push(editor));
  const services = {
    connections: { servers: [serverStatus('prod', server)] },
    editorServices: {
      factoryService: new CodeMirrorEditorFactory()
    } as unknown as IEditorServices,
    themeManager: null,
    toolbars: { editor: noItems, result: noItems },
    announcers: new ErrorAnnouncers(),
    stopsOnError: () => true,
    askToDestroy: () => Promise.resolve(true),
    signIn: { isOffered: () => false, ask: () => Promise.resolve(null) },
    trans
  } as unknown as SqlEditorServices;
  const editor = embedSqlEditor({
    ...{ connection, sql, editors, services },
    settings: { rowLimit: 100 } as SqlEditorSettings
  });
  return { editor, editors, opened, connection };
}

const attach = ({ widget }: ISqlEditor): number => {
  Widget.attach(widget, document.body);
  return parseInt(widget.node.style.height);
};

test('an embedded editor is as high as its text, up to eight lines, until it has run', async () => {
  const database = new FakeDatabase(rows(100));
  const heights = [1, 6, 8, 100].map(lines => {
    const { editor } = embedded('--\n'.repeat(lines - 1));
    const height = attach(editor);
    editor.widget.dispose();
    return height;
  });
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(heights[3]).toBe(heights[2]);
  expect(heights[2]).toBeLessThan(200);

  const { editor } = embedded('', {}, database);
  const before = attach(editor);
  await editor.runStatement('SELECT 1');
  const after = parseInt(editor.widget.node.style.height);
  expect(after).toBeGreaterThan(before + 200);
  expect(after).toBeLessThan(before + 450);
  editor.widget.dispose();
});

test('a server with a stored password is asked nothing before the first focus', async () => {
  const { editor, opened, connection } = embedded('SELECT 1', {
    auth: 'automatic',
    state: 'sign_in_needed'
  });
  attach(editor);
  expect([connection.status, opened.length]).toEqual([null, 0]);
  editor.editor.focus();
  expect(opened).toEqual([editor]);
  await connection.ready();
  expect(connection.asked).toEqual([]);
  editor.widget.dispose();
});

test('an embedded editor is no open editor, and is the current one only on screen', async () => {
  const { editor, editors } = embedded('SELECT 1');
  expect(editors.current).toBeNull();
  attach(editor);
  await Promise.resolve();
  expect(editors.current).toBe(editor);
  expect([editors.items, editors.isVisible]).toEqual([[], false]);
  editor.widget.hide();
  expect(editors.current).toBeNull();
  // Who asks what runs is told of it.
  expect(editors.embedded).toEqual([editor]);
  expect(editor.widget.title.label).not.toBe('');
  editor.widget.dispose();
  expect(editors.embedded).toEqual([]);
});
