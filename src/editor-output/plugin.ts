/** Shows the SQL editors in outputs of notebooks, those of the 2020 extension too. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { LazyOutput } from '../output/lazy-output';
import { IConnections, ISqlEditors } from '../tokens';
import { MIME_TYPES } from './mime-types';

/** Before the SQL as text, which is in the same output. */
const RANK = 10;

export const editorOutputPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:editor-output',
  description: 'Shows a SQL editor in an output.',
  autoStart: true,
  requires: [IRenderMimeRegistry, IConnections, ISqlEditors],
  optional: [ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    connections: IConnections,
    editors: ISqlEditors,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    rendermime.addFactory(
      {
        // Nothing runs before the user has seen the SQL and asks for it, as with a `.sql` file. An
        // old notebook is never trusted on a new server.
        safe: true,
        mimeTypes: MIME_TYPES,
        createRenderer: ({ mimeType }) =>
          new LazyOutput(async () => {
            const { EditorOutput } = await import('./editor-output');
            return new EditorOutput({ mimeType, connections, editors, trans });
          })
      },
      RANK
    );
  }
};
