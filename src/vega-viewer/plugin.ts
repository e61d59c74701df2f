/** Wires the viewer of HeavyDB's Vega into JupyterLab. All but the files waits for the first one. */
import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  createToolbarFactory,
  ICommandPalette,
  IToolbarWidgetRegistry
} from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { ISearchProviderRegistry } from '@jupyterlab/documentsearch';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import { notifyFailure } from '../text/notify-failure';
import { IConnections, type IConnection } from '../tokens';
import type { VegaDocuments } from './vega-documents';
import { addVegaFiles } from './vega-files';

const PLUGIN_ID = 'jupyterlab-omnisci:vega-viewer';
/** Its items are in `schema/vega-viewer.json`. */
const TOOLBAR = 'OmniSci Vega';
/** JupyterLab's command of the file browser. */
const SHOW_FILE = 'filebrowser:go-to-path';

export const vegaViewerPlugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: 'Shows HeavyDB’s Vega as a text and its picture.',
  autoStart: true,
  requires: [
    IConnections,
    IEditorServices,
    IRenderMimeRegistry,
    IToolbarWidgetRegistry,
    ISettingRegistry
  ],
  optional: [
    ITranslator,
    ILayoutRestorer,
    ICommandPalette,
    IMainMenu,
    ISearchProviderRegistry
  ],
  activate: (
    app: JupyterFrontEnd,
    connections: IConnections,
    editorServices: IEditorServices,
    rendermime: IRenderMimeRegistry,
    toolbarRegistry: IToolbarWidgetRegistry,
    settingRegistry: ISettingRegistry,
    translator: ITranslator | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    mainMenu: IMainMenu | null,
    searchRegistry: ISearchProviderRegistry | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, serviceManager } = app;
    // The settings wait for it.
    const toolbar = createToolbarFactory(
      toolbarRegistry,
      settingRegistry,
      TOOLBAR,
      PLUGIN_ID,
      translator ?? nullTranslator
    );
    let documents: Promise<VegaDocuments> | null = null;
    const load = async (): Promise<VegaDocuments> => {
      const { VegaDocuments } = await import('./vega-documents');
      const options = {
        ...{ app, connections, toolbar, palette, mainMenu, searchRegistry },
        services: {
          ...{ editorServices, rendermime, trans },
          contents: serviceManager.contents,
          show: (path: string) => {
            if (commands.hasCommand(SHOW_FILE)) {
              void commands.execute(SHOW_FILE, { path });
            }
          },
          signIn: ({ server }: IConnection) =>
            void commands.execute(CommandIDs.signIn, { server })
        }
      };
      return new VegaDocuments(options, tracker);
    };
    const tracker = addVegaFiles(app, {
      fill: async (widget, options) => {
        documents ??= load().catch((error: unknown) => {
          documents = null;
          throw error;
        });
        try {
          await (await documents).fill(widget, options);
        } catch (error) {
          notifyFailure({
            title: trans.__('The Vega document'),
            message: error instanceof Error ? error.message : String(error),
            trans
          });
        }
      },
      ...{ restorer, trans }
    });
  }
};
