/** One line about an outcome or a running statement, for display and for screen readers. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Execution } from '../run/execution/execution';
import { byteCount, clockTime, count, duration } from '../text/format-amount';
import type { Outcome } from '../run/execution/outcome';
import type { Activity } from '../run/execution/request-slot';

/** What is running, without the changing times; see {@link activityTimes}. */
export function activityText(
  activity: Activity,
  trans: TranslationBundle
): string {
  if (activity.isCancelling) {
    return trans.__('Cancelling…');
  }
  switch (activity.kind) {
    case 'running':
      return trans.__('Running…');
    case 'sorting':
      return trans.__('Sorting in the database…');
    case 'loading':
      return activity.rowLimit === null
        ? trans.__('Loading all rows…')
        : trans.__('Loading %1 rows…', count(activity.rowLimit));
  }
}

/** The changing part: `0:07 · 3.4 MB of 12.0 MB, 100,000 rows`. */
export function activityTimes(
  { startedAt, bytes, expectedBytes, rows }: Activity,
  { now, trans }: { now: number; trans: TranslationBundle }
): string {
  const time = clockTime(now - startedAt);
  if (bytes === 0) {
    return time;
  }
  const arrived =
    expectedBytes === null
      ? byteCount(bytes)
      : trans.__('%1 of %2', byteCount(bytes), byteCount(expectedBytes));
  return rows === 0
    ? `${time} · ${arrived}`
    : `${time} · ${trans._n('%2, %3 row', '%2, %3 rows', rows, arrived, count(rows))}`;
}

/** The outcome of one statement; empty if there is nothing to say. */
export function outcomeText(
  outcome: Outcome,
  trans: TranslationBundle
): string {
  switch (outcome.kind) {
    case 'waiting':
      return '';
    case 'failed':
      return outcome.error.isNotSent
        ? trans.__('Not sent')
        : outcome.error.isConnectionError
          ? trans.__('Not connected')
          : trans.__('Failed after %1', duration(outcome.elapsedMs));
    case 'cancelled':
      return trans.__('Cancelled after %1', duration(outcome.elapsedMs));
    case 'skipped':
      return trans.__('Not run');
    case 'done':
      return trans.__('Done in %1', times(outcome, trans));
    case 'rows': {
      const { rowCount, columns } = outcome.table;
      const rows = count(rowCount);
      return [
        outcome.summary.more
          ? trans.__('The first %1 rows', rows)
          : trans._n('%2 row', '%2 rows', rowCount, rows),
        trans._n('%1 column', '%1 columns', columns.length),
        times(outcome, trans)
      ].join(' · ');
    }
  }
}

/** The outcome of several statements. */
export function executionText(
  { runs, running, position }: Execution,
  trans: TranslationBundle
): string {
  if (running) {
    return trans.__('Statement %1 of %2', position + 1, runs.length);
  }
  const those = (kind: Outcome['kind']): number =>
    runs.filter(({ outcome }) => outcome.kind === kind).length;
  const done = those('rows') + those('done');
  const failed = those('failed');
  const cancelled = those('cancelled');
  const skipped = those('skipped');
  return [
    trans.__('%1 of %2 statements done', done, runs.length),
    failed > 0 && trans.__('%1 failed', failed),
    cancelled > 0 && trans.__('%1 cancelled', cancelled),
    skipped > 0 && trans.__('%1 not run', skipped)
  ]
    .filter(Boolean)
    .join(' · ');
}

const times = (
  { elapsedMs, summary }: Extract<Outcome, { kind: 'done' | 'rows' }>,
  trans: TranslationBundle
): string =>
  trans.__(
    '%1 (database %2)',
    duration(elapsedMs),
    duration(summary.executionTimeMs)
  );
