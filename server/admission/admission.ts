/**
 * Limits concurrency, queue length and queue time of some kind of work. Knows neither HTTP nor the
 * work.
 */
import PQueue from 'p-queue';
import type { ApiError } from '../errors/api-error';

export type AdmissionOptions = {
  maxConcurrent: number;
  maxQueued: number;
  queueTimeoutMs: number;
  /** What is thrown where the line is full, and where a turn does not come in time. */
  refuse: () => ApiError;
};

export class Admission {
  private readonly queue: PQueue;

  constructor(private readonly options: AdmissionOptions) {
    this.queue = new PQueue({ concurrency: options.maxConcurrent });
  }

  /**
   * Does the work when its turn comes; the turn is over when the work is. Rejects, and the work
   * is never begun, where `left` is aborted before.
   */
  async take<T>(work: () => Promise<T>, left: AbortSignal): Promise<T> {
    const { maxQueued, queueTimeoutMs, refuse } = this.options;
    left.throwIfAborted();
    if (this.queue.size >= maxQueued) {
      throw refuse();
    }
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(left.reason);
    const timer = setTimeout(() => waiting.abort(refuse()), queueTimeoutMs);
    const stopWaiting = (): void => {
      clearTimeout(timer);
      left.removeEventListener('abort', leave);
    };
    left.addEventListener('abort', leave);
    try {
      return await this.queue.add(
        () => {
          stopWaiting();
          return work();
        },
        { signal: waiting.signal }
      );
    } finally {
      stopWaiting();
    }
  }
}
