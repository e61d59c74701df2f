/**
 * The running and queued queries, and those with rows to fetch, by ID. Each is released when its
 * caller stops asking. Does not know what they ask.
 */
import type { CancelReply } from '../protocol';
import type { Connection } from '../connections/connection';
import { ApiError } from '../errors/api-error';
import type { Admission } from '../admission/admission';
import { Lease } from './lease';
import { PAGE_BYTES } from './page';
import type { Query } from './query';

/** Finished queries are held for a while: their last answer may be lost on its way. */
const MAX_OVER = 32;
const MAX_BYTES_OVER = 2 * PAGE_BYTES;
/** IDs of released queries, so that no ID runs twice. */
const MAX_PAST = 1000;

type Entry = { query: Query; lease: Lease };

export type QueriesOptions = { admission: Admission };

export class Queries {
  private readonly entries = new Map<string, Entry>();
  private readonly past = new Map<string, ApiError | 'over' | 'cancelled'>();

  constructor(private readonly options: QueriesOptions) {}

  /**
   * Starts a query. If its ID has already started the same query, returns that one.
   *
   * @throws ApiError - if another query uses or used this ID.
   */
  start(query: Query): Query {
    const { id } = query;
    const known = this.entries.get(id)?.query;
    if (known) {
      if (known.isSameAs(query)) {
        return known;
      }
      throw new ApiError(
        'request_invalid',
        'Another query already uses this ID.'
      );
    }
    const past = this.past.get(id);
    if (past === 'over' || past === 'cancelled') {
      throw this.unknown(id);
    }
    this.makeRoom();
    const lease = new Lease(() => this.letGo(id));
    this.entries.set(id, { query, lease });
    this.options.admission
      .take(() => query.begin(), query.signal)
      .catch((error: unknown) => this.rejectQueued(id, error));
    return query;
  }

  /** @throws ApiError `query_unknown` - if the connection has no query with this ID. */
  find(id: string, connection: Connection): Query {
    const entry = this.entries.get(id);
    if (entry?.query.connection !== connection) {
      throw this.unknown(id);
    }
    return entry.query;
  }

  /**
   * Call it when a request for this query begins, and call the returned function when the request
   * ends.
   */
  enter(id: string): (wasAnswered: boolean) => void {
    return this.entries.get(id)?.lease.enter() ?? (() => undefined);
  }

  async cancel(id: string, connection: Connection): Promise<CancelReply> {
    const entry = this.entries.get(id);
    if (entry && entry.query.connection !== connection) {
      throw this.unknown(id);
    }
    if (!entry) {
      if (this.past.get(id) !== 'over') {
        // The request that starts it may still be on its way.
        this.remember(id, 'cancelled');
      }
      return { outcome: 'finished' };
    }
    return await entry.query.cancel();
  }

  /** Stops all queries of these connections. Never rejects. */
  async cancelAll(connections: ReadonlySet<Connection>): Promise<void> {
    await Promise.all(
      [...this.entries.values()]
        .filter(({ query }) => connections.has(query.connection))
        .map(({ query }) => query.cancel())
    );
  }

  /** Stops all queries. */
  async dispose(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(
      entries.map(({ query, lease }) => {
        lease.dispose();
        return query.cancel();
      })
    );
  }

  private makeRoom(): void {
    let over = 0;
    let bytes = 0;
    for (const [id, { query }] of [...this.entries].reverse()) {
      if (query.isActive) {
        continue;
      }
      over++;
      bytes += query.heldBytes;
      if (over > MAX_OVER || bytes > MAX_BYTES_OVER) {
        this.letGo(id);
      }
    }
  }

  /** It was not admitted and never ran, so the same ID may start it again. */
  private rejectQueued(id: string, error: unknown): void {
    const entry = this.entries.get(id);
    if (entry && error instanceof ApiError) {
      entry.lease.dispose();
      this.entries.delete(id);
      this.remember(id, error);
      entry.query.fail(error);
    }
  }

  private letGo(id: string): void {
    const entry = this.entries.get(id);
    if (entry) {
      entry.lease.dispose();
      this.entries.delete(id);
      this.remember(id, 'over');
      void entry.query.cancel();
    }
  }

  private remember(id: string, how: ApiError | 'over' | 'cancelled'): void {
    this.past.set(id, how);
    for (const oldest of this.past.keys()) {
      if (this.past.size <= MAX_PAST) {
        break;
      }
      this.past.delete(oldest);
    }
  }

  private unknown(id: string): ApiError {
    const past = this.past.get(id);
    if (past instanceof ApiError) {
      return past;
    }
    return past === 'cancelled'
      ? new ApiError(
          'query_cancelled',
          'The query was cancelled before it started.'
        )
      : new ApiError(
          'query_unknown',
          'This query no longer exists. It ended, or its rows were not requested for too long. Run it again.'
        );
  }
}
