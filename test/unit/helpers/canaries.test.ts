import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Canaries, ENCODINGS, type SecretKind } from '../../helpers/canaries';

const SECRETS = {
  'session ID': 'Abcdefgh0123456789ijklmnopqrstuv',
  'login cookie':
    '4f1c2b3a99d8e7f605142332415060718293a4b5c6d7e8f9aabbccddeeff0011',
  'Jupyter token': 'jupyter-token_0123456789-abcdef',
  'hub token': 'hub0123456789ABCDEFhub0123456789',
  'database password': 'Pass-word_9876543210'
} satisfies Record<SecretKind, string>;

const canaries = new Canaries(
  Object.fromEntries(
    Object.entries(SECRETS).map(([kind, secret]) => [kind, [secret]])
  )
);

const hex = (text: string): string => Buffer.from(text).toString('hex');

/** Each way to plant a secret, not made by the code that searches for it. */
const PLANTED: Record<string, ((secret: string) => string | Buffer)[]> = {
  'plain, in any case': [
    secret => secret,
    secret => secret.toUpperCase(),
    secret => `https://host/?token=${secret}&x`,
    secret => JSON.stringify({ secret })
  ],
  reversed: [secret => [...secret].reverse().join('')],
  'percent codes': [
    secret => hex(secret).replace(/../g, '%$&'),
    secret => hex(secret).toUpperCase().replace(/../g, '%$&')
  ],
  'hex digits': [secret => hex(secret), secret => hex(secret).toUpperCase()],
  'hex digits with blanks': [
    secret => `<Buffer ${hex(secret).match(/../g)?.join(' ')}>`
  ],
  '\\u escapes': [
    secret =>
      [...secret]
        .map(c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')
  ],
  'UTF-16': [
    secret => Buffer.from(`x${secret}x`, 'utf16le'),
    secret => Buffer.from(`x${secret}x`, 'utf16le').swap16()
  ],
  base64: ['', 'a', 'ab', 'abc'].flatMap(before => [
    secret => Buffer.from(`${before}${secret}:x`).toString('base64'),
    secret => Buffer.from(`${before}${secret}:x`).toString('base64url')
  ])
};

const kinds = Object.keys(SECRETS) as SecretKind[];

test('every encoding that is searched for is planted here', () => {
  expect(Object.keys(PLANTED)).toEqual(Object.keys(ENCODINGS));
  expect(Object.keys(ENCODINGS)).toHaveLength(8);
});

describe.each(kinds)('a planted %s', kind => {
  test.each(Object.keys(PLANTED))('is found as %s', encoding => {
    for (const plant of PLANTED[encoding] ?? []) {
      const planted = plant(SECRETS[kind]);
      const content =
        typeof planted === 'string'
          ? `before ${planted} after`
          : Buffer.concat([Buffer.from('before'), planted]);
      expect(canaries.leaks([{ name: 'a file', content }])).toEqual([
        `${kind}, ${encoding}, in a file`
      ]);
    }
  });

  test('is no leak where it belongs, but others are', () => {
    const content = Object.values(SECRETS).join(' ');
    const leaks = canaries.leaks([{ name: 'a file', content, holds: [kind] }]);
    expect(leaks).toHaveLength(kinds.length - 1);
    expect(leaks.join()).not.toContain(kind);
  });

  test('is never shown, not even where the name of the place holds it', () => {
    const name = `https://host/${SECRETS[kind]}`;
    const [leak, ...more] = canaries.leaks([{ name, content: '' }]);
    expect(more).toEqual([]);
    expect(leak?.includes(SECRETS[kind])).toBe(false);
    expect(leak).toMatch(/in a place whose name holds one$/);
  });
});

test('other texts hold nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500, unit: 'binary' }), content => {
      expect(canaries.leaks([{ name: 'a file', content }])).toEqual([]);
    }),
    { numRuns: 100 }
  );
});

test('a canary that is too short to be told from chance is refused', () => {
  expect(() => new Canaries({ 'hub token': ['short'] })).toThrow('too short');
});
