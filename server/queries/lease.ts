/**
 * Notices that a query's caller has gone: it no longer asks, or it disconnected and did not come
 * back.
 */

/** Between two requests. A waiting caller asks every ten seconds. */
const SILENCE_MS = 30_000;
/** Time for a caller to ask again after it lost an answer. */
const HUNG_UP_MS = 1000;

export class Lease {
  private requests = 0;
  private isDisposed = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly onOver: () => void) {
    this.wait(SILENCE_MS);
  }

  /**
   * A request has arrived. Call the returned function when it ends, with whether it was answered.
   */
  enter(): (wasAnswered: boolean) => void {
    this.requests++;
    clearTimeout(this.timer);
    return wasAnswered => {
      this.requests--;
      if (this.requests === 0 && !this.isDisposed) {
        this.wait(wasAnswered ? SILENCE_MS : HUNG_UP_MS);
      }
    };
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.onOver, ms);
  }
}
