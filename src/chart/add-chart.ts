/** The command that charts the result of a SQL editor. */
import { type ILabShell, type JupyterFrontEnd } from '@jupyterlab/application';
import {
  type ICommandPalette,
  type IThemeManager,
  showErrorMessage
} from '@jupyterlab/apputils';
import { type IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { Widget } from '@lumino/widgets';
import { CATEGORY, CommandIDs } from '../command-ids';
import { chartIcon } from '../editor-icons';
import {
  type IConnectedNotebooks,
  type ISqlEditors,
  type ISqlEditor
} from '../tokens';
import type { ChartModel } from './model';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Width in pixels from which grid and chart fit side by side. */
const WIDE_EDITOR = 900;

export function addChart(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    notebooks,
    rendermime,
    palette,
    themeManager,
    labShell,
    trans
  }: {
    sqlEditors: ISqlEditors;
    notebooks: IConnectedNotebooks;
    rendermime: IRenderMimeRegistry;
    palette: ICommandPalette | null;
    themeManager: IThemeManager | null;
    labShell: ILabShell | null;
    trans: TranslationBundle;
  }
): void {
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
