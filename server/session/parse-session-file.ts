/**
 * What a session file, or a session command, says: an ID alone, or JSON. Reads no file; pure. The
 * other parser is in `jupyterlab_omnisci/kernel_session.py`: change both.
 */
import { ApiError } from '../errors/api-error';
import { EXPIRY_FORM, parseExpiry } from './parse-expiry';
import { SessionId } from './session-id';

export type SessionFileContent = {
  session: string;
  query: string;
  /** Milliseconds since 1970; `null` if the file does not say. */
  expiresAt: number | null;
};

/**
 * @param what - names it, such as `session file /path`.
 * @throws ApiError `session_invalid` or `session_missing` - which quotes nothing of it.
 */
export function parseSessionFile(
  what: string,
  content: Uint8Array
): SessionFileContent {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw invalidFile(what, 'is not text');
  }
  // TextDecoder takes away one BOM.
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  const found = trimmed.startsWith('{')
    ? parseJson(what, trimmed)
    : { session: trimmed, query: '', expiresAt: null };
  if (found.session === '') {
    throw new ApiError(
      'session_missing',
      `The ${what} holds no session. Log in to the database again.`
    );
  }
  if (!SessionId.parse(found.session)) {
    throw invalidFile(what, 'holds something other than a session ID');
  }
  return found;
}

export const invalidFile = (what: string, fault: string): ApiError =>
  new ApiError(
    'session_invalid',
    `The ${what} ${fault}. It must hold the session ID alone, or JSON such as {"session": "…"}.`
  );

function parseJson(what: string, text: string): SessionFileContent {
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw invalidFile(what, 'is not valid JSON');
  }
  const { session = '', query = '', expires } = parsed;
  if (session !== null && typeof session !== 'string') {
    throw invalidFile(what, 'holds a "session" that is not a string');
  }
  const expiresAt = parseExpiry(expires);
  if (expiresAt === undefined) {
    throw invalidFile(what, `holds an "expires" that is not ${EXPIRY_FORM}`);
  }
  return {
    session: session?.trim() ?? '',
    query: typeof query === 'string' ? query : '',
    expiresAt
  };
}
