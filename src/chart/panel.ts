/** A chart of an editor's result, beside it in the main area. Loaded on first use. */
import { MainAreaWidget, ToolbarButton } from '@jupyterlab/apputils';
import { Panel } from '@lumino/widgets';
import { chartIcon, dataframeIcon } from '../editor-icons';
import { ChartControls } from './controls';
import { ChartView, type ChartViewOptions } from './chart-view';

export type ChartPanelOptions = ChartViewOptions & {
  id: string;
  title: string;
  copyToNotebook: () => void;
};

export function createChartPanel(
  options: ChartPanelOptions
): MainAreaWidget<Panel> {
  const { model, trans, id, title, copyToNotebook } = options;
  const content = new Panel();
  content.addClass('jp-OmniSciChart');
  const controls = new ChartControls({ model, trans });
  const view = new ChartView(options);
  content.addWidget(controls);
  content.addWidget(view);
  const widget = new MainAreaWidget({ content });
  widget.id = id;
  widget.title.label = title;
  widget.title.icon = chartIcon;
  widget.title.closable = true;
  widget.toolbar.addItem(
    'copy-to-notebook',
    new ToolbarButton({
      icon: dataframeIcon,
      label: trans.__('Copy to Notebook'),
      tooltip: trans.__(
        'Insert cells that read this query and draw this chart with Altair'
      ),
      onClick: copyToNotebook
    })
  );
  widget.disposed.connect(() => model.dispose());
  return widget;
}
