/** Waits for something outside this process to become true. */
import { setTimeout as pause } from 'node:timers/promises';

/** Ten times what the slowest needs on a busy machine. */
const LIMIT_MS = 3 * 60_000;

/** Returns the first answer that is not null; rejects with the name `what` after three minutes. */
export async function until<T>(
  look: () => Promise<T | null> | T | null,
  what: string
): Promise<T> {
  const limit = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== null) {
      return found;
    }
    if (Date.now() > limit) {
      throw new Error(`Waited three minutes in vain until: ${what}.`);
    }
    await pause(50);
  }
}
