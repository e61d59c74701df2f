import { expect, test } from 'vitest';
import { parseSessionFile } from '../../../../server/session/parse-session-file';

const ID = '0123456789abcdefABCDEF0123456789';
const parse = (content: string | Uint8Array) =>
  parseSessionFile('session file /run/session', Buffer.from(content));

test.each([
  [ID, ''],
  [`\ufeff \r\n${ID}\t\n`, ''],
  [JSON.stringify({ session: ID }), ''],
  [JSON.stringify({ session: ` ${ID}\n`, query: null }), ''],
  [JSON.stringify({ session: ID, query: 7 }), ''],
  [JSON.stringify({ session: ID, query: ' SELECT 1' }), ' SELECT 1']
])('%j is a session', (content, query) => {
  expect(parse(content)).toEqual({ session: ID, query, expiresAt: null });
});

test.each(['', '\ufeff', ' \n', '{}', '{"session":null}', '{"session":" "}'])(
  '%j is no session at present',
  content => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({
        code: 'session_missing',
        message: expect.stringMatching(
          /^The session file \/run\/session holds no session\. Log in/
        ) as string
      })
    );
  }
);

test.each([
  [Uint8Array.of(0xff, ...Buffer.from(ID)), 'is not text'],
  [`\ufeff\ufeff${ID}`, 'holds something other than a session ID'],
  [`${ID} ${ID}`, 'holds something other than a session ID'],
  ['"0123456789abcdef"', 'holds something other than a session ID'],
  [`{"session":"${ID}"`, 'is not valid JSON'],
  [`{"session":["${ID}"]}`, 'holds a "session" that is not a string'],
  ['{"session":12345678}', 'holds a "session" that is not a string']
])('%j is invalid, and it is said how: %s', (content, says) => {
  expect(() => parse(content)).toThrow(
    expect.objectContaining({
      code: 'session_invalid',
      message: `The session file /run/session ${says}. It must hold the session ID alone, or JSON such as {"session": "…"}.`
    })
  );
});
