/** Opens a session with a password or another credential, and keeps no password. */
import type { DatabaseClient } from '../database/database-client';
import { databaseErrorOf } from '../database/api-error-of';
import { ApiError } from '../errors/api-error';
import type { Password } from '../secrets/password';
import { SessionId } from '../session/session-id';
import type { Target } from '../transport/target';

/** The user to sign in, and the server. */
export type Login = {
  target: Target;
  username: string;
  /** Empty for the database's default. */
  database: string;
};

/** @throws ApiError `sign_in_refused` - with the database's message. */
export async function openSession(
  database: Pick<DatabaseClient, 'connect'>,
  login: Login & { password: Password }
): Promise<SessionId> {
  let text: string;
  try {
    text = await database.connect(login);
  } catch (error) {
    const cause = databaseErrorOf(error);
    throw cause && !cause.isApplicationException
      ? new ApiError('sign_in_refused', cause.text || NO_REASON)
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
