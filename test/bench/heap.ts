/** What a page holds, after its garbage is collected. */
import type { Page } from '@playwright/test';

/** JavaScript's own heap: it does not count the bytes of array buffers. */
export async function heldMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    // A second time for what only the first one's finalizers let go of.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  } finally {
    await session.detach();
  }
}
