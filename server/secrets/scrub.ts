/** Removes secrets from texts of other programs: a database, a session manager, a command. */
import type { Secret } from './secret';

/** A shorter secret occurs in any text by chance, and removing it would reveal it. */
const MIN_LENGTH = 4;

/**
 * Returns `text` without the secrets, in every encoding that a program may use. A secret of fewer
 * than four characters removes the whole text.
 */
export function scrub(
  text: string,
  ...secrets: (Secret | null | undefined)[]
): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret) {
      clean = without(clean, secret);
    }
  }
  return clean;
}

function without(text: string, secret: Secret): string {
  const plain = secret.reveal();
  if (plain.length < MIN_LENGTH) {
    return text.toLowerCase().includes(plain.toLowerCase())
      ? String(secret)
      : text;
  }
  // Longest first: one form may contain another.
  const forms = [...new Set(writtenForms(plain))]
    .filter(form => form.length >= MIN_LENGTH)
    .sort((one, other) => other.length - one.length)
    .map(form => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return text.replace(new RegExp(forms.join('|'), 'gi'), () => String(secret));
}

function writtenForms(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const eachByte = (as: string): string => hex.replace(/../g, as);
  const forms = [
    text,
    [...text].reverse().join(''),
    hex,
    eachByte('%$&'),
    // As Python prints bytes, and as Node prints a Buffer.
    eachByte('\\x$&'),
    eachByte(' $&').trim(),
    ...escapedForms(text),
    // UTF-16 in either byte order, read as another encoding.
    [...text].join('\0')
  ];
  // Inside a longer text, base64 depends on its start offset, and its ends mix with the neighbours.
  for (let shift = 0; shift < 3; shift++) {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const inner = (encoding: 'base64' | 'base64url') =>
      shifted
        .toString(encoding)
        .replace(/=+$/, '')
        .slice(shift && shift + 1, -1);
    forms.push(inner('base64'), inner('base64url'));
  }
  return forms;
}

/** For a session ID, all forms except the first equal the ID itself. */
function escapedForms(text: string): string[] {
  const units = Buffer.from(text, 'utf16le').swap16().toString('hex');
  const url = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  return [
    units.replace(/..../g, '\\u$&'),
    json,
    // As Python and other programs write JSON.
    json.replace(/[^ -~]/g, c => `\\u${hex4(c)}`),
    url,
    url.replaceAll('%20', '+'),
    new URLSearchParams([['', text]]).toString().slice(1),
    text.replaceAll("'", "''"),
    text.replaceAll("'", "\\'"),
    text.replace(/[&<>"]/g, c => `&${ENTITIES[c]};`),
    text.replace(/[&<>"']/g, c => `&${ENTITIES[c] ?? '#39'};`)
  ];
}

const ENTITIES: Record<string, string> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot'
};

const hex4 = (unit: string): string =>
  unit.charCodeAt(0).toString(16).padStart(4, '0');
