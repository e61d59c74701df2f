import { connectionPlugin } from './connection/plugin';
import { formatPlugin } from './format/plugin';
import { handoverPlugin } from './handover/plugin';
import { notebookPlugin } from './notebook/plugin';
import { sqlEditorPlugin } from './sql-editor/plugin';

export default [
  connectionPlugin,
  sqlEditorPlugin,
  notebookPlugin,
  handoverPlugin,
  formatPlugin
];
