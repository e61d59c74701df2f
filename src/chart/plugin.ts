/** Adds the command that charts the result of a SQL editor. The chart is loaded on first use. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IThemeManager } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IConnectedNotebooks, ISqlEditors } from '../tokens';

export const chartPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:chart',
  description: 'Charts the result of a SQL editor.',
  autoStart: true,
  requires: [ISqlEditors, IConnectedNotebooks, IRenderMimeRegistry],
  optional: [ITranslator, ICommandPalette, IThemeManager, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    notebooks: IConnectedNotebooks,
    rendermime: IRenderMimeRegistry,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    themeManager: IThemeManager | null,
    labShell: ILabShell | null
  ): void => {
    sqlEditors.beforeFirst(async () => {
      const { addChart } = await import(
        /* webpackChunkName: "with-editor" */ './add-chart'
      );
      addChart(app, {
        sqlEditors,
        notebooks,
        rendermime,
        palette,
        themeManager,
        labShell,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
