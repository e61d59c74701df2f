/**
 * Aborts a request that is not answered in time. The time while the computer sleeps does not count.
 * It uses a bare timer, because Lumino's timers do not support signals.
 */
import type { IDisposable } from '@lumino/disposable';

/** A timer that is later than this was delayed by sleep, or by a page in the background. */
const LATE_MS = 5_000;

export class TimeLimit implements IDisposable {
  /** @param outer - its abort is passed on. */
  constructor(private readonly _outer?: AbortSignal | null) {
    if (_outer?.aborted) {
      this._onOuterAbort();
    }
    _outer?.addEventListener('abort', this._onOuterAbort);
  }

  /** Aborted when the time is over, or when the outer signal is aborted. */
  get signal(): AbortSignal {
    return this._abort.signal;
  }

  /** True if the time limit was the cause. */
  get hasPassed(): boolean {
    return this._hasPassed;
  }

  stop(): void {
    clearTimeout(this._timer);
  }

  /** Starts or restarts the timer. */
  start(ms: number): void {
    this.stop();
    const startedAt = Date.now();
    this._timer = setTimeout(() => {
      if (Date.now() - startedAt > ms + LATE_MS) {
        this.start(ms);
        return;
      }
      this._hasPassed = true;
      this._abort.abort();
    }, ms);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this.stop();
    this._outer?.removeEventListener('abort', this._onOuterAbort);
  }

  private readonly _onOuterAbort = (): void => {
    this._abort.abort(this._outer?.reason);
  };

  private readonly _abort = new AbortController();
  private _isDisposed = false;
  private _hasPassed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
