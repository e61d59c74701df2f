/** Opens a session with a password or another credential. The password is kept by nobody. */
import type { DatabaseClient } from '../database/database-client';
import { DatabaseError } from '../database/database-error';
import { ApiError } from '../errors/api-error';
import type { Password } from '../secrets/password';
import { SessionId } from '../session/session-id';
import type { Target } from '../transport/target';

/** Whom to sign in, and where. */
export type Login = {
  target: Target;
  username: string;
  /** Empty for the one that the database takes by itself. */
  database: string;
};

/** @throws ApiError `sign_in_refused` - in the database's own words. */
export async function openSession(
  database: Pick<DatabaseClient, 'connect'>,
  login: Login & { password: Password }
): Promise<SessionId> {
  let text: string;
  try {
    text = await database.connect(login);
  } catch (error) {
    throw error instanceof DatabaseError && !error.isApplicationException
      ? new ApiError('sign_in_refused', error.text || NO_REASON)
      : error;
  }
  const id = SessionId.parse(text);
  if (!id) {
    throw new ApiError(
      'bad_upstream_answer',
      'The database answered the sign-in with no session ID.'
    );
  }
  return id;
}

const NO_REASON = 'The database refused the sign-in without saying why.';
