import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { scrub, SessionId } from '../../../../server/session/session-id';

const TEXT = 'Canary0123456789abcdefghijklmnop';
const id = SessionId.parse(TEXT)!;

test('does not show itself', () => {
  const shown = [String(id), JSON.stringify({ id }), inspect({ id })];
  expect(shown.some(text => text.includes(TEXT))).toBe(false);
  expect(shown).toEqual([
    '[session ID]',
    '{"id":"[session ID]"}',
    '{ id: [session ID] }'
  ]);
  expect(id.reveal() === TEXT).toBe(true);
});

test('is told from others by a digest that does not show it', () => {
  const others = [SessionId.parse(TEXT)!, SessionId.parse(`${TEXT}x`)!];
  const digests = others.map(other => other.digest());
  expect(digests[0] === id.digest()).toBe(true);
  expect(digests[1] === id.digest()).toBe(false);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  '',
  'short',
  'a'.repeat(129),
  'with blank',
  '{"session_id": 1}',
  `${TEXT}\n`
])('does not take %j for an ID', text => {
  expect(SessionId.parse(text)).toBeNull();
});

const base64 = (before: string, after: string) =>
  Buffer.from(before + TEXT + after).toString('base64');

test.each([
  ['as it is', TEXT],
  ['in capitals', TEXT.toUpperCase()],
  ['as hex', Buffer.from(TEXT).toString('hex')],
  ['in percent codes', Buffer.from(TEXT).toString('hex').replace(/../g, '%$&')],
  ['as base64', base64('', '')],
  ['as base64 behind one byte', base64('x', 'yz')],
  ['as base64 behind two bytes', base64('xy', 'z')]
])('is taken out of a text %s', (_name, form) => {
  const clean = scrub(`before ${form} after`, id);
  expect(clean).toContain('[session ID]');
  expect(clean.includes(form.slice(4, 30))).toBe(false);
});

test('other texts stay as they are', () => {
  const text = "SQL Error: Object 'flights' not found ($& \\1)";
  expect(scrub(text, id, null)).toBe(text);
});
