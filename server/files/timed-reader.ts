/**
 * Protects callers from a slow file system: one read at a time, and no caller waits longer than its
 * timeout.
 */

export type TimedReaderOptions<T> = {
  read: () => Promise<T>;
  timeLimitMs: number;
  /** The answer for a caller whose timeout has passed. */
  tooSlow: (seconds: number) => Error;
};

export class TimedReader<T> {
  private current: Promise<T> | null = null;
  private next: Promise<T> | null = null;
  /**
   * Whether a read has exceeded its timeout, as on a hung NFS. It blocks one of libuv's four
   * threads.
   */
  private isHung = false;

  constructor(private readonly options: TimedReaderOptions<T>) {}

  /**
   * Resolves with a read that began after the call. Rejects as the read does, or with `tooSlow`.
   */
  async read(): Promise<T> {
    const { timeLimitMs, tooSlow } = this.options;
    if (this.isHung) {
      throw tooSlow(timeLimitMs / 1000);
    }
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.isHung = true;
        reject(tooSlow(timeLimitMs / 1000));
      }, timeLimitMs);
    });
    try {
      return await Promise.race([this.readAfresh(), timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Settles when no read is running; never settles while one hangs. */
  async dispose(): Promise<void> {
    await Promise.allSettled([this.current, this.next]);
  }

  /** Callers that arrive during a read share the next one. */
  private readAfresh(): Promise<T> {
    this.next ??= Promise.resolve(this.current)
      .catch(() => null)
      .then(() => {
        this.next = null;
        return this.begin();
      });
    return this.next;
  }

  private begin(): Promise<T> {
    const reading = this.options.read().finally(() => {
      this.current = null;
      this.isHung = false;
    });
    this.current = reading;
    return reading;
  }
}
