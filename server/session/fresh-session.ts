/**
 * Runs work with the current session. If that session has expired and there is a new one, runs it
 * once more. The caller says whether a repetition is safe.
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
