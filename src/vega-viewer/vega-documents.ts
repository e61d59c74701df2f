/** The open Vega documents, and all that JupyterLab offers for them. Loaded with the first one. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { setToolbar, type createToolbarFactory } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { ISearchProviderRegistry } from '@jupyterlab/documentsearch';
import type { IMainMenu } from '@jupyterlab/mainmenu';
import type { Widget } from '@lumino/widgets';
import type { CodeFileWidget } from '../code-files/code-file';
import type { CodeFileTracker, FillOptions } from '../code-files/code-files';
import { TextSearchProvider } from '../code-mirror/search-provider';
import { settledDefault } from '../lifetime/settled-default';
import type { IConnections } from '../tokens';
import { addVegaCommands } from './vega-commands';
import { VegaDocument, type VegaDocumentServices } from './vega-document';

/** The text is coloured as JSON. */
const JSON_MIME_TYPE = 'application/json';

export type VegaDocumentsOptions = {
  app: JupyterFrontEnd;
  services: VegaDocumentServices;
  connections: IConnections;
  /** Makes the items of a document's toolbar. */
  toolbar: ReturnType<typeof createToolbarFactory>;
  palette: ICommandPalette | null;
  mainMenu: IMainMenu | null;
  searchRegistry: ISearchProviderRegistry | null;
};

export class VegaDocuments {
  constructor(
    private readonly _options: VegaDocumentsOptions,
    tracker: CodeFileTracker
  ) {
    const { app, services, palette, mainMenu, searchRegistry } = _options;
    const { trans } = services;
    const of = (widget: Widget | null): VegaDocument | null => this.of(widget);
    this._notify = addVegaCommands(app, {
      ...{ tracker, of, palette, mainMenu, trans }
    });
    searchRegistry?.add('jupyterlab-omnisci:vega-search', {
      isApplicable: (widget): widget is Widget => of(widget) !== null,
      createNew: widget => new TextSearchProvider(of(widget)!.editor)
    });
  }

  /** The document of a widget; `null` while it loads, and for other widgets. */
  of(widget: Widget | null): VegaDocument | null {
    return (widget && this._documents.get(widget)) ?? null;
  }

  async fill(
    widget: CodeFileWidget,
    { key, connected }: FillOptions
  ): Promise<void> {
    const { app, services, connections, toolbar } = this._options;
    const { context } = widget;
    await context.ready;
    context.model.mimeType = JSON_MIME_TYPE;
    const connection =
      key === null ? await settledDefault(connections) : connections.get(key);
    if (widget.isDisposed) {
      return;
    }
    const content = new VegaDocument({
      ...services,
      connection,
      codeModel: context.model,
      file: () => ({
        folder: PathExt.dirname(context.path),
        stem: stemOf(PathExt.basename(context.path))
      })
    });
    this._add(widget, content);
    setToolbar(content, toolbar, widget.toolbar);
    widget.toolbar.show();
    const { model } = content;
    model.connectionChanged.connect(() => connected(model.connection));
    connected(connection);
    void content.prepare();
    if (app.shell.currentWidget === widget) {
      content.activate();
    }
  }

  private _add(widget: CodeFileWidget, content: VegaDocument): void {
    this._documents.set(widget, content);
    widget.content.addWidget(content);
    // JupyterLab's keys for find and replace find their target by it.
    widget.addClass('jp-mod-searchable');
    content.picture.model.changed.connect(this._notify);
    this._notify();
  }

  private readonly _documents = new WeakMap<Widget, VegaDocument>();
  private readonly _notify: () => void;
}

/** `airports` for `airports.omnisci.vega`. */
const stemOf = (name: string): string =>
  name.replace(/(\.(omnisci|heavyai))?(\.(vega|vg|json))+$/i, '') || name;
