/** What is asked of the sidecar for one statement, and what comes back. Types only. */
import type { QuerySummary, Routes } from '../../server/protocol';
import type { ResultTable } from '../table/result-table';
import type { Answer, RequestOptions } from './requests';
import type { RouteInput } from './route-request';

/** One statement, as the front end asks for it; the contract has `QueryRequest`. */
export type StatementRequest = {
  sql: string;
  /** The most rows; `null` for all. */
  rowLimit: number | null;
  /** True of a statement that changes nothing, so that it may be sent again where it was lost. */
  onlyReads: boolean;
  /** True to have the sidecar refuse it where it changes anything. */
  isReadOnly?: boolean;
};

/** How much of an answer has come. */
export type QueryProgress = {
  bytes: number;
  /** `null` where the database has not said. */
  expectedBytes: number | null;
  /** Those that the database has counted; their values may still be to come. */
  rows: number;
};

/** How a call for one statement is made. */
export type QueryCallOptions = {
  /** Aborting cancels the query in the database; the call then rejects with `query_cancelled`. */
  signal: AbortSignal;
  /** Called after each page. */
  onProgress?: (progress: QueryProgress) => void;
};

export type QueryReply = {
  summary: QuerySummary;
  /** At most the rows that were asked for; `null` for a statement without a table. */
  table: ResultTable | null;
};

/** Asks one route of the sidecar; rejects with a SidecarError, or on an abort. */
export type Ask = <K extends keyof Routes>(
  key: K,
  input: RouteInput<K>,
  options: Partial<RequestOptions>
) => Promise<Answer>;
