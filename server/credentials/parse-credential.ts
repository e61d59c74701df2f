/** What a credential command printed: `{"password": …}`, `{"session": …}`, or `{}`. Pure. */
import { Password } from '../secrets/password';
import { SessionId } from '../session/session-id';
import type { Credential } from './credential';

/** What is wrong with the output. Quotes nothing of it, and continues "The command". */
export class CredentialFault extends Error {
  override name = 'CredentialFault';
}

/** `null` where the object has neither of the two. Throws a {@link CredentialFault}. */
export function parseCredential(output: Uint8Array): Credential | null {
  const { password = null, session = null } = objectIn(output);
  if (password !== null && session !== null) {
    throw new CredentialFault('printed both a "password" and a "session"');
  }
  if (password !== null) {
    return { password: required(password, Password.parse, PASSWORD_FORM) };
  }
  return session === null
    ? null
    : { session: required(session, SessionId.parse, SESSION_FORM) };
}

const PASSWORD_FORM = 'a "password" that is not a text of 1 to 1024 characters';
const SESSION_FORM =
  'a "session" that is not a session ID: 8 to 128 letters, digits, "-" or "_"';

function objectIn(output: Uint8Array): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(output)
    );
  } catch {
    // JSON.parse quotes what it cannot read.
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new CredentialFault(
      'printed something else than a JSON object such as {"password": "…"}'
    );
  }
  return parsed as Record<string, unknown>;
}

function required<T>(
  value: unknown,
  parse: (text: string) => T | null,
  form: string
): T {
  const found = typeof value === 'string' ? parse(value) : null;
  if (found === null) {
    throw new CredentialFault(`printed ${form}`);
  }
  return found;
}
