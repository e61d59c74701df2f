/** Records the end of a query, once, whatever it was. */
import { ApiError } from '../errors/api-error';
import type { Query } from '../queries/query';
import type { IEvents } from './event';

export class QueryRecorder {
  private readonly followed = new WeakSet<Query>();

  constructor(private readonly events: IEvents) {}

  /** @param requestId - of the first request for the query; a repeated one changes nothing. */
  follow(query: Query, requestId: string): void {
    if (this.followed.has(query)) {
      return;
    }
    this.followed.add(query);
    const startedAt = performance.now();
    void query.outcome.then(outcome => {
      this.events.record({
        ...{ kind: 'query', request_id: requestId },
        connection: query.connection.key,
        ...('summary' in outcome ? succeeded(outcome) : failed(outcome.error)),
        elapsed_ms: Math.round(performance.now() - startedAt)
      });
    });
  }
}

type Ended = Awaited<Query['outcome']>;

const succeeded = ({ summary }: Extract<Ended, { summary: unknown }>) => ({
  ...{ outcome: 'succeeded' as const, code: null },
  rows: summary.more ? summary.rows - 1 : summary.rows,
  execution_ms: summary.executionTimeMs
});

function failed(error: unknown) {
  const code = codeOf(error);
  return {
    outcome: code === 'query_cancelled' ? 'cancelled' : 'failed',
    ...{ code, rows: null, execution_ms: null }
  } as const;
}

export const codeOf = (error: unknown) =>
  error instanceof ApiError ? error.code : 'internal_error';
