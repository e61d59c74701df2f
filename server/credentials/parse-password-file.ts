/**
 * Finds a password in lines of `host:port:database:user:password`, the format of libpq's password
 * file: https://www.postgresql.org/docs/current/libpq-pgpass.html. Reads no file.
 */
import type { CredentialTarget } from './credential';

/** What is wrong with a line. The message quotes nothing of it, and continues "Line 3 …". */
export class PasswordFileFault extends Error {
  constructor(
    /** The first line is 1. */
    readonly line: number,
    message: string
  ) {
    super(message);
    this.name = 'PasswordFileFault';
  }
}

const FIELDS = 5;

/**
 * The password of the first matching line, and the number of that line; `null` if none matches.
 * Lines below it are not read. Throws a {@link PasswordFileFault} for a line above it without five
 * fields: it may have been the intended one.
 */
export function findPassword(
  text: string,
  target: CredentialTarget
): { password: string; line: number } | null {
  const wanted = [target.host, target.port, target.database, target.user];
  for (const [index, written] of text.split('\n').entries()) {
    const content = written.replace(/\r$/, '');
    if (content === '' || content.startsWith('#')) {
      continue;
    }
    const line = index + 1;
    const fields = fieldsOf(content);
    if (fields.length !== FIELDS) {
      throw new PasswordFileFault(line, faultOf(fields.length));
    }
    const password = fields.pop()!;
    if (fields.every((field, at) => matches(field, at, wanted[at]!))) {
      return { password: unescape(password), line };
    }
  }
  return null;
}

/** Unescaped fields would no longer show whether a `*` is a wildcard. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  let begin = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') {
      at++;
    } else if (line[at] === ':') {
      fields.push(line.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...fields, line.slice(begin)];
}

/** libpq compares hosts case-sensitively, but host names have no case. */
function matches(field: string, at: number, wanted: string): boolean {
  const given = unescape(field);
  return (
    field === '*' ||
    (at === 0 ? given.toLowerCase() === wanted.toLowerCase() : given === wanted)
  );
}

const unescape = (field: string): string => field.replace(/\\(.)/gs, '$1');

const faultOf = (count: number): string =>
  count < FIELDS
    ? `has ${count} of the five fields host:port:database:user:password`
    : 'has more than the five fields host:port:database:user:password; a colon within one is written "\\:"';
