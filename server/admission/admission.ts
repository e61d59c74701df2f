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
  /** Makes the error of work that finds the queue full, or is not admitted in time. */
  refuse: () => ApiError;
};

export class Admission {
  private readonly queue: PQueue;

  constructor(private readonly options: AdmissionOptions) {
    this.queue = new PQueue({ concurrency: options.maxConcurrent });
  }

  /**
   * Queues the work, runs it when fewer than `maxConcurrent` run, and resolves or rejects as it
   * does. Rejects without running it where the queue is full, where it waits for longer than
   * `queueTimeoutMs`, and where `signal` is aborted before it runs.
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
