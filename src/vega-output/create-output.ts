/** Makes the renderer of a picture, with what JupyterLab has for it. Loaded with the first one. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { CommandIDs } from '../command-ids';
import type { IConnections } from '../tokens';
import { VegaOutput, type VegaOutputOptions } from './vega-output';

/** The toolbar whose connection button an output borrows. */
const TOOLBAR = 'OmniSci Vega';
/** JupyterLab's command of the file browser. */
const SHOW_FILE = 'filebrowser:go-to-path';

export type CreateOutputOptions = Pick<
  VegaOutputOptions,
  'isOfRunningCell' | 'mimeType' | 'trans'
> & {
  app: Pick<JupyterFrontEnd, 'commands' | 'serviceManager'>;
  rendermime: IRenderMimeRegistry;
  connections: IConnections;
  toolbarRegistry: IToolbarWidgetRegistry;
  /** Knows the folder of the notebook; `null` if there is none. */
  resolver: IRenderMime.IResolver | null;
};

export function createVegaOutput({
  app: { commands, serviceManager },
  rendermime,
  toolbarRegistry,
  resolver,
  ...options
}: CreateOutputOptions): VegaOutput {
  const { trans } = options;
  return new VegaOutput({
    ...options,
    createConnectionButton: card =>
      toolbarRegistry.createWidget(TOOLBAR, card, { name: 'connection' }),
    createDrawing: async ({ connection, retry }) => {
      const [{ VegaPicture }, folder = ''] = await Promise.all([
        import('../vega-picture/vega-picture'),
        resolver?.resolveUrl('.')
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
        file: () => ({ folder, stem: trans.__('picture') }),
        isDocument: false
      });
    }
  });
}
