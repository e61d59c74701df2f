import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { SessionId } from '../../../../server/session/session-id';

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
