/** Shows the pictures of Vega in outputs of notebooks, those of 2018 to 2022 too. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import { LazyOutput } from '../output/lazy-output';
import { IConnections } from '../tokens';
import type { VegaCardOptions } from './card';
import { MIME_TYPES } from './mime-types';

/** Before the saved picture and the text, which are in the same output. */
const RANK = 10;
/** The toolbar whose connection button an output borrows. */
const TOOLBAR = 'OmniSci Vega';
/** JupyterLab's command of the file browser. */
const SHOW_FILE = 'filebrowser:go-to-path';

export const vegaOutputPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:vega-output',
  description: 'Shows a picture of Vega in an output.',
  autoStart: true,
  requires: [IRenderMimeRegistry, IConnections, IToolbarWidgetRegistry],
  optional: [ITranslator],
  activate: (
    { commands, serviceManager }: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    connections: IConnections,
    toolbarRegistry: IToolbarWidgetRegistry,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    /** @param folder - of the notebook. */
    const drawIn =
      (folder: () => Promise<string>): VegaCardOptions['createDrawing'] =>
      async ({ connection, retry }) => {
        const [{ VegaPicture }, home] = await Promise.all([
          import('../vega-picture/vega-picture'),
          folder()
        ]);
        return new VegaPicture({
          ...{ connection, retry, rendermime, trans },
          contents: serviceManager.contents,
          show: path => {
            if (commands.hasCommand(SHOW_FILE)) {
              void commands.execute(SHOW_FILE, { path });
            }
          },
          signIn: ({ server }) =>
            void commands.execute(CommandIDs.signIn, { server }),
          empty: { title: trans.__('No picture yet'), text: '' },
          file: () => ({ folder: home, stem: trans.__('picture') }),
          isDocument: false
        });
      };
    rendermime.addFactory(
      {
        // Nothing is drawn before the user asks for it, and texts are shown as texts, whoever wrote
        // them. An old notebook is never trusted on a new server.
        safe: true,
        mimeTypes: MIME_TYPES,
        createRenderer: ({ mimeType, resolver }) =>
          new LazyOutput(async output => {
            const { VegaOutput } = await import('./vega-output');
            return new VegaOutput({
              ...{ mimeType, connections, trans },
              isOfRunningCell: () => output.isOfRunningCell,
              createConnectionButton: card =>
                toolbarRegistry.createWidget(TOOLBAR, card, {
                  name: 'connection'
                }),
              createDrawing: drawIn(async () => resolver?.resolveUrl('.') ?? '')
            });
          })
      },
      RANK
    );
  }
};
