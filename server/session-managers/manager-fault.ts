/** The message about a session manager of the administrator that failed; pure. */
import { ApiError } from '../errors/api-error';
import { redact } from '../secrets/redact';
import type { SessionId } from '../session/session-id';

const MAX_LENGTH = 500;

/**
 * @param options - `name` is the manager's; `what` continues "The session manager …", or says what
 * is wrong; `secret` is removed from it.
 */
export function managerFault(
  code: ApiError['code'],
  options: { name: string; what: string; secret: SessionId | null }
): ApiError {
  const { name, what, secret } = options;
  const text = code === 'session_manager_failed' ? redact(what, secret) : what;
  // By code points, so that no emoji is cut in half.
  const clean = [...text].slice(0, MAX_LENGTH).join('');
  const colon = /^failed|^did|^ended|^sent|^was/.test(clean) ? '' : ':';
  const tail = /[.!?]$/.test(clean) ? '' : '.';
  return new ApiError(
    code,
    `The session manager "${name}"${colon} ${clean}${tail}`
  );
}
