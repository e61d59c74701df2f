/** A call on a clone that is interrupted in the database when its caller has gone. */
import type { Caller, DatabaseClient } from '../database/database-client';
import type { Clone } from '../database/session-clones';
import { interruptQuery } from '../queries/interruption';

export type InterruptibleOptions = {
  database: Pick<DatabaseClient, 'interrupt'>;
  clone: Clone;
  /** Aborted to interrupt it. */
  signal: AbortSignal;
};

/**
 * Resolves when the database has answered. Rejects as `call` does, or with the reason of the
 * signal once the interrupted call has ended.
 */
export async function interruptible<T>(
  { database, clone, signal }: InterruptibleOptions,
  call: (caller: Caller) => Promise<T>
): Promise<T> {
  signal.throwIfAborted();
  const giveUp = new AbortController();
  const running = call({ ...clone, signal: giveUp.signal });
  const ended = running.then(
    () => undefined,
    () => undefined
  );
  const interrupt = (): void =>
    void interruptQuery({
      ...{ database, clone, ended },
      giveUp: () => giveUp.abort()
    });
  signal.addEventListener('abort', interrupt);
  try {
    return await running;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}
