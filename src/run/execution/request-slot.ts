/** The current request of a statement; the next request replaces it. */
import type { QueryProgress, StatementRequest } from '../../sidecar/query';
import { askDatabase, type Database } from './ask-database';
import type { Outcome } from './outcome';

/** The current request. */
export type Activity = QueryProgress & {
  kind: 'running' | 'loading' | 'sorting';
  /** By {@link Database.clock}'s `now`. */
  startedAt: number;
  isCancelling: boolean;
  /** Maximum number of rows that are requested; `null` for all. */
  rowLimit: number | null;
};

export class RequestSlot {
  constructor(
    private readonly _options: {
      database: Database;
      /** Called when {@link activity} changes, except when it ends. */
      changed: () => void;
    }
  ) {}

  get activity(): Activity | null {
    return this._activity;
  }

  /** When the last request began: milliseconds since 1970. */
  get startedAt(): number {
    return this._startedAt;
  }

  /** Returns `null` if another request has replaced this one. Never rejects. */
  async ask(
    kind: Activity['kind'],
    request: StatementRequest
  ): Promise<Outcome | null> {
    const { database } = this._options;
    const abort = new AbortController();
    this._abort?.abort();
    this._abort = abort;
    this._startedAt = database.clock.today();
    this._set({
      kind,
      startedAt: database.clock.now(),
      rowLimit: request.rowLimit,
      isCancelling: false,
      bytes: 0,
      expectedBytes: null,
      rows: 0
    });
    const outcome = await askDatabase(request, {
      database,
      signal: abort.signal,
      onProgress: progress => {
        if (this._abort === abort && this._activity) {
          this._set({ ...this._activity, ...progress });
        }
      }
    });
    if (this._abort !== abort) {
      return null;
    }
    this._abort = null;
    this._activity = null;
    return outcome;
  }

  /** Cancels the request; its outcome says so. */
  cancel(): void {
    if (this._activity && !this._activity.isCancelling) {
      this._set({ ...this._activity, isCancelling: true });
      this._abort?.abort();
    }
  }

  /** Cancels the request and drops its outcome. */
  clear(): void {
    this._abort?.abort();
    this._abort = null;
    this._activity = null;
  }

  private _set(activity: Activity): void {
    this._activity = activity;
    this._options.changed();
  }

  private _activity: Activity | null = null;
  private _startedAt = 0;
  private _abort: AbortController | null = null;
}
