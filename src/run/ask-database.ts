/** Sends one statement to the database and tells what came of it; a failure is an outcome too. */
import type { ResultTable } from '../table/result-table';
import type { QueryReply } from '../sidecar/query-run';
import type { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import { failure, type Outcome } from './outcome';

export type Clock = {
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
  /** Milliseconds since 1970. */
  today: () => number;
};

export type Database = {
  client: Pick<IConnection['client'], 'query'>;
  /** Decodes a reply; a parameter, so that Arrow is loaded when first needed. */
  readResult: (reply: QueryReply) => Promise<ResultTable | null>;
  /** Why a statement must not be sent; `null` where it may. */
  refusalOf: (sql: string) => SidecarError | null;
  clock: Clock;
};

/** How much of an answer has come. */
export type Progress = {
  bytes: number;
  /** `null` where the database has not said. */
  expectedBytes: number | null;
  /** Those that the database has told of; their values may still be to come. */
  rows: number;
};

/** @param request - with the most rows that are asked for; `null` for all. */
export async function askDatabase(
  { sql, rowLimit }: { sql: string; rowLimit: number | null },
  options: {
    database: Database;
    /** Aborted, it cancels in the database. */
    signal: AbortSignal;
    onProgress: (progress: Progress) => void;
  }
): Promise<Outcome> {
  const { database, signal, onProgress } = options;
  const { client, readResult, refusalOf, clock } = database;
  const startedAt = clock.now();
  const refusal = refusalOf(sql);
  if (refusal) {
    return { kind: 'failed', error: refusal, elapsedMs: 0 };
  }
  try {
    const reply = await client.query(
      { sql, firstN: rowLimit },
      { signal, onProgress }
    );
    const table = await readResult(reply);
    const stats = {
      summary: reply.summary,
      elapsedMs: clock.now() - startedAt
    };
    return table
      ? { kind: 'rows', table, rowLimit, ...stats }
      : { kind: 'done', ...stats };
  } catch (error) {
    return failure(error, { signal, elapsedMs: clock.now() - startedAt });
  }
}
