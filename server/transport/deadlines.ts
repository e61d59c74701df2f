/** The deadlines of one exchange with the database: to connect, between pieces, and in total. */
import type { ApiError } from '../errors/api-error';
import type { Target } from './target';
import { TransportError } from './transport-error';

/** The limits that the admin sets. */
export type TimeLimits = Readonly<{
  connectMs: number;
  /** For answers from memory. */
  answerMs: number;
  /** Between two pieces of an answer, once it has begun. */
  idleMs: number;
  queryMs: number;
}>;

/** No connection in time. Trying another protocol would take as long again. */
export class ConnectTimeout extends TransportError {
  override name = 'ConnectTimeout';
}

export type DeadlinesOptions = {
  target: Target;
  limits: Pick<TimeLimits, 'connectMs' | 'idleMs'>;
  /** In total, without the time in which nobody requests more of the answer. */
  timeLimitMs: number;
  onPassed: (fault: ApiError) => void;
};

export class Deadlines {
  private total: NodeJS.Timeout | undefined;
  private step: NodeJS.Timeout | undefined;
  private remainingMs: number;
  private waitingSince = 0;
  private hasBegun = false;

  constructor(private readonly options: DeadlinesOptions) {
    this.remainingMs = options.timeLimitMs;
    this.runTotal();
  }

  connecting(): void {
    const { connectMs } = this.options.limits;
    clearTimeout(this.step);
    this.step = this.after(
      connectMs,
      `it did not accept a connection within ${secondsOf(connectMs)}`,
      ConnectTimeout
    );
  }

  connected(): void {
    clearTimeout(this.step);
  }

  /** More of the answer is requested. */
  waiting(): void {
    if (this.hasBegun) {
      const { idleMs } = this.options.limits;
      clearTimeout(this.step);
      this.step = this.after(idleMs, 'it stopped in the middle of its answer');
      this.runTotal();
    }
  }

  /** A piece arrived. No time runs until more is requested. */
  received(): void {
    this.hasBegun = true;
    this.remainingMs -= performance.now() - this.waitingSince;
    this.clear();
  }

  clear(): void {
    clearTimeout(this.total);
    clearTimeout(this.step);
  }

  private runTotal(): void {
    this.waitingSince = performance.now();
    this.total = this.after(
      Math.max(1, this.remainingMs),
      `it did not answer within ${secondsOf(this.options.timeLimitMs)}`
    );
  }

  private after(
    ms: number,
    reason: string,
    Fault = TransportError
  ): NodeJS.Timeout {
    const { target, onPassed } = this.options;
    return setTimeout(() => {
      this.clear();
      onPassed(new Fault({ kind: 'late', target, reason }));
    }, ms);
  }
}

const secondsOf = (ms: number): string =>
  ms === 1000 ? 'a second' : `${ms / 1000} seconds`;
