/** The rows of one statement as they come from the database, whichever way they were asked for. */
import type { QuerySummary } from '../protocol';

export type StatementStats = Pick<
  QuerySummary,
  'queryType' | 'executionTimeMs'
>;

/** One Arrow IPC stream, its end marked or not. */
export interface IRows {
  /** False for a statement that returns no table: then there is nothing to read. */
  readonly hasTable: boolean;
  /** Length of the stream, where it is known before it is read. */
  readonly length: number | null;
  /** The next bytes; null at the end. Rejects with an ApiError. */
  read(): Promise<Uint8Array | null>;
  /** What the database says of the statement; complete once all is read. */
  stats(): StatementStats;
  /** Lets go of what is not read; safe at any time. */
  close(): void;
}
