/** Removes what looks like a secret from the output of an admin's program. */
import { scrub } from './scrub';
import type { Secret } from './secret';

const REDACTED = '[redacted]';
/** A long word with letters and digits. */
const TOKEN = /(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}/g;
/** `password=x`, `"token": "x"`, and `user:x@host` in a URL. */
const ASSIGNED =
  /(?<=(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api[_-]?key)["']?[ \t]*[=:][ \t]*)(?:"[^"]*"|'[^']*'|[^\s,;&]+)/gi;
const IN_URL = /(?<=:\/\/)[^\s/@]+(?=@)/g;

/** Returns `text` without `secrets` in any encoding, and without what looks like one. */
export const redact = (text: string, ...secrets: (Secret | null)[]): string =>
  scrub(text, ...secrets)
    .replace(ASSIGNED, REDACTED)
    .replace(IN_URL, REDACTED)
    .replace(TOKEN, REDACTED);
