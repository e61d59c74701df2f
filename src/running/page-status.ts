/**
 * Shows in JupyterLab that queries are running: by its icon in the browser's tab, and by a question
 * before the page is left.
 */
import type { ILabStatus } from '@jupyterlab/application';
import type { RunningQueries } from './running-queries';

export function addPageStatus(
  queries: RunningQueries,
  status: Pick<ILabStatus, 'setBusy' | 'setDirty'>
): void {
  let held: { dispose(): void }[] = [];
  queries.changed.connect(() => {
    const { isBusy } = queries;
    if (isBusy && held.length === 0) {
      // The dirty state makes the browser ask before the page, and with it the query, is left.
      held = [status.setBusy(), status.setDirty()];
    } else if (!isBusy) {
      held.forEach(hold => hold.dispose());
      held = [];
    }
  });
}
