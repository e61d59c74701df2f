/** Notices that a query's caller has gone: nobody asks any more, or hung up and did not call again. */

/** Between two requests; a caller that waits asks every ten seconds. */
const SILENCE_MS = 30_000;
/** For a caller whose answer was lost to ask again. */
const HUNG_UP_MS = 1000;

export class Lease {
  private requests = 0;
  private isDisposed = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly onOver: () => void) {
    this.wait(SILENCE_MS);
  }

  /** A request is there; call the answer when it is gone, with whether it was answered. */
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
