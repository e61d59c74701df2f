/** The times that one exchange with the database may take: to connect, between pieces, in all. */
import { ApiError } from '../http/api-error';
import { nameOf, type Target } from '../session/connection';

const CONNECT_MS = 5000;
/** Between two pieces of an answer, once it has begun. */
const IDLE_MS = 30_000;

export type TimeLimits = {
  target: Target;
  timeLimitMs: number;
  /** True where the limit is for the first byte only, as the caller reads at its own pace. */
  untilBegun?: boolean;
};

export class Deadlines {
  private readonly total: NodeJS.Timeout;
  private step: NodeJS.Timeout | undefined;
  private hasBegun = false;

  constructor(
    private readonly limits: TimeLimits,
    private readonly onPassed: (fault: ApiError) => void
  ) {
    const seconds = limits.timeLimitMs / 1000;
    this.total = this.after(
      limits.timeLimitMs,
      `did not answer within ${seconds} seconds`
    );
  }

  connecting(): void {
    this.next(CONNECT_MS, 'did not accept a connection within 5 seconds');
  }

  connected(): void {
    clearTimeout(this.step);
  }

  /** More of the answer is asked for. */
  waiting(): void {
    if (this.hasBegun) {
      this.next(IDLE_MS, 'stopped in the middle of its answer');
    }
  }

  /** Some of it came; no time runs until more is asked for. */
  received(): void {
    this.hasBegun = true;
    clearTimeout(this.step);
    if (this.limits.untilBegun) {
      clearTimeout(this.total);
    }
  }

  clear(): void {
    clearTimeout(this.total);
    clearTimeout(this.step);
  }

  private next(ms: number, what: string): void {
    clearTimeout(this.step);
    this.step = this.after(ms, what);
  }

  private after(ms: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.clear();
      this.onPassed(
        new ApiError(
          'database_timeout',
          `The database at ${nameOf(this.limits.target)} ${what}. Try again, and check that it runs and is not overloaded.`
        )
      );
    }, ms);
  }
}
