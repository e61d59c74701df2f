import { describe, expect, test } from 'vitest';
import { Database } from '../../../sandbox/engine/database.js';
import { SessionStore } from '../../../sandbox/sessions.js';
import { SystemCatalog } from '../../../sandbox/system-catalog.js';

const MINUTE = 60_000;
const INVALID = 'Session not valid or expired.';

const [HEAVYAI, WEATHER, PAYROLL] = await Promise.all(
  ['heavyai', 'weather', 'payroll'].map(name => Database.open({ name }))
);

/** The superuser may use all three databases, ana the first two. */
function storeWithClock() {
  const clock = { now: 0 };
  const systemCatalog = new SystemCatalog();
  const admin = systemCatalog.addUser('admin', 'secret');
  const ana = systemCatalog.addUser('ana', 'other');
  systemCatalog.addDatabase(HEAVYAI as Database, admin, [ana]);
  systemCatalog.addDatabase(WEATHER as Database, admin, [ana]);
  systemCatalog.addDatabase(PAYROLL as Database, admin);
  const store = new SessionStore({
    systemCatalog,
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
    expect(store.find(id).user.name).toBe('admin');
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
      user: { name: 'admin' },
      database: { name: 'heavyai' }
    });
    expect(() => store.disconnect(id)).toThrow(INVALID);
  });

  test('switched to another database leaves its clone where it was', () => {
    const { store } = storeWithClock();
    const { id } = store.connect('ANA', 'other', '');
    const clone = store.clone(id);
    store.switchDatabase(clone.id, 'WEATHER');
    expect(store.find(clone.id).database.name).toBe('weather');
    expect(store.find(id).database.name).toBe('heavyai');
    store.switchDatabase(clone.id, '');
    expect(store.find(clone.id).database.name).toBe('heavyai');
  });

  test.each([
    ['is not there', 'nowhere', 'Database name nowhere does not exist.'],
    [
      'its user has no right to',
      'Payroll',
      'Unauthorized Access: user ana is not allowed to access database Payroll.'
    ]
  ])('stays where it is when the database %s', (_, database, message) => {
    const { store } = storeWithClock();
    const { id } = store.connect('ana', 'other', 'weather');
    expect(() => store.switchDatabase(id, database)).toThrow(message);
    expect(store.find(id).database.name).toBe('weather');
    expect(() => store.connect('ana', 'other', database)).toThrow(message);
  });

  test.each([
    ['an unknown user', 'bob', 'other'],
    ['a wrong password', 'ana', 'secret'],
    ['no password', 'ana', '']
  ])('is refused to %s, whatever the database', (_, user, password) => {
    const { store } = storeWithClock();
    for (const database of ['', 'payroll', 'nowhere']) {
      expect(() => store.connect(user, password, database)).toThrow(
        /^Authentication failure$/
      );
    }
  });
});
