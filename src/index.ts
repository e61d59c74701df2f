/** The plugins of this extension, and the tokens by which other extensions reach what they provide. */
import { completionPlugin } from './completion/plugin';
import { checkPlugin } from './check/plugin';
import { chartPlugin } from './chart/plugin';
import { connectionMenuPlugin } from './connection-menu/plugin';
import { connectionNoticesPlugin } from './connections/notices-plugin';
import { connectionPlugin } from './connections/plugin';
import { connectionTabsPlugin } from './connections/tabs-plugin';
import { draftsPlugin } from './drafts/plugin';
import { contextMenuPlugin } from './context-menu/plugin';
import { editorOutputPlugin } from './editor-output/plugin';
import { editorViewPlugin } from './editor-view/plugin';
import { exportPlugin } from './export/plugin';
import { formatPlugin } from './format/plugin';
import { handoverPlugin } from './handover/plugin';
import { historyPlugin } from './history/plugin';
import { immersePlugin } from './immerse/plugin';
import { previousLayoutPlugin } from './handover/previous-layout-plugin';
import { dataframePlugin } from './notebook/dataframe-plugin';
import { notebookPlugin } from './notebook/plugin';
import { pagePlugin } from './page/plugin';
import { gridPlugin } from './grid/plugin';
import { resultOutputPlugin } from './result-output/plugin';
import { runningPlugin } from './running/plugin';
import { schemaBrowserPlugin, schemaPlugin } from './schema/plugin';
import { searchPlugin } from './search/plugin';
import { sessionEndPlugin } from './session-end/plugin';
import { signInPlugin } from './sign-in/plugin';
import { sqlEditorPlugin } from './sql-editor-extension/plugin';
import { undoPlugin } from './sql-editor-extension/undo-plugin';
import { vegaOutputPlugin } from './vega-output/plugin';
import { vegaViewerPlugin } from './vega-viewer/plugin';

export * from './tokens';

export default [
  connectionPlugin,
  connectionNoticesPlugin,
  connectionTabsPlugin,
  connectionMenuPlugin,
  signInPlugin,
  sessionEndPlugin,
  checkPlugin,
  pagePlugin,
  sqlEditorPlugin,
  draftsPlugin,
  undoPlugin,
  editorViewPlugin,
  runningPlugin,
  notebookPlugin,
  schemaPlugin,
  schemaBrowserPlugin,
  completionPlugin,
  searchPlugin,
  handoverPlugin,
  immersePlugin,
  previousLayoutPlugin,
  formatPlugin,
  dataframePlugin,
  exportPlugin,
  gridPlugin,
  resultOutputPlugin,
  editorOutputPlugin,
  contextMenuPlugin,
  historyPlugin,
  chartPlugin,
  vegaOutputPlugin,
  vegaViewerPlugin
];
