/** The rows of one statement as they arrive from the database, as Arrow or from columns. */
import type { QuerySummary } from '../protocol';

export type StatementStats = Pick<
  QuerySummary,
  'queryType' | 'executionTimeMs'
>;

/** One Arrow IPC stream, with or without an end mark. */
export interface IRows {
  /** False for a statement that returns no table: there is nothing to read. */
  readonly hasTable: boolean;
  /** Length of the stream, if known in advance. */
  readonly length: number | null;
  /** Returns the next bytes; null at the end. Rejects with an ApiError. */
  read(): Promise<Uint8Array | null>;
  /** What the database reports about the statement; complete once all rows are read. */
  stats(): StatementStats;
  /** Releases unread rows; safe at any time. */
  close(): void;
}
