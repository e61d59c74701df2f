// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { expect, test } from 'vitest';
import { createChartPanel } from '../../../../src/chart/panel';
import { ChartModel } from '../../../../src/chart/model';
import { ColumnPrefetcher } from '../../../../src/completion/prefetcher';
import type { ISchema } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans
} from '../../../helpers/fake-connection';
import { FakeDatabase, rows } from '../../../helpers/fake-database';
import { RecordingSignal } from '../../../helpers/recording-signal';
import { sqlEditorInJsdom } from '../../../helpers/sql-editor-in-jsdom';

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

  const { widget, content, editors, editor } = sqlEditorInJsdom({
    ...{ connection, themeManager, text: 'SELECT 1; SELECT 2' }
  });
  const prefetcher = new ColumnPrefetcher({
    editor,
    schemas: { of: () => schema }
  });
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
