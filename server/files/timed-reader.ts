/** Keeps callers apart from the file system: one read at a time, and none waits over its time. */

export type TimedReaderOptions<T> = {
  read: () => Promise<T>;
  timeLimitMs: number;
  /** What a caller gets whose time is up. */
  tooSlow: (seconds: number) => Error;
};

export class TimedReader<T> {
  private current: Promise<T> | null = null;
  private next: Promise<T> | null = null;
  /** Whether a read outlived its time, as on a hung NFS: it holds one of libuv's four threads. */
  private isHung = false;

  constructor(private readonly options: TimedReaderOptions<T>) {}

  /** What a read answers that began after the call. Rejects as that does, or with `tooSlow`. */
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

  /** Settles when no read is under way; where one hangs, never. */
  async dispose(): Promise<void> {
    await Promise.allSettled([this.current, this.next]);
  }

  /** All who come while a read is under way share the one after it. */
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
