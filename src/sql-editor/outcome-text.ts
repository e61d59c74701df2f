/** One line on an outcome, for the eye and for the screen reader. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ROW_LIMIT, type Outcome } from './model';

/** The line under the rows; empty where there is nothing to say. */
export function outcomeText(
  outcome: Outcome,
  trans: TranslationBundle
): string {
  switch (outcome.kind) {
    case 'idle':
      return '';
    case 'running':
      return trans.__('Running…');
    case 'failed':
      return outcome.error.isConnectionTrouble
        ? trans.__('Not connected')
        : trans.__('Failed');
    case 'done':
      return trans.__('Done in %1', duration(outcome.elapsedMs));
    case 'rows': {
      const { rowCount, columns } = outcome.table;
      const parts = [
        outcome.summary.more
          ? trans.__(
              'The first %1 rows; there are more',
              ROW_LIMIT.toLocaleString('en')
            )
          : trans._n(
              '%2 row',
              '%2 rows',
              rowCount,
              rowCount.toLocaleString('en')
            ),
        trans._n('%1 column', '%1 columns', columns.length),
        trans.__(
          '%1 (database %2)',
          duration(outcome.elapsedMs),
          duration(outcome.summary.executionTimeMs)
        )
      ];
      return parts.join(' · ');
    }
  }
}

function duration(ms: number): string {
  return ms < 1000
    ? `${Math.round(ms)} ms`
    : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
