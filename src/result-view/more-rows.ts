/** What is said of rows that are not all there, or not in their first order. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { count } from '../text/format-amount';
import type { StatementRun } from '../run/execution/statement-run';

export type MoreRows = {
  text: string;
  /** Why something did not come; empty where nothing went wrong. */
  notice: string;
  /** How many rows can be asked for; `null` for all. */
  offers: { label: string; rowLimit: number | null }[];
};

/** The numbers of rows that the toolbar and the strip under the rows offer. */
export const ROW_LIMITS: readonly number[] = [10_000, 100_000, 1_000_000];

export function moreRows(
  run: Pick<StatementRun, 'outcome' | 'sort' | 'notice' | 'kind'>,
  trans: TranslationBundle
): MoreRows | null {
  const { outcome, sort, notice, kind } = run;
  if (outcome.kind !== 'rows') {
    return null;
  }
  const { table, summary } = outcome;
  if (!summary.more && !sort && notice === '') {
    return null;
  }
  return {
    text: sort
      ? sortedText(
          { rows: table.rowCount, more: summary.more },
          {
            column: table.columns[sort.column]?.name ?? '',
            isAscending: sort.direction === 'ascending'
          },
          trans
        )
      : summary.more
        ? trans.__(
            'First %1 rows; the database has more.',
            count(table.rowCount)
          )
        : '',
    notice,
    offers:
      summary.more && kind.isQuery ? offersAbove(table.rowCount, trans) : []
  };
}

/** The next number of rows, and all of them. */
function offersAbove(
  rows: number,
  trans: TranslationBundle
): MoreRows['offers'] {
  const next = ROW_LIMITS.find(limit => limit > rows);
  const all = { label: trans.__('Load all'), rowLimit: null };
  return next
    ? [{ label: trans.__('Load %1', count(next)), rowLimit: next }, all]
    : [all];
}

function sortedText(
  { rows, more }: { rows: number; more: boolean },
  { column, isAscending }: { column: string; isAscending: boolean },
  trans: TranslationBundle
): string {
  const which = more
    ? trans.__('first %1 rows', count(rows))
    : trans.__('all %1 rows', count(rows));
  return isAscending
    ? trans.__('Sorted by the database: %1 by %2, ascending.', which, column)
    : trans.__('Sorted by the database: %1 by %2, descending.', which, column);
}
