/** A whole SQL editor in jsdom, on fake connections. */
import './lab-in-jsdom';
import { MainAreaWidget, type IThemeManager } from '@jupyterlab/apputils';
import { CodeEditor, type IEditorServices } from '@jupyterlab/codeeditor';
import { CodeMirrorEditorFactory } from '@jupyterlab/codemirror';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { onTestFinished } from 'vitest';
import { ConnectionButton } from '../../src/connection-menu/connection-button';
import { SqlEditorContent } from '../../src/sql-editor/panel';
import { ErrorAnnouncers } from '../../src/result-view/error-announcers';
import type { SqlEditor } from '../../src/sql-editor/sql-editor';
import { SqlEditors } from '../../src/sql-editor/sql-editors';
import type { Toolbars } from '../../src/sql-editor/toolbars';
import type { IConnection, IConnections } from '../../src/tokens';
import { trans } from './fake-connection';

const noItems = () => [] as unknown as ReturnType<Toolbars['result']>;

/** On screen, with its indicator on the toolbar, as the only one that is open. */
export function sqlEditorInJsdom(options: {
  connection: IConnection;
  text: string;
  themeManager?: IThemeManager;
  /** Those of the other editors that are open. */
  announcers?: ErrorAnnouncers;
}): {
  widget: MainAreaWidget<SqlEditorContent>;
  content: SqlEditorContent;
  editors: SqlEditors;
  editor: SqlEditor;
} {
  const codeModel = new CodeEditor.Model();
  codeModel.sharedModel.setSource(options.text);
  const content = new SqlEditorContent({
    connection: options.connection,
    editorServices: {
      factoryService: new CodeMirrorEditorFactory()
    } as unknown as IEditorServices,
    themeManager: options.themeManager ?? null,
    toolbars: { editor: noItems, result: noItems },
    announcers: options.announcers ?? new ErrorAnnouncers(),
    stopsOnError: () => true,
    askToDestroy: () => Promise.resolve(true),
    signIn: {
      isOffered: () => false,
      ask: () => Promise.resolve(null)
    },
    trans,
    codeModel,
    rowLimit: null
  });
  const widget = new MainAreaWidget({ content });
  const indicator = new ConnectionButton({
    editor: content.model,
    connections: { changed: new Signal<IConnections, void>({} as never) },
    open: () => undefined,
    trans
  });
  widget.toolbar.addItem('connection', indicator);
  Widget.attach(widget, document.body);
  onTestFinished(async () => {
    widget.dispose();
    // React ends what it has begun in a task of its own, and needs the page for it.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  });
  const editors = new SqlEditors({
    open: () => Promise.resolve(null),
    embed: () => Promise.reject(new Error('Not embedded in these tests.')),
    preload: () => undefined
  });
  const editor = editors.add(widget, content, { key: () => 'key' });
  return { widget, content, editors, editor };
}
