/**
 * Limits a wait. Uses a bare timer: Lumino's timers repeat or delay a call, but none limits a wait.
 */

/**
 * Resolves when `work` settles or the time in milliseconds is over; `work` then continues. Rejects
 * if `work` rejects in time.
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
