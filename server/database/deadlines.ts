/** The times that one exchange with the database may take: to connect, between pieces, in all. */
import { ApiError } from '../http/api-error';
import { nameOf, type Target } from '../session/connection';

const CONNECT_MS = 5000;
/** Between two pieces of an answer, once it has begun. */
const IDLE_MS = 30_000;

export class Deadlines {
  private readonly total: NodeJS.Timeout;
  private step: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: { target: Target; timeLimitMs: number },
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

  received(): void {
    this.next(IDLE_MS, 'stopped in the middle of its answer');
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
