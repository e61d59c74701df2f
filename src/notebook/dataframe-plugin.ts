/** Adds the command that takes the current query of a SQL editor to the notebook. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IConnectedNotebooks, ISqlEditors } from '../tokens';

export const dataframePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:dataframe',
  description:
    'Inserts the query of a SQL editor into a notebook as a dataframe.',
  autoStart: true,
  requires: [ISqlEditors, IConnectedNotebooks],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    notebooks: IConnectedNotebooks,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ): void => {
    sqlEditors.beforeFirst(async () => {
      const { addDataframe } = await import(
        /* webpackChunkName: "with-editor" */ './add-dataframe'
      );
      addDataframe(app, {
        sqlEditors,
        notebooks,
        palette,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
