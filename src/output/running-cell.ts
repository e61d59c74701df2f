/** Whether an output is being made at this moment, by a cell that this page runs. */
import type { Widget } from '@lumino/widgets';

/** JupyterLab's output area, as far as it is needed here. */
type OutputArea = Widget & {
  /** What the kernel still sends for it; nothing before the cell's first run. */
  readonly future?: { readonly isDisposed: boolean } | null;
};

/**
 * Only then may an output do something by itself: its user has just run the cell. False for what
 * opened with the notebook, and for what another person's page adds to a shared one.
 */
export function isOfRunningCell(output: Widget): boolean {
  for (let around = output.parent; around; around = around.parent) {
    if (around.hasClass('jp-OutputArea')) {
      const { future } = around as OutputArea;
      return future?.isDisposed === false;
    }
  }
  return false;
}
