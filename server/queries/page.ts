/**
 * One page, and the memory of pages. It is used again for page after page: the garbage
 * collector counts little of it, and would let tens of MiB pile up.
 */
import type { PageHeader } from '../protocol';

/** Half of what an answer may have: Jupyter holds each answer a few times over. */
export const PAGE_BYTES = 4 * 1024 * 1024;

export class Page {
  private holders = 1;

  constructor(
    readonly header: PageHeader,
    readonly pieces: readonly Uint8Array[],
    private readonly onFree: () => void
  ) {}

  /** For as long as it is sent; false where it has been let go of. */
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
    this.free.push(memory);
  }
}
