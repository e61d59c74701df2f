import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lease } from '../../../../server/queries/lease';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const state = { isOver: false };
  const lease = new Lease(() => {
    state.isOver = true;
  });
  return { lease, state };
}

test('ends half a minute after the last answer', () => {
  const { lease, state } = start();
  lease.enter()(true);
  vi.advanceTimersByTime(29_000);
  lease.enter()(true);
  vi.advanceTimersByTime(29_000);
  expect(state.isOver).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(state.isOver).toBe(true);
});

test('ends a second after a caller has hung up', () => {
  const { lease, state } = start();
  lease.enter()(false);
  vi.advanceTimersByTime(1000);
  expect(state.isOver).toBe(true);
});

test('goes on where the caller calls again at once', () => {
  const { lease, state } = start();
  lease.enter()(false);
  vi.advanceTimersByTime(500);
  const leave = lease.enter();
  vi.advanceTimersByTime(600_000);
  expect(state.isOver).toBe(false);
  leave(true);
  vi.advanceTimersByTime(29_000);
  expect(state.isOver).toBe(false);
});

test('goes on while one of two requests is there', () => {
  const { lease, state } = start();
  lease.enter();
  lease.enter()(false);
  vi.advanceTimersByTime(60_000);
  expect(state.isOver).toBe(false);
});

test('never ends once it is disposed of', () => {
  const { lease, state } = start();
  const leave = lease.enter();
  lease.dispose();
  leave(false);
  vi.advanceTimersByTime(60_000);
  expect(state.isOver).toBe(false);
});
