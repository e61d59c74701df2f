/**
 * Checks whether a session manager's answer is a session; names the invalid field.
 */
import type { Session } from '../session/session-manager';
import { ApiError } from '../errors/api-error';
import { EXPIRY_FORM, parseExpiry } from '../session/parse-expiry';
import { SessionId } from '../session/session-id';

export function checkSession(value: unknown, manager: string): Session {
  const complain = (what: string): ApiError =>
    new ApiError(
      'session_manager_invalid',
      `The session manager "${manager}" returned ${what}. See docs/session-managers.md.`
    );
  if (typeof value !== 'object' || value === null) {
    throw complain('something that is not an object (in Python a dict)');
  }
  const {
    session,
    connection = {},
    query,
    expires
  } = value as Record<string, unknown>;
  if (!isAbsentOr('string', session)) {
    throw complain('a "session" that is not a string');
  }
  const id = ((session as string | null | undefined) ?? '').trim();
  if (id !== '' && !SessionId.parse(id)) {
    throw complain(
      'a "session" that is not a session ID: 8 to 128 letters, digits, "-" or "_"'
    );
  }
  if (!isAbsentOr('string', query)) {
    throw complain('a "query" that is not a string');
  }
  if (parseExpiry(expires) === undefined) {
    throw complain(`an "expires" that is not ${EXPIRY_FORM}`);
  }
  if (typeof connection !== 'object') {
    throw complain('a "connection" that is not an object (in Python a dict)');
  }
  for (const [part, given] of Object.entries(connection ?? {})) {
    const isPort = part === 'port' && typeof given === 'number';
    if (!isPort && !isAbsentOr('string', given)) {
      throw complain(`a "connection.${part}" that is not a string`);
    }
  }
  return value;
}

const isAbsentOr = (type: string, value: unknown): boolean =>
  value === undefined || value === null || typeof value === type;
