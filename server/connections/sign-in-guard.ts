/** Prevents that sign-ins are used to guess passwords or to lock a user out of the database. */
import { ApiError } from '../errors/api-error';

const MAX_FAILURES = 5;
const PAUSE_MS = 30_000;

type Attempts = { failures: number; until: number; isBusy: boolean };

export class SignInGuard {
  private readonly attempts = new Map<string, Attempts>();

  /** @param now - milliseconds of a monotonic clock. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Makes an attempt for an account. An attempt that rejects with `sign_in_refused` counts as a
   * failure.
   *
   * @throws ApiError `too_many_requests` - during another attempt, and for a while after five
   * failures in a row.
   */
  async attempt<T>(account: string, work: () => Promise<T>): Promise<T> {
    const made = this.attempts.get(account) ?? {
      failures: 0,
      until: 0,
      isBusy: false
    };
    const remainingMs = made.until - this.now();
    if (remainingMs > 0) {
      throw tooMany(
        'The database refused five sign-ins in a row. Wait half a minute, so that it does not lock your account.',
        Math.ceil(remainingMs / 1000)
      );
    }
    if (made.isBusy) {
      throw tooMany('Another sign-in of this user is under way.', 1);
    }
    this.attempts.set(account, made);
    made.isBusy = true;
    try {
      const result = await work();
      made.failures = 0;
      return result;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'sign_in_refused') {
        made.failures++;
        if (made.failures >= MAX_FAILURES) {
          made.failures = 0;
          made.until = this.now() + PAUSE_MS;
        }
      }
      throw error;
    } finally {
      made.isBusy = false;
      if (made.failures === 0 && made.until <= this.now()) {
        this.attempts.delete(account);
      }
    }
  }
}

const tooMany = (message: string, seconds: number): ApiError =>
  new ApiError('too_many_requests', message, {
    headers: { 'Retry-After': String(seconds) }
  });
