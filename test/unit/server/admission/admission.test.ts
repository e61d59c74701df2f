import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../../server/errors/api-error';
import { Admission } from '../../../../server/admission/admission';

const QUEUE_TIMEOUT_MS = 1000;
const refusal = new ApiError('too_many_requests', 'Come again.');
const nobodyLeaves = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Two at once and three in line; notes what began, and ends it when told to. */
function start() {
  const admission = new Admission({
    maxConcurrent: 2,
    maxQueued: 3,
    queueTimeoutMs: QUEUE_TIMEOUT_MS,
    refuse: () => refusal
  });
  const began: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const take = (name: string, left = nobodyLeaves): Promise<string> => {
    const taken = admission.take(
      () =>
        new Promise<string>((resolve, reject) => {
          began.push(name);
          ends.set(name, error => (error ? reject(error) : resolve(name)));
        }),
      left
    );
    taken.catch(() => undefined);
    return taken;
  };
  const end = async (name: string, error?: Error): Promise<void> => {
    ends.get(name)?.(error);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { take, began, end };
}

test('lets so many begin, and the others in the order in which they came', async () => {
  const { take, began, end } = start();
  const taken = ['a', 'b', 'c', 'd'].map(name => take(name));
  expect(began).toEqual(['a', 'b']);
  await end('b');
  expect(began).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(taken)).toEqual(['a', 'b', 'c', 'd']);
});

test('refuses who comes to a full line, and takes the next once there is room', async () => {
  const { take, began, end } = start();
  ['a', 'b', 'c', 'd', 'e'].forEach(name => void take(name));
  await expect(take('f')).rejects.toBe(refusal);
  await end('a');
  void take('g');
  await end('b');
  await end('c');
  await end('d');
  await end('e');
  expect(began).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
});

test('forgets who leaves the line, and gives the place to another', async () => {
  const { take, began, end } = start();
  const leaving = new AbortController();
  ['a', 'b', 'c'].forEach(name => void take(name));
  const left = take('d', leaving.signal);
  void take('e');
  leaving.abort();
  await expect(left).rejects.toThrow('abort');
  void take('f');
  await end('a');
  await end('b');
  await end('c');
  expect(began).toEqual(['a', 'b', 'c', 'e', 'f']);
});

test('never begins the work of who has left before', async () => {
  const { take, began } = start();
  await expect(take('a', AbortSignal.abort())).rejects.toThrow('abort');
  expect(began).toEqual([]);
});

test('keeps the turn of who leaves in the middle of it until the work is done', async () => {
  const { take, began, end } = start();
  const leaving = new AbortController();
  const taken = take('a', leaving.signal);
  ['b', 'c'].forEach(name => void take(name));
  leaving.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(began).toEqual(['a', 'b']);
  await end('a');
  expect(await taken).toBe('a');
  expect(began).toEqual(['a', 'b', 'c']);
});

test('refuses whose turn does not come in time, and nobody who began', async () => {
  const { take, began, end } = start();
  const taken = take('a');
  void take('b');
  const late = take('c');
  await vi.advanceTimersByTimeAsync(QUEUE_TIMEOUT_MS - 1);
  const next = take('d');
  await vi.advanceTimersByTimeAsync(1);
  await expect(late).rejects.toBe(refusal);
  await end('a');
  expect(await taken).toBe('a');
  expect(began).toEqual(['a', 'b', 'd']);
  await vi.advanceTimersByTimeAsync(QUEUE_TIMEOUT_MS);
  await end('d');
  expect(await next).toBe('d');
});

test('goes on after work that failed', async () => {
  const { take, began, end } = start();
  const failed = take('a');
  ['b', 'c'].forEach(name => void take(name));
  await end('a', new Error('It fails.'));
  await expect(failed).rejects.toThrow('It fails.');
  expect(began).toEqual(['a', 'b', 'c']);
});
