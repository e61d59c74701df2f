/** Sends one statement to the database and returns its outcome; a failure is an outcome, too. */
import type { QueryProgress, StatementRequest } from '../../sidecar/query';
import type { SidecarError } from '../../sidecar/sidecar-error';
import type { IConnection } from '../../tokens';
import { failure, type Outcome } from './outcome';

export type Clock = {
  /** Milliseconds of a monotonic clock. */
  now: () => number;
  /** Milliseconds since 1970. */
  today: () => number;
};

export type Database = {
  /** The connection of the statement. */
  connection: IConnection;
  /** Why a statement must not be sent; `null` if it may. */
  refusalOf: (sql: string) => SidecarError | null;
  clock: Clock;
};

/** Never rejects. */
export async function askDatabase(
  request: StatementRequest,
  {
    database: { connection, clock },
    signal,
    onProgress
  }: {
    database: Pick<Database, 'connection' | 'clock'>;
    /** Aborting it cancels the query in the database. */
    signal: AbortSignal;
    onProgress: (progress: QueryProgress) => void;
  }
): Promise<Outcome> {
  const startedAt = clock.now();
  try {
    const { table, summary } = await connection.client.query(request, {
      signal,
      onProgress
    });
    const stats = { summary, elapsedMs: clock.now() - startedAt };
    return table
      ? {
          ...{ kind: 'rows', table },
          rowLimit: summary.maxRows ?? request.rowLimit,
          ...stats
        }
      : { kind: 'done', ...stats };
  } catch (error) {
    return failure(error, { signal, elapsedMs: clock.now() - startedAt });
  }
}
