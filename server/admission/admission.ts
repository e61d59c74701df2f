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
  /** Makes the error for work that finds the queue full or waits too long. */
  refuse: () => ApiError;
};

export class Admission {
  private readonly queue: PQueue;

  constructor(private readonly options: AdmissionOptions) {
    this.queue = new PQueue({ concurrency: options.maxConcurrent });
  }

  /**
   * Queues the work and runs it when fewer than `maxConcurrent` are running. Settles as the work
   * does. Rejects without running it if the queue is full, if it waits longer than
   * `queueTimeoutMs`, or if `signal` is aborted first.
   */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { maxQueued, queueTimeoutMs, refuse } = this.options;
    signal.throwIfAborted();
    if (this.queue.size >= maxQueued) {
      throw refuse();
    }
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(signal.reason);
    const timer = setTimeout(() => waiting.abort(refuse()), queueTimeoutMs);
    const stopWaiting = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    };
    signal.addEventListener('abort', leave);
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
