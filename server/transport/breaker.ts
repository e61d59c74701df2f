/**
 * Circuit breaker for a database that accepts no connections. While it is down, one call at a time
 * tries to connect, and after a few failures only now and then. It ignores answers: a target that
 * accepts connections is up.
 */
import { ApiError } from '../errors/api-error';
import { ConnectTimeout } from './deadlines';

/** Number of failures in a row after which calls are refused without a try. */
const MAX_FAILURES = 3;
const FIRST_PAUSE_MS = 250;
/** Short, because somebody may have just restarted the database and be waiting. */
const MAX_PAUSE_MS = 2000;

type Outage = {
  /** Failures in a row. Of several that started together, only the first counts. */
  failures: number;
  fault: ApiError;
  /** On the monotonic clock: time of the last failure, and time of the next try. */
  failedAt: number;
  until: number;
  /** Settles when the trying call has connected or failed. */
  attempt: Promise<void> | null;
};

/** One try: calls back when it has a connection. */
type Work<T> = (onConnected: () => void) => Promise<T>;

export type BreakerOptions = {
  now?: () => number;
  /** From 0 to 1. Spreads the retries of many users' sidecars. */
  random?: () => number;
};

export class Breaker {
  private readonly outages = new Map<string, Outage>();
  private readonly now: () => number;
  private readonly random: () => number;

  constructor(options: BreakerOptions = {}) {
    this.now = options.now ?? (() => performance.now());
    this.random = options.random ?? Math.random;
  }

  /**
   * Runs `work`, or rejects like the last failure. A caller that aborts does not count as a
   * failure.
   */
  async through<T>(
    key: string,
    work: Work<T>,
    signal?: AbortSignal
  ): Promise<T> {
    for (;;) {
      const outage = this.outages.get(key);
      if (!outage) {
        return await this.tryOut(key, { work, signal });
      }
      if (!outage.attempt) {
        return await this.probe(key, outage, { work, signal });
      }
      const { failures } = outage;
      await outage.attempt;
      if (outage.failures > failures) {
        throw outage.fault;
      }
    }
  }

  private async probe<T>(
    key: string,
    outage: Outage,
    what: { work: Work<T>; signal?: AbortSignal }
  ): Promise<T> {
    if (this.now() < outage.until) {
      throw outage.fault;
    }
    let settle = (): void => undefined;
    outage.attempt = new Promise(resolve => {
      settle = resolve;
    });
    const done = (): void => {
      outage.attempt = null;
      settle();
    };
    try {
      return await this.tryOut(key, { ...what, done });
    } finally {
      done();
    }
  }

  private async tryOut<T>(
    key: string,
    {
      work,
      signal,
      done
    }: { work: Work<T>; signal?: AbortSignal; done?: () => void }
  ): Promise<T> {
    const started = this.now();
    let isConnected = false;
    try {
      return await work(() => {
        isConnected = true;
        this.outages.delete(key);
        done?.();
      });
    } catch (error) {
      if (!isConnected && !signal?.aborted && isOutage(error)) {
        this.failed(key, error, started);
      }
      throw error;
    }
  }

  private failed(key: string, fault: ApiError, started: number): void {
    const now = this.now();
    const known = this.outages.get(key);
    const outage = known ?? {
      failures: 0,
      fault,
      failedAt: -Infinity,
      until: now,
      attempt: null
    };
    if (started < outage.failedAt) {
      return;
    }
    this.outages.set(key, outage);
    outage.failures++;
    outage.fault = fault;
    outage.failedAt = now;
    const doublings = outage.failures - MAX_FAILURES;
    if (doublings >= 0) {
      const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** doublings);
      outage.until = now + pause * (0.5 + this.random() / 2);
    }
  }
}

const isOutage = (error: unknown): error is ApiError =>
  error instanceof ConnectTimeout ||
  (error instanceof ApiError && error.code === 'database_unreachable');
