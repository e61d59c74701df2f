/** Adds the command that charts the result of a SQL editor. The chart is loaded on first use. */
import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  IThemeManager,
  showErrorMessage
} from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { CATEGORY, CommandIDs } from '../command-ids';
import { chartIcon } from '../icons';
import { IConnectedNotebooks, ISqlEditors, type ISqlEditor } from '../tokens';
import type { ChartModel } from './model';

/** Width in pixels from which grid and chart fit side by side. */
const WIDE_EDITOR = 900;

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
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands, shell } = app;
    const charts = new Map<string, Widget>();

    const copyToNotebook = async (model: ChartModel): Promise<void> => {
      const { result, choice, points } = model;
      if (!result || !choice || !points) {
        return;
      }
      const [{ altairCell }, { dataframeCell }] = await Promise.all([
        import('./altair-cell'),
        import('../cells/dataframe-cell')
      ]);
      const { sql, isQuery, table } = result;
      const { columns } = table;
      try {
        await notebooks.insert(
          ({ connection, names }) => [
            dataframeCell({ sql, isQuery, connection, names }),
            altairCell({ columns, choice, points, names })
          ],
          { connection: result.connection }
        );
      } catch (error) {
        await showErrorMessage(
          trans.__('The cells could not be inserted'),
          error instanceof Error ? error.message : String(error)
        );
      }
    };
    const createChart = async (editor: ISqlEditor): Promise<Widget> => {
      const [{ ChartModel }, { createChartPanel }] = await Promise.all([
        import('./model'),
        import('./panel')
      ]);
      const model = new ChartModel(editor);
      return createChartPanel({
        id: `${editor.widget.id}-chart`,
        title: trans.__('Chart of %1', editor.widget.title.label),
        model,
        rendermime,
        themeManager,
        trans,
        copyToNotebook: () => void copyToNotebook(model)
      });
    };
    /** One chart per editor; it follows the editor's results. */
    const show = async (editor: ISqlEditor): Promise<void> => {
      const { id } = editor.widget;
      let chart = charts.get(id);
      if (!chart) {
        chart = await createChart(editor);
        charts.set(id, chart);
        chart.disposed.connect(() => charts.delete(id));
        if (!labShell) {
          // If the main area has space for only one document, the chart goes below.
          chart.addClass('jp-OmniSciChart-below');
        }
        shell.add(chart, labShell ? 'main' : 'down', {
          ref: id,
          mode:
            editor.widget.node.clientWidth >= WIDE_EDITOR
              ? 'split-right'
              : 'split-bottom',
          type: 'OmniSci Chart'
        });
      }
      shell.activateById(chart.id);
    };

    commands.addCommand(CommandIDs.chartResult, {
      label: args =>
        args['toolbar'] ? trans.__('Chart') : trans.__('Chart the Result'),
      caption: trans.__(
        'Show a chart of this result and update it after each run'
      ),
      icon: args => (args['toolbar'] ? chartIcon : undefined),
      describedBy: {
        args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
      },
      isEnabled: () => Boolean(sqlEditors.current?.result),
      execute: () => (sqlEditors.current ? show(sqlEditors.current) : undefined)
    });
    sqlEditors.currentChanged.connect(() => {
      commands.notifyCommandChanged(CommandIDs.chartResult);
    });
    palette?.addItem({ command: CommandIDs.chartResult, category: CATEGORY });
  }
};
