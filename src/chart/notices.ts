/** Notes without which a chart would mislead its reader. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISqlResult } from '../tokens';
import { MAX_GROUPS, MAX_POINTS, type Points } from './aggregate';

export function noticesOf(
  options: {
    points: Points;
    result: Pick<ISqlResult, 'summary' | 'table'>;
    /** The editor no longer shows rows. */
    isPrevious: boolean;
  },
  trans: TranslationBundle
): string[] {
  const { points, result, isPrevious } = options;
  const { sampledFrom, cutFrom, binWidth, timeUnit, skipped } = points;
  const number = (value: number): string => value.toLocaleString();
  const units: Record<NonNullable<Points['timeUnit']>, string> = {
    second: trans.__('Times are grouped by second.'),
    minute: trans.__('Times are grouped by minute.'),
    hour: trans.__('Times are grouped by hour.'),
    day: trans.__('Times are grouped by day.'),
    month: trans.__('Times are grouped by month.'),
    year: trans.__('Times are grouped by year.')
  };
  const notices: (string | false)[] = [
    isPrevious &&
      trans.__(
        'This chart shows an earlier result. The editor shows no rows now.'
      ),
    result.summary.more &&
      trans.__(
        'Only the first %1 rows are charted. The query has more.',
        number(result.table.rowCount)
      ),
    sampledFrom !== null &&
      trans.__(
        'A sample of %1 of %2 rows.',
        number(MAX_POINTS),
        number(sampledFrom)
      ),
    cutFrom !== null &&
      trans.__('The %1 largest of %2 values.', MAX_GROUPS, number(cutFrom)),
    binWidth !== null &&
      trans.__('Values are grouped into bins of %1.', number(binWidth)),
    timeUnit !== null && units[timeUnit],
    skipped > 0 &&
      trans._n(
        '%2 row without a value is not shown.',
        '%2 rows without a value are not shown.',
        skipped,
        number(skipped)
      )
  ];
  return notices.filter(notice => notice !== false);
}
