/** Shows a widget wherever it is: a tab, or a part of one, such as an output of a notebook. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';

/** Does nothing if the widget is in no tab. */
export function bringToFront(
  shell: Pick<JupyterFrontEnd.IShell, 'activateById' | 'widgets'>,
  widget: Widget
): void {
  const tab = [...shell.widgets('main')].find(open => open.contains(widget));
  if (tab) {
    shell.activateById(tab.id);
    if (tab !== widget) {
      widget.node.scrollIntoView({ block: 'nearest' });
    }
  }
}
