/** Waits for something outside this process to become true. */
import { setTimeout as pause } from 'node:timers/promises';

/** The first answer that is not null; rejects, naming `what`, when it takes over a minute. */
export async function until<T>(
  look: () => Promise<T | null> | T | null,
  what: string
): Promise<T> {
  const limit = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== null) {
      return found;
    }
    if (Date.now() > limit) {
      throw new Error(`Waited a minute in vain until: ${what}.`);
    }
    await pause(50);
  }
}
