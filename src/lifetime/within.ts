/**
 * Waits for something, but not for long. This is a bare timer: Lumino's timers call a function
 * again or later, and none of them limits a wait.
 */

/**
 * Resolves when `work` settles, at the latest after so many milliseconds. `work` goes on then.
 * Rejects where `work` rejects in time.
 */
export async function within(
  work: Promise<unknown>,
  ms: number
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise(resolve => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
