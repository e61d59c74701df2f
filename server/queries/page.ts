/**
 * One page, and the memory of pages. The memory is reused for page after page of all queries: the
 * garbage collector hardly counts it and would let tens of MiB pile up.
 */
import type { PageHeader } from '../protocol';

/** Memory that stays when no page needs it: two windows. */
const MAX_FREE = 4;

/** Half the limit of one answer: Jupyter holds each answer several times. */
export const PAGE_BYTES = 4 * 1024 * 1024;

export class Page {
  private holders = 1;

  constructor(
    readonly header: PageHeader,
    readonly pieces: readonly Uint8Array[],
    private readonly onFree: () => void
  ) {}

  /** Holds the page while it is sent; false if it has been released. */
  hold(): boolean {
    const isHeld = this.holders > 0;
    this.holders += isHeld ? 1 : 0;
    return isHeld;
  }

  release(): void {
    this.holders--;
    if (this.holders === 0) {
      this.onFree();
    }
  }
}

export class PageMemory {
  private readonly free: Buffer[] = [];

  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(PAGE_BYTES);
  }

  giveBack(memory: Buffer): void {
    if (this.free.length < MAX_FREE) {
      this.free.push(memory);
    }
  }
}
