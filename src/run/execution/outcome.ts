/** The possible outcomes of a statement, and how the history stores them. Pure. */
import type { QuerySummary } from '../../../server/protocol';
import type { ResultTable } from '../../table/result-table';
import { SidecarError } from '../../sidecar/sidecar-error';
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

/** The outcome of a call that was rejected. */
export function failure(
  error: unknown,
  { signal, elapsedMs }: { signal: AbortSignal; elapsedMs: number }
): Outcome {
  const isSidecarError = error instanceof SidecarError;
  if (isSidecarError ? error.code === 'query_cancelled' : signal.aborted) {
    return {
      kind: 'cancelled',
      message: isSidecarError ? error.message : '',
      elapsedMs
    };
  }
  return {
    kind: 'failed',
    error: isSidecarError
      ? error
      : new SidecarError(
          'bad_upstream_answer',
          error instanceof Error ? error.message : String(error),
          { cause: error }
        ),
    elapsedMs
  };
}

export function ranStatement(
  outcome: Outcome,
  run: Pick<ExecutedStatement, 'sql' | 'startedAt' | 'elapsedMs'>
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
