/** The possible outcomes of a statement, and how the history stores them. Pure. */
import type { QuerySummary } from '../../../server/protocol';
import type { ResultTable } from '../../table/result-table';
import type { QueryReply } from '../../sidecar/query';
import { asSidecarError, type SidecarError } from '../../sidecar/sidecar-error';
import type { ExecutedStatement } from '../../tokens';

export type RowsOutcome = {
  kind: 'rows';
  table: ResultTable;
  summary: QuerySummary;
  elapsedMs: number;
  /** Maximum number of rows that were requested; `null` for all. */
  rowLimit: number | null;
};

export type Outcome =
  | { kind: 'waiting' }
  | RowsOutcome
  | { kind: 'done'; summary: QuerySummary; elapsedMs: number }
  | { kind: 'failed'; error: SidecarError; elapsedMs: number }
  /** `message` says whether the database was asked to stop; empty if unknown. */
  | { kind: 'cancelled'; message: string; elapsedMs: number }
  /** It was not run, because an earlier one was cancelled or failed. */
  | { kind: 'skipped' };

/** The outcome of a statement that the database has answered. */
export const answeredOutcome = (
  { table, summary }: QueryReply,
  { rowLimit, elapsedMs }: Pick<RowsOutcome, 'rowLimit' | 'elapsedMs'>
): Outcome =>
  table
    ? {
        ...{ kind: 'rows', table, summary, elapsedMs },
        rowLimit: summary.maxRows ?? rowLimit
      }
    : { kind: 'done', summary, elapsedMs };

/** The outcome of a statement whose call was rejected. */
export function rejectedOutcome(cause: unknown, elapsedMs: number): Outcome {
  const error = asSidecarError(cause);
  return error.code === 'query_cancelled'
    ? cancelledOutcome(elapsedMs, error.message)
    : { kind: 'failed', error, elapsedMs };
}

export const cancelledOutcome = (elapsedMs: number, message = ''): Outcome => ({
  kind: 'cancelled',
  message,
  elapsedMs
});

export function ranStatement(
  outcome: Outcome,
  run: Pick<ExecutedStatement, 'sql' | 'effect' | 'startedAt' | 'elapsedMs'>
): Omit<ExecutedStatement, 'id'> {
  const ran = { ...run, rows: null, more: false, message: '' };
  switch (outcome.kind) {
    case 'rows': {
      const { table, summary } = outcome;
      return {
        ...ran,
        outcome: 'rows',
        rows: table.rowCount,
        more: summary.more
      };
    }
    case 'failed':
      return { ...ran, outcome: 'failed', message: outcome.error.message };
    case 'cancelled':
      return { ...ran, outcome: 'cancelled', message: outcome.message };
    default:
      return { ...ran, outcome: 'done' };
  }
}
