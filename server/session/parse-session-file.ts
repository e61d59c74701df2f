/**
 * What the bytes of a session file say: an ID alone, or JSON with a query. Reads no file. The
 * notebook's first cell has the other parser, in `src/cells/connection-cell.ts`: change both.
 */
import { ApiError } from '../errors/api-error';
import { SessionId } from './session-id';

export type SessionFileContent = { session: string; query: string };

/** Throws an {@link ApiError} that names the file, never its content. */
export function parseSessionFile(
  path: string,
  content: Uint8Array
): SessionFileContent {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw invalidFile(path, 'is not text');
  }
  // TextDecoder takes away one BOM.
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  const found = trimmed.startsWith('{')
    ? parseJson(path, trimmed)
    : { session: trimmed, query: '' };
  if (found.session === '') {
    throw new ApiError(
      'session_missing',
      `The session file ${path} holds no session. Log in to the database again to write a new session to it.`
    );
  }
  if (!SessionId.parse(found.session)) {
    throw invalidFile(path, 'holds something other than a session ID');
  }
  return found;
}

export const invalidFile = (path: string, what: string): ApiError =>
  new ApiError(
    'session_invalid',
    `The session file ${path} ${what}. It must hold the session ID alone, or JSON such as {"session": "…"}.`
  );

function parseJson(path: string, text: string): SessionFileContent {
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw invalidFile(path, 'is not valid JSON');
  }
  const { session = '', query = '' } = parsed;
  if (session !== null && typeof session !== 'string') {
    throw invalidFile(path, 'holds a "session" that is not a string');
  }
  return {
    session: session?.trim() ?? '',
    query: typeof query === 'string' ? query : ''
  };
}
