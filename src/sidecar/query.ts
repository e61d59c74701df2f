/** A query of the sidecar: its options and its reply. Types only. */
import type { QuerySummary, AllRoutes } from '../../server/protocol';
import type { SqlStatement } from '../sql/statement';
import type { ResultTable } from '../table/result-table';
import type { Answer, RequestOptions } from './requests';
import type { RouteInput } from './route-address';

/** How much of a result has arrived. */
export type QueryProgress = {
  bytes: number;
  /** `null` if the database has not said. */
  expectedBytes: number | null;
  /** The rows that the database has counted; their values may still be missing. */
  rows: number;
};

export type QueryOptions = {
  /** Maximum number of rows; `null` for all. */
  rowLimit: number | null;
  /** Aborting cancels the query in the database; the call then rejects with `query_cancelled`. */
  signal: AbortSignal;
  /** Called after each page. */
  onProgress?: (progress: QueryProgress) => void;
};

export type QueryReply = {
  summary: QuerySummary;
  /** At most {@link QueryOptions.rowLimit} rows; `null` for a statement without a table. */
  table: ResultTable | null;
};

/** Returns all rows, or rejects with a SidecarError; never a part. */
export type RunQuery = (
  statement: SqlStatement,
  options: QueryOptions
) => Promise<QueryReply>;

/** Asks one route of the sidecar; rejects with a SidecarError, or on an abort. */
export type Ask = <K extends keyof AllRoutes>(
  key: K,
  input: RouteInput<K>,
  options: Partial<RequestOptions>
) => Promise<Answer>;
