/** The texts of a history entry besides its statement. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { HistoryEntry } from './entries';

/** The outcome: `500 rows`, `Done`, `Failed`, `Cancelled`. */
export function outcomeText(
  { outcome, rows, more }: HistoryEntry,
  trans: TranslationBundle
): string {
  switch (outcome) {
    case 'failed':
      return trans.__('Failed');
    case 'cancelled':
      return trans.__('Cancelled');
    case 'running':
      return trans.__('Running…');
    case 'interrupted':
      return trans.__('Interrupted by a reload');
    case 'done':
      return trans.__('Done');
    case 'rows': {
      const count = (rows ?? 0).toLocaleString();
      return more
        ? trans.__('First %1 rows', count)
        : trans._n('%2 row', '%2 rows', rows ?? 0, count);
    }
  }
}

/** `23 ms`, `1.4 s`, `2 min 5 s`. */
export function durationText(
  milliseconds: number,
  trans: TranslationBundle
): string {
  if (milliseconds < 1000) {
    return trans.__('%1 ms', Math.round(milliseconds));
  }
  const seconds = milliseconds / 1000;
  return seconds < 60
    ? trans.__('%1 s', seconds.toFixed(1))
    : trans.__(
        '%1 min %2 s',
        Math.floor(seconds / 60),
        Math.floor(seconds % 60)
      );
}

/** `Today`, `Yesterday`, or the date. */
export function dayText(
  options: { startsAt: number; now: number },
  trans: TranslationBundle
): string {
  const today = new Date(options.now);
  today.setHours(0, 0, 0, 0);
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  switch (options.startsAt) {
    case today.getTime():
      return trans.__('Today');
    case yesterday.getTime():
      return trans.__('Yesterday');
    default:
      return new Date(options.startsAt).toLocaleDateString(undefined, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric'
      });
  }
}
