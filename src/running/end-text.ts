/** The notification about the end of a long Run that its user could not see. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { count, duration } from '../text/format-amount';
import type { ExecutedStatement } from '../tokens';

export type EndedRun = {
  /** The title of its editor. */
  title: string;
  elapsedMs: number;
  /** The finished statements in order, at least one. */
  ran: readonly ExecutedStatement[];
};

export function endText(
  { title, elapsedMs, ran }: EndedRun,
  trans: TranslationBundle
): string {
  const time = duration(elapsedMs);
  const failed = ran.filter(({ outcome }) => outcome === 'failed').length;
  if (ran.length > 1) {
    return failed > 0
      ? trans.__(
          '%1: %2 of %3 statements failed, after %4',
          title,
          failed,
          ran.length,
          time
        )
      : trans.__('%1: %2 statements done in %3', title, ran.length, time);
  }
  if (failed > 0) {
    return trans.__('%1: failed after %2', title, time);
  }
  const rows = ran[0]?.rows ?? null;
  return rows === null
    ? trans.__('%1: done in %2', title, time)
    : trans._n(
        '%2: %3 row in %4',
        '%2: %3 rows in %4',
        rows,
        title,
        count(rows),
        time
      );
}
