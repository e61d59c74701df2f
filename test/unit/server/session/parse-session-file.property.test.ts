import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../../../../server/errors/api-error';
import { parseSessionFile } from '../../../../server/session/parse-session-file';
import { runs } from '../../../helpers/fuzz';

const PATH = '/run/session';
const FORM = /^[A-Za-z0-9_-]{8,128}$/;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What the file says, or the code; anything thrown but an ApiError fails the test. */
function parse(content: Uint8Array) {
  try {
    return parseSessionFile(`session file ${PATH}`, content);
  } catch (error) {
    if (error instanceof ApiError) {
      return { code: error.code, message: error.message };
    }
    throw error;
  }
}

const id = fc.stringMatching(/^[A-Za-z0-9_-]{8,128}$/);
const blanks = fc.string({
  unit: fc.constantFrom(' ', '\t', '\r', '\n'),
  maxLength: 4
});
const bom = fc.constantFrom('', '\ufeff');
const anything = fc.string({ unit: 'binary', maxLength: 40 });

test('any bytes at all are an ID or an error with a code', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(bom, blanks, anything).map(parts => encode(parts.join(''))),
    fc.json().map(encode),
    fc.tuple(fc.constant('{'), fc.json()).map(parts => encode(parts.join('')))
  );
  fc.assert(
    fc.property(bytes, content => {
      const found = parse(content);
      if ('code' in found) {
        expect(found.code).toMatch(/^session_(missing|invalid)$/);
        expect(found.message).toContain(PATH);
      } else {
        expect(found.session).toMatch(FORM);
        expect(typeof found.query).toBe('string');
      }
    }),
    {
      numRuns: runs(1000),
      examples: [
        [encode(`${'{"a":'.repeat(20_000)}`)],
        [encode('{"session":{"trim":1}}')],
        [encode('{"__proto__":{"session":"prototype_session"}}')],
        [encode('{"session":"a\\u0000bcdefgh"}')],
        [Uint8Array.of(0xed, 0xa0, 0x80)]
      ]
    }
  );
});

test('an error tells nothing of the content', () => {
  const canary = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
  const around = fc.oneof(
    anything,
    fc.constantFrom('{', '{"session":"', '\n', '\0', '"}', ' ', '{}')
  );
  fc.assert(
    fc.property(around, canary, around, (before, canary, after) => {
      const found = parse(encode(before + canary + after));
      const told = 'code' in found ? found.message : '';
      expect(told.includes(canary)).toBe(false);
    }),
    {
      numRuns: runs(1000),
      examples: [
        ['{', 'CanarySession0123', ''],
        ['', 'CanarySession0123', '\nCanary'],
        ['{"session":"', 'CanarySession0123', '\n"}']
      ]
    }
  );
});

test('a valid ID is accepted in every wrapping that is allowed', () => {
  const json = fc
    .tuple(id, blanks, fc.dictionary(fc.string(), fc.jsonValue()))
    .map(([session, space, others]) => ({
      session,
      text: JSON.stringify({ ...others, session }, null, space)
    }));
  const plain = id.map(session => ({ session, text: session }));
  fc.assert(
    fc.property(
      ...[bom, blanks, fc.oneof(plain, json), blanks],
      (bom, before, { session, text }, after) => {
        const found = parse(encode(bom + before + text + after));
        expect('session' in found && found.session === session).toBe(true);
      }
    ),
    { numRuns: runs(500) }
  );
});

test('session and query come back as JSON wrote them', () => {
  const query = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(id, query, fc.boolean(), (session, query, isIndented) => {
      const text = JSON.stringify({ session, query }, null, isIndented ? 2 : 0);
      expect(parse(encode(text))).toEqual({
        session,
        // A lone surrogate is written as an escape, and so survives.
        query,
        expiresAt: null
      });
    }),
    { numRuns: runs(500), examples: [['12345678', '\ud800', true]] }
  );
});

test('what is no ID, or more than one, is never taken for one', () => {
  const wrong = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,7}$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{129,140}$/),
    fc
      .tuple(id, fc.constantFrom('\n', ' ', '\0', '\u00a0', '.', '\ufeff'), id)
      .map(parts => parts.join(''))
  );
  fc.assert(
    fc.property(wrong, fc.boolean(), (session, isJson) => {
      const text = isJson ? JSON.stringify({ session }) : session;
      expect(parse(encode(text))).toMatchObject({ code: 'session_invalid' });
    }),
    { numRuns: runs(500) }
  );
});
