/** What a reader must be told of a chart, lest it mislead. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISqlResult } from '../tokens';
import { MAX_GROUPS, MAX_POINTS, type Points } from './aggregate';

export function noticesOf(
  options: {
    points: Points;
    result: Pick<ISqlResult, 'summary' | 'table'>;
    /** The editor shows no rows any more. */
    isPrevious: boolean;
  },
  trans: TranslationBundle
): string[] {
  const { points, result, isPrevious } = options;
  const { sampledFrom, cutFrom, binWidth, timeUnit, skipped } = points;
  const number = (value: number): string => value.toLocaleString();
  const units: Record<NonNullable<Points['timeUnit']>, string> = {
    second: trans.__('Times are put together by second.'),
    minute: trans.__('Times are put together by minute.'),
    hour: trans.__('Times are put together by hour.'),
    day: trans.__('Times are put together by day.'),
    month: trans.__('Times are put together by month.'),
    year: trans.__('Times are put together by year.')
  };
  const notices: (string | false)[] = [
    isPrevious &&
      trans.__('Of an earlier result: the editor shows no rows now.'),
    result.summary.more &&
      trans.__(
        'Of the first %1 rows; the query has more.',
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
    binWidth !== null && trans.__('In bins of %1.', number(binWidth)),
    timeUnit !== null && units[timeUnit],
    skipped > 0 &&
      trans._n(
        '%2 row without a value is left out.',
        '%2 rows without a value are left out.',
        skipped,
        number(skipped)
      )
  ];
  return notices.filter(notice => notice !== false);
}
