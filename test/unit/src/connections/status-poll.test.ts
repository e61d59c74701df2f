import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionStatus } from '../../../../src/tokens';
import { StatusPoll } from '../../../../src/connections/status-poll';
import {
  connected,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINUTE_MS = 60_000;

/** A page on a connection of which these will be found in turn, the last one again and again. */
async function pageOn(...statuses: ConnectionStatus[]) {
  const connection = new FakeConnection({ statuses });
  let looks = 0;
  connection.statusChanged.connect(() => looks++);
  const window = new EventTarget();
  const page: { visibilityState: DocumentVisibilityState } = {
    visibilityState: 'visible'
  };
  const document = Object.assign(new EventTarget(), page);
  const poll = new StatusPoll({ connection, window, document });
  await connection.refresh();
  looks = 0;
  return { connection, window, document, poll, looks: () => looks };
}

test('while there is no connection it is looked for now and then, and found', async () => {
  const { connection, looks } = await pageOn(
    troubled(),
    troubled(),
    connected()
  );
  await vi.advanceTimersByTimeAsync(1.5 * MINUTE_MS);
  expect(connection.status?.state).toBe('connected');
  expect(looks()).toBe(2);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(looks()).toBe(2);
});

test('a trouble that stays is looked at more and more seldom', async () => {
  const { looks } = await pageOn(troubled());
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  const before = looks();
  expect(before).toBeGreaterThan(5);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(looks() - before).toBeLessThan(120);
});

test('a hidden page asks nothing, and asks at once when it is seen again', async () => {
  const { connection, document, looks } = await pageOn(troubled(), connected());
  document.visibilityState = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(looks()).toBe(0);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.status?.state).toBe('connected');
});

test('a page that gets the focus asks at once, unless it is connected', async () => {
  const { window, looks } = await pageOn(troubled(), connected());
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(looks()).toBe(1);
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(looks()).toBe(1);
});

test('asks nothing any more once it is disposed of', async () => {
  const { window, poll, looks } = await pageOn(troubled());
  poll.dispose();
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(poll.isDisposed).toBe(true);
  expect(looks()).toBe(0);
});
