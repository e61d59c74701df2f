/** Shows the pictures of Vega in outputs of notebooks, those of 2018 to 2022 too. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LazyOutput } from '../output/lazy-output';
import { IConnections } from '../tokens';
import { MIME_TYPES } from './mime-types';

/** Before the saved picture and the text, which are in the same output. */
const RANK = 10;

export const vegaOutputPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:vega-output',
  description: 'Shows a picture of Vega in an output.',
  autoStart: true,
  requires: [IRenderMimeRegistry, IConnections, IToolbarWidgetRegistry],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    connections: IConnections,
    toolbarRegistry: IToolbarWidgetRegistry,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    rendermime.addFactory(
      {
        // Nothing is drawn before the user asks for it, and texts are shown as texts, whoever wrote
        // them. An old notebook is never trusted on a new server.
        safe: true,
        mimeTypes: MIME_TYPES,
        createRenderer: ({ mimeType, resolver }) =>
          new LazyOutput(async output => {
            const { createVegaOutput } = await import('./create-output');
            return createVegaOutput({
              ...{ app, rendermime, connections, toolbarRegistry, trans },
              ...{ mimeType, resolver },
              isOfRunningCell: () => output.isOfRunningCell
            });
          })
      },
      RANK
    );
  }
};
