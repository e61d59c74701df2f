/** Takes what looks like a secret out of texts that a program of the admin's wrote. */
import { scrub } from './scrub';
import type { Secret } from './secret';

const REDACTED = '[redacted]';
/** Long, with letter and digit. */
const TOKEN = /(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}/g;
/** `password=x`, `"token": "x"`, and `user:x@host` in a URL. */
const ASSIGNED =
  /(?<=(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|api[_-]?key)["']?[ \t]*[=:][ \t]*)(?:"[^"]*"|'[^']*'|[^\s,;&]+)/gi;
const IN_URL = /(?<=:\/\/)[^\s/@]+(?=@)/g;

/** `text` without `secrets`, whatever their encoding, and without what looks like one. */
export const redact = (text: string, ...secrets: (Secret | null)[]): string =>
  scrub(text, ...secrets)
    .replace(ASSIGNED, REDACTED)
    .replace(IN_URL, REDACTED)
    .replace(TOKEN, REDACTED);
