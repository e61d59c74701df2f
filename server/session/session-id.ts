/** A session ID that does not show itself in logs, errors or JSON, and texts cleaned of it. */
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

/** HeavyDB makes 32 letters and digits; what looks like JSON, it would parse. Never send ''. */
const FORM = /^[A-Za-z0-9_-]{8,128}$/;

export class SessionId {
  readonly #text: string;

  /** Answers nothing where `text` is not a session ID. */
  static parse(text: string): SessionId | null {
    return FORM.test(text) ? new SessionId(text) : null;
  }

  private constructor(text: string) {
    this.#text = text;
  }

  /** The text itself: for the database, and for `GET /session`. */
  reveal(): string {
    return this.#text;
  }

  /** Tells two IDs apart without holding either. */
  digest(): string {
    return createHash('sha256').update(this.#text).digest('hex');
  }

  toString(): string {
    return '[session ID]';
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** `text` without the ID, in whatever encoding a program may have written it. */
export function scrub(text: string, ...ids: (SessionId | null)[]): string {
  let clean = text;
  for (const id of ids) {
    if (id) {
      for (const form of writtenForms(id.reveal())) {
        clean = clean.replace(form, String(id));
      }
    }
  }
  return clean;
}

function writtenForms(id: string): RegExp[] {
  const bytes = Buffer.from(id);
  const hex = bytes.toString('hex');
  const eachByte = (as: string): string => hex.replace(/../g, as);
  const forms = [
    id,
    [...id].reverse().join(''),
    hex,
    eachByte('%$&'),
    // As JSON may have it, and as Node shows a Buffer.
    eachByte('\\u00$&'),
    eachByte(' $&').trim(),
    // UTF-16, in either order of bytes, that was taken for another.
    [...id].join('\0')
  ];
  // Inside a longer text, base64 depends on where the ID begins; the ends mix with neighbours.
  for (let shift = 0; shift < 3; shift++) {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const inner = (encoding: 'base64' | 'base64url') =>
      shifted
        .toString(encoding)
        .replace(/=+$/, '')
        .slice(shift && shift + 1, -1);
    forms.push(inner('base64'), inner('base64url'));
  }
  return forms.map(form => new RegExp(form.replace(/[\\+/]/g, '\\$&'), 'gi'));
}
