// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { Notification } from '@jupyterlab/apputils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endingText } from '../../../../src/connection-menu/connection-text';
import { endText, goodUntil } from '../../../../src/session-end/expiry';
import { ExpiryNotifier } from '../../../../src/session-end/expiry-notifier';
import type { ConnectionStatus } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import {
  buttonsOf,
  onlyNotification,
  press,
  shownNotifications
} from '../../../helpers/notifications';

const NOON = new Date(2026, 10, 29, 12).getTime();
const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => {
  Notification.dismiss();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const until = (expiresAt: number, loginUrl?: string): ConnectionStatus => {
  const status = connected();
  return { ...status, reply: { ...status.reply!, expiresAt, loginUrl } };
};

/** Until noon and the minutes of each, in turn. */
async function watch(...statuses: ConnectionStatus[]) {
  const connection = new FakeConnection({ statuses });
  const notifier = new ExpiryNotifier({ connection, trans });
  await connection.refresh();
  return { connection, notifier };
}

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE);

test('it warns ten minutes before, names the time, and offers the page to log in', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  const { notifier } = await watch(
    until(NOON + 30 * MINUTE, 'https://immerse.example/login')
  );
  await pass(19);
  expect(shownNotifications()).toEqual([]);
  await pass(2);
  const warning = onlyNotification();
  expect(warning.message).toContain(endText(NOON + 30 * MINUTE, NOON));
  expect(buttonsOf(warning)).toEqual(['Log In']);
  press(warning, 'Log In');
  expect(open).toHaveBeenCalledWith(
    'https://immerse.example/login',
    '_blank',
    'noopener,noreferrer'
  );
  expect(shownNotifications()).toHaveLength(1);
  notifier.dispose();
  expect(shownNotifications()).toEqual([]);
});

test('the warning goes once the session is another, without a click', async () => {
  const { notifier } = await watch(
    until(NOON + 5 * MINUTE),
    until(NOON + 5 * MINUTE),
    until(NOON + 65 * MINUTE)
  );
  expect(onlyNotification().message).toContain('Immerse');
  await pass(1);
  expect(shownNotifications()).toEqual([]);
  notifier.dispose();
});

test('the warning goes when the session has ended: the editor says so then', async () => {
  const { notifier } = await watch(until(NOON + MINUTE), troubled());
  expect(shownNotifications()).toHaveLength(1);
  await pass(1);
  expect(shownNotifications()).toEqual([]);
  notifier.dispose();
});

test('one that the user closed does not come again, but for another session', async () => {
  const { connection, notifier } = await watch(
    until(NOON + 5 * MINUTE),
    until(NOON + 5 * MINUTE),
    until(NOON + 8 * MINUTE)
  );
  Notification.dismiss(onlyNotification().id);
  await connection.refresh();
  expect(shownNotifications()).toEqual([]);
  await connection.refresh();
  expect(shownNotifications()).toHaveLength(1);
  notifier.dispose();
});

test('of a session without an end nothing is asked and nothing told', async () => {
  const { connection, notifier } = await watch(connected(), troubled());
  await pass(60);
  expect(connection.status?.state).toBe('connected');
  expect(shownNotifications()).toEqual([]);
  notifier.dispose();
});

test('the button names the end in the last minutes, and the tooltip always', async () => {
  const end = NOON + 30 * MINUTE;
  const { connection, notifier } = await watch(until(end));
  expect(endingText(connection, trans, NOON)).toBe('');
  expect(endingText(connection, trans, NOON + 20 * MINUTE)).toBe(
    `until ${endText(end, NOON)}`
  );
  expect(goodUntil(connection, NOON, trans)).toContain(endText(end, NOON));
  const nextDay = new Date(2026, 10, 30, 9).getTime();
  expect(endText(nextDay, NOON)).toMatch(/30.*9/);
  notifier.dispose();
});
