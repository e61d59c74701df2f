/** Runs work on a clone of a connection's session. */
import type { Clone } from '../database/session-clones';
import { withFreshSession } from '../session/fresh-session';
import type { Connection } from './connection';

/**
 * Reads the connection's session and runs `work` on a clone of it. If the clone or the session has
 * expired and a new one exists, repeats `work` as long as `mayRepeat` allows. Rejects as `work`
 * does, without the session ID in the message.
 */
export const withClone = <T>(
  { sessions, clones }: Pick<Connection, 'sessions' | 'clones'>,
  work: (clone: Clone) => Promise<T>,
  mayRepeat?: () => boolean
): Promise<T> =>
  withFreshSession(
    sessions,
    session => clones.use(session, work, mayRepeat),
    mayRepeat
  );
