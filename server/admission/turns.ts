/**
 * Lets so much go on at a time, keeps so many more in line, and none in line for longer than so
 * long. Knows neither HTTP nor what the turns are for.
 */
import PQueue from 'p-queue';
import type { ApiError } from '../errors/api-error';

export type TurnsOptions = {
  atOnce: number;
  inLine: number;
  patienceMs: number;
  /** What is thrown where the line is full, and where a turn does not come in time. */
  refuse: () => ApiError;
};

export class Turns {
  private readonly line: PQueue;

  constructor(private readonly options: TurnsOptions) {
    this.line = new PQueue({ concurrency: options.atOnce });
  }

  /**
   * Does the work when its turn comes; the turn is over when the work is. Rejects, and the work
   * is never begun, where `left` is aborted before.
   */
  async take<T>(work: () => Promise<T>, left: AbortSignal): Promise<T> {
    const { inLine, patienceMs, refuse } = this.options;
    left.throwIfAborted();
    if (this.line.size >= inLine) {
      throw refuse();
    }
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(left.reason);
    const timer = setTimeout(() => waiting.abort(refuse()), patienceMs);
    const stopWaiting = (): void => {
      clearTimeout(timer);
      left.removeEventListener('abort', leave);
    };
    left.addEventListener('abort', leave);
    try {
      return await this.line.add(
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
