/** Runs work on a clone of a connection's session. */
import type { Clone } from '../database/session-clones';
import { ApiError } from '../errors/api-error';
import { withFreshSession } from '../session/fresh-session';
import { scrub } from '../secrets/scrub';
import type { SessionId } from '../session/session-id';
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
    async session => {
      try {
        return await clones.use(session, work, mayRepeat);
      } catch (error) {
        // The client hides the clone's ID, but an error may also name the session that was cloned.
        throw withoutSession(error, session.id);
      }
    },
    mayRepeat
  );

function withoutSession(error: unknown, id: SessionId): unknown {
  const clean = error instanceof ApiError && scrub(error.message, id);
  return clean && clean !== error.message
    ? new ApiError(error.code, clean)
    : error;
}
