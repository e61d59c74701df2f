/** Lets outputs of notebooks show the rows of a query as the grid of the SQL editor. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IThemeManager } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IResultGrids } from '../tokens';
import { MIME_TYPE } from './mime-type';
import { ResultOutput } from './result-output';

/** Before pandas' HTML table, which is in the same output. */
const RANK = 10;

export const resultOutputPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:result-output',
  description: 'Shows the rows of a query in an output.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IResultGrids, IThemeManager, ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    grids: IResultGrids | null,
    themeManager: IThemeManager | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    rendermime.addFactory(
      {
        // It shows texts as texts, whoever wrote the notebook.
        safe: true,
        mimeTypes: [MIME_TYPE],
        createRenderer: ({ mimeType }) =>
          new ResultOutput({ mimeType, grids, themeManager, trans })
      },
      RANK
    );
  }
};
