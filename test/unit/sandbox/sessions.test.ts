import { describe, expect, test } from 'vitest';
import { SessionStore } from '../../../sandbox/sessions.js';

const MINUTE = 60_000;
const INVALID = 'Session not valid or expired.';

function storeWithClock() {
  const clock = { now: 0 };
  const store = new SessionStore({
    users: new Map([['admin', 'secret']]),
    databases: ['heavyai'],
    idleMinutes: 60,
    maximumMinutes: 200,
    now: () => clock.now
  });
  return { clock, store };
}

describe('a session', () => {
  test('is 32 letters and digits, never the same', () => {
    const { store } = storeWithClock();
    const ids = [1, 2, 3].map(() => store.connect('admin', 'secret', '').id);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(id => /^[0-9A-Za-z]{32}$/.test(id))).toBe(true);
  });

  test('expires when nobody uses it for the idle time', () => {
    const { clock, store } = storeWithClock();
    const { id } = store.connect('admin', 'secret', 'heavyai');
    clock.now += 60 * MINUTE;
    expect(store.find(id).user).toBe('admin');
    clock.now += 61 * MINUTE;
    expect(() => store.find(id)).toThrow(INVALID);
  });

  test('expires at its maximum age however much it is used', () => {
    const { clock, store } = storeWithClock();
    const { id } = store.connect('admin', 'secret', 'heavyai');
    for (let hour = 0; hour < 4; hour += 1) {
      clock.now += 50 * MINUTE;
      store.find(id);
    }
    clock.now += MINUTE;
    expect(() => store.find(id)).toThrow(INVALID);
  });

  test('does not expire while a call is under way', async () => {
    const { clock, store } = storeWithClock();
    const { id } = store.connect('admin', 'secret', 'heavyai');
    await store.use(id, () => {
      clock.now += 90 * MINUTE;
      expect(store.find(id).id).toBe(id);
    });
    expect(store.find(id).id).toBe(id);
  });

  test('cloned is a session of its own, with the same user and database', () => {
    const { store } = storeWithClock();
    const { id } = store.connect('admin', 'secret', 'HeavyAI');
    const clone = store.clone(id);
    store.disconnect(id);
    expect(store.find(clone.id)).toMatchObject({
      user: 'admin',
      database: 'heavyai'
    });
    expect(() => store.disconnect(id)).toThrow(INVALID);
  });
});
