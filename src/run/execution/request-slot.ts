/**
 * The current request of a statement: its progress, and its end if the user cancels. The next
 * request replaces it. Does not know what is requested.
 */
import { Throttler } from '@lumino/polling';
import type { QueryOptions, QueryProgress } from '../../sidecar/query';
import type { Clock } from './database';

/** The current request. */
export type Activity = QueryProgress & {
  kind: 'running' | 'loading' | 'sorting';
  /** By {@link Clock.now}. */
  startedAt: number;
  isCancelling: boolean;
  /** Maximum number of rows that are requested; `null` for all. */
  rowLimit: number | null;
};

/** Least time between two reports of progress; each draws the status line, tabs and buttons again. */
const PROGRESS_MS = 100;

export class RequestSlot {
  constructor(
    private readonly _options: {
      clock: Clock;
      /**
       * Called when {@link activity} changes, except when it ends; for progress, at most ten times a
       * second.
       */
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

  /**
   * Makes a request in place of the current one.
   *
   * @returns its reply; `null` if another request has replaced this one. Rejects like `send`.
   */
  async ask<Reply>(
    { kind, rowLimit }: Pick<Activity, 'kind' | 'rowLimit'>,
    send: (options: QueryOptions) => Promise<Reply>
  ): Promise<Reply | null> {
    const { clock } = this._options;
    const abort = new AbortController();
    this._abort?.abort();
    this._abort = abort;
    this._startedAt = clock.today();
    this._set({
      kind,
      startedAt: clock.now(),
      rowLimit,
      isCancelling: false,
      bytes: 0,
      expectedBytes: null,
      rows: 0
    });
    const reporting = new Throttler(
      () => {
        if (this._abort === abort) {
          this._options.changed();
        }
      },
      { limit: PROGRESS_MS, edge: 'trailing' }
    );
    try {
      const reply = await send({
        rowLimit,
        signal: abort.signal,
        onProgress: progress => {
          if (this._abort === abort && this._activity) {
            this._activity = { ...this._activity, ...progress };
            void reporting.invoke();
          }
        }
      });
      return this._abort === abort ? reply : null;
    } catch (error) {
      if (this._abort === abort) {
        throw error;
      }
      return null;
    } finally {
      reporting.dispose();
      if (this._abort === abort) {
        this._abort = null;
        this._activity = null;
      }
    }
  }

  /** Cancels the request; its outcome says so. */
  cancel(): void {
    if (this._activity && !this._activity.isCancelling) {
      this._set({ ...this._activity, isCancelling: true });
      this._abort?.abort();
    }
  }

  /** Cancels the request and drops its reply. */
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
