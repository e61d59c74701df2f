/**
 * Plants secrets in a test and searches for them in eight encodings. Reports which secret was found
 * where and in which encoding, never the secret, so that no failure message leaks it. It cannot see
 * into compressed or encrypted data.
 */

export type SecretKind =
  | 'session ID'
  | 'login cookie'
  | 'Jupyter token'
  | 'hub token'
  | 'database password';

export type Place = {
  name: string;
  content: string | Buffer;
  /** The secrets that may be there. */
  holds?: readonly SecretKind[];
};

const PLAIN = 'plain, in any case';

/** All are searched in lower case, and in base64's standard alphabet. */
export const ENCODINGS: Readonly<
  Record<string, (secret: string) => readonly string[]>
> = {
  [PLAIN]: secret => [secret],
  reversed: secret => [[...secret].reverse().join('')],
  'percent codes': secret => [bytesOf(secret, byte => `%${byte}`)],
  'hex digits': secret => [bytesOf(secret, byte => byte)],
  // As Node prints a Buffer.
  'hex digits with blanks': secret => [
    bytesOf(secret, byte => ` ${byte}`).trim()
  ],
  '\\u escapes': secret => [bytesOf(secret, byte => `\\u00${byte}`)],
  // In either byte order, so without the zero at either end.
  'UTF-16': secret => [[...secret].join('\0')],
  base64: secret => [0, 1, 2].map(shift => base64At(secret, shift))
};

export class Canaries {
  private readonly patterns: {
    kind: SecretKind;
    encoding: string;
    texts: string[];
  }[];

  constructor(secrets: Partial<Record<SecretKind, readonly string[]>>) {
    const named = Object.entries(secrets) as [SecretKind, readonly string[]][];
    this.patterns = named.flatMap(([kind, values]) =>
      values.flatMap(value => {
        if (value.length < 16) {
          throw new Error(`The canary for the ${kind} is too short.`);
        }
        return Object.entries(ENCODINGS).map(([encoding, encode]) => ({
          kind,
          encoding,
          texts: encode(value).map(normal)
        }));
      })
    );
  }

  /** Lines such as "session ID, base64, in the debug log". */
  leaks(places: Iterable<Place>): string[] {
    const found = new Set<string>();
    for (const { name, content, holds = [] } of places) {
      const isName = this.find(name).length > 0;
      const shown = isName ? 'a place whose name holds one' : name;
      for (const { kind, encoding } of [
        ...this.find(name),
        ...this.find(content).filter(leak => !holds.includes(leak.kind))
      ]) {
        found.add(`${kind}, ${encoding}, in ${shown}`);
      }
    }
    return [...found];
  }

  private find(content: string | Buffer) {
    const text = normal(
      typeof content === 'string' ? content : content.toString('latin1')
    );
    return this.patterns.filter(({ texts }) =>
      texts.some(pattern => text.includes(pattern))
    );
  }
}

const normal = (text: string): string =>
  text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/');

const bytesOf = (secret: string, each: (byte: string) => string): string =>
  Buffer.from(secret).toString('hex').replace(/../g, each);

/** The part that does not depend on its surroundings. */
const base64At = (secret: string, shift: number): string =>
  Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
    .toString('base64')
    .replace(/=+$/, '')
    .slice(shift && shift + 1, -1);
