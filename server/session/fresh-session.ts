/**
 * Does what needs the session with the one at hand, and once more where the database no longer
 * knows it and another has been handed over meanwhile. Whether a second time can do harm is for
 * the caller to say.
 */
import { ApiError } from '../errors/api-error';
import type { DatabaseSession } from './database-session';
import { type ISessions, requireSession } from './session-reader';

export async function withFreshSession<T>(
  sessions: ISessions,
  work: (session: DatabaseSession) => Promise<T>,
  mayRepeat: () => boolean = () => true
): Promise<T> {
  const session = requireSession(await sessions.read());
  try {
    return await work(session);
  } catch (error) {
    if (!isExpired(error) || !mayRepeat()) {
      throw error;
    }
    const { id, target, fault } = await sessions.read(session.id);
    if (fault?.code === 'sign_in_needed') {
      throw fault;
    }
    if (fault || !id || !target || id.reveal() === session.id.reveal()) {
      throw error;
    }
    return await work({ id, target });
  }
}

const isExpired = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'session_expired';
