import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Password } from '../../../../server/secrets/password';

const TEXT = 'Canary: "pass" wörd';

test('does not show itself', () => {
  const password = Password.parse(TEXT)!;
  expect([
    String(password),
    JSON.stringify({ password }),
    inspect({ password }, { showHidden: true })
  ]).toEqual([
    '[password]',
    '{"password":"[password]"}',
    '{ password: [password] }'
  ]);
  expect(password.reveal() === TEXT).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a text too long', 'a'.repeat(1025)],
  ['half a character', 'pass\ud83d']
])('%s is no password', (_name, text) => {
  expect(Password.parse(text)).toBeNull();
});
