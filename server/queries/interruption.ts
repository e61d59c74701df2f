/** Asks the database to stop the query of a clone, until the query has ended. */
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseClient } from '../database/database-client';
import type { Clone } from '../database/session-clones';

/** A cancellation is answered within two seconds. */
const INTERRUPT_MS = 1500;
/** HeavyDB ignores an interrupt that arrives before the query is enrolled, so it is repeated. */
const REPEAT_MS = 250;
const REPEATS = 20;

export type InterruptionOptions = {
  database: Pick<DatabaseClient, 'interrupt'>;
  clone: Clone;
  /** Resolves when the database has answered the query. */
  ended: Promise<void>;
  /** Called if the database cannot be asked, or does not stop the query. */
  giveUp: () => void;
};

/** Never rejects. Resolves with false if the database cannot be asked. */
export async function interruptQuery(
  options: InterruptionOptions
): Promise<boolean> {
  const { database, clone, giveUp } = options;
  if (clone.clonedFrom) {
    clone.isInterrupted = true;
    try {
      await database.interrupt(clone, INTERRUPT_MS);
      void repeatInterrupt(options);
      return true;
    } catch {
      // The database does not answer; give up below.
    }
  }
  giveUp();
  return false;
}

/** Interrupts repeatedly until the database answers the query itself. */
async function repeatInterrupt({
  database,
  clone,
  ended,
  giveUp
}: InterruptionOptions): Promise<void> {
  const hasEnded = ended.then(() => true);
  for (let count = 0; count < REPEATS; count++) {
    if (await Promise.race([hasEnded, pause(REPEAT_MS, false)])) {
      return;
    }
    await database.interrupt(clone, INTERRUPT_MS).catch(() => undefined);
  }
  giveUp();
}
