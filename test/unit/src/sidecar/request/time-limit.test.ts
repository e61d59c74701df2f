import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from '../../../../../src/sidecar/request/time-limit';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('aborts when time is up, and not before', () => {
  const limit = new TimeLimit();
  limit.start(1000);
  vi.advanceTimersByTime(999);
  expect(limit.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(limit.signal.aborted).toBe(true);
  expect(limit.hasPassed).toBe(true);
});

test('counts anew once the answer has begun', () => {
  const limit = new TimeLimit();
  limit.start(1000);
  vi.advanceTimersByTime(900);
  limit.start(1000);
  vi.advanceTimersByTime(900);
  expect(limit.signal.aborted).toBe(false);
});

test('gives the time again to a computer that slept', () => {
  const limit = new TimeLimit();
  limit.start(1000);
  // The lid is closed for an hour, and the timer due at once when it is opened.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1000);
  expect(limit.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(limit.hasPassed).toBe(true);
});

test('passes the abort of the caller on, with its reason, also one that came before', () => {
  const early = new AbortController();
  early.abort('unwanted');
  expect(new TimeLimit(early.signal).signal.reason).toBe('unwanted');

  const abort = new AbortController();
  const limit = new TimeLimit(abort.signal);
  abort.abort('left');
  expect(limit.signal.reason).toBe('left');
  expect(limit.hasPassed).toBe(false);
});

test('when disposed neither counts nor listens', () => {
  const abort = new AbortController();
  const limit = new TimeLimit(abort.signal);
  limit.start(1000);
  limit.dispose();
  abort.abort();
  vi.advanceTimersByTime(5000);
  expect(limit.signal.aborted).toBe(false);
});
