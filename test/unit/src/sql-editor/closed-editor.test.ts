// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { MainAreaWidget, type IThemeManager } from '@jupyterlab/apputils';
import { CodeEditor, type IEditorServices } from '@jupyterlab/codeeditor';
import { CodeMirrorEditorFactory } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import { expect, test } from 'vitest';
import { createChartPanel } from '../../../../src/chart/panel';
import { ChartModel } from '../../../../src/chart/model';
import { ColumnPrefetcher } from '../../../../src/completion/prefetcher';
import { SqlEditorContent } from '../../../../src/sql-editor/panel';
import { SqlEditors } from '../../../../src/sql-editor/sql-editors';
import type { Toolbars } from '../../../../src/sql-editor/toolbars';
import type { ISchema } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { FakeDatabase, rows } from '../../../helpers/fake-database';
import { RecordingSignal } from '../../../helpers/recording-signal';

const noItems = () => [] as unknown as ReturnType<Toolbars['result']>;

test('an editor that is closed with its chart leaves nobody connected to what goes on', async () => {
  const database = new FakeDatabase(rows(3), rows(3));
  const connection = new FakeConnection({
    statuses: [connected()],
    client: { query: database.query }
  });
  const { statusChanged } = connection;
  const themeChanged = new RecordingSignal<unknown, unknown>({});
  const schemaChanged = new RecordingSignal<unknown, unknown>({});
  const themeManager = { themeChanged } as unknown as IThemeManager;
  const schema = { changed: schemaChanged, schema: null } as unknown as ISchema;

  const codeModel = new CodeEditor.Model();
  codeModel.sharedModel.setSource('SELECT 1; SELECT 2');
  const content = new SqlEditorContent({
    connection,
    editorServices: {
      factoryService: new CodeMirrorEditorFactory()
    } as unknown as IEditorServices,
    themeManager,
    toolbars: { editor: noItems, result: noItems },
    stopsOnError: () => true,
    trans,
    codeModel,
    rowLimit: null
  });
  const widget = new MainAreaWidget({ content });
  widget.toolbar.addItem('connection', content.createConnectionIndicator());
  Widget.attach(widget, document.body);
  const editors = new SqlEditors({
    open: () => Promise.resolve(null),
    preload: () => undefined
  });
  const editor = editors.add(widget, content, { key: () => 'key' });
  const prefetcher = new ColumnPrefetcher({ editor: editor.editor, schema });
  widget.disposed.connect(() => prefetcher.dispose());
  const chart = createChartPanel({
    id: 'chart',
    title: 'Chart',
    model: new ChartModel(editor),
    rendermime: { mimeTypes: [] } as unknown as IRenderMimeRegistry,
    themeManager,
    copyToNotebook: () => undefined,
    trans
  });
  void content.model.adoptHandedQuery();
  await content.runAll();
  expect(editor.grid?.rows.rowCount).toBe(3);
  expect(editor.tabs.items).toHaveLength(3);
  const lasting = { statusChanged, themeChanged, schemaChanged };
  for (const [name, signal] of Object.entries(lasting)) {
    expect(signal.made, name).toBeGreaterThan(0);
  }

  chart.dispose();
  widget.dispose();
  for (const [name, signal] of Object.entries(lasting)) {
    expect(signal.disconnectAll(), name).toEqual([]);
  }
  expect(editor.isDisposed).toBe(true);
  expect(editors.current).toBeNull();
});
