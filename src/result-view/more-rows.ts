/** The text about rows that are incomplete or sorted. Pure. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Limits } from '../../server/protocol';
import { withinLimit } from '../connection-info/limits';
import { count } from '../text/format-amount';
import type { StatementRun } from '../run/execution/statement-run';

export type MoreRows = {
  text: string;
  /** Why rows could not be loaded; empty if nothing failed. */
  error: string;
  /** Numbers of rows that the user can load; `null` for all. */
  offers: { label: string; rowLimit: number | null }[];
};

/** The numbers of rows that the toolbar and the strip under the rows offer. */
export const ROW_LIMITS: readonly number[] = [10_000, 100_000, 1_000_000];

export function moreRows(
  run: Pick<
    StatementRun,
    'outcome' | 'sort' | 'loadError' | 'kind' | 'connection'
  >,
  trans: TranslationBundle
): MoreRows | null {
  const { outcome, sort, loadError, kind, connection } = run;
  if (outcome.kind !== 'rows') {
    return null;
  }
  const { table, summary } = outcome;
  if (!summary.more && !sort && !loadError) {
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
      : moreText({ ...summary, rows: table.rowCount }, trans),
    error: loadError?.message ?? '',
    offers:
      summary.more && kind.isQuery && summary.maxRows === undefined
        ? offersAbove(table.rowCount, connection.limits, trans)
        : []
  };
}

function moreText(
  { rows, more, maxRows }: { rows: number; more: boolean; maxRows?: number },
  trans: TranslationBundle
): string {
  if (maxRows !== undefined) {
    return trans.__(
      'First %1 rows; the administrator allows no more.',
      count(rows)
    );
  }
  return more
    ? trans.__('First %1 rows; the database has more.', count(rows))
    : '';
}

/** The next number of rows, and all of them, as far as the administrator allows. */
function offersAbove(
  rows: number,
  limits: Limits,
  trans: TranslationBundle
): MoreRows['offers'] {
  const next = ROW_LIMITS.find(limit => limit > rows) ?? null;
  const wanted = new Set([next, null].map(limit => withinLimit(limit, limits)));
  return [...wanted].map(rowLimit => ({
    label:
      rowLimit === null
        ? trans.__('Load all')
        : trans.__('Load %1', count(rowLimit)),
    rowLimit
  }));
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
