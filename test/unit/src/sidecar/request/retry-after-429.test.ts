import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { retryAfter429 } from '../../../../../src/sidecar/request/retry-after-429';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const refusal = (retryAfter?: string): Response =>
  new Response('', {
    status: 429,
    headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter }
  });

/** Answers in turn, the last again and again; notes when it was asked, in seconds. */
function start(answers: Response[], signal?: AbortSignal) {
  const since = performance.now();
  const askedAt: number[] = [];
  const [refused] = answers;
  const ask = (): Promise<Response> => {
    askedAt.push((performance.now() - since) / 1000);
    if (answers.length > 1) {
      answers.shift();
    }
    return Promise.resolve(answers[0]!);
  };
  const answer = retryAfter429({ refused: refused!, since, ask, signal });
  answer.catch(() => undefined);
  return { answer, askedAt };
}

test('asks again when it is told to, and not before', async () => {
  const { answer, askedAt } = start([refusal('3'), new Response('rows')]);
  await vi.advanceTimersByTimeAsync(2999);
  expect(askedAt).toEqual([]);
  await vi.advanceTimersByTimeAsync(1501);
  expect(await (await answer).text()).toBe('rows');
  expect(askedAt).toHaveLength(1);
});

test.each([undefined, 'Wed, 25 Nov 2026 21:00:00 GMT', '-5', '0'])(
  'takes a moment where it is told no seconds: %s',
  async retryAfter => {
    const { answer, askedAt } = start([refusal(retryAfter), new Response()]);
    await vi.advanceTimersByTimeAsync(499);
    expect(askedAt).toEqual([]);
    await vi.advanceTimersByTimeAsync(1001);
    expect((await answer).status).toBe(200);
  }
);

test('gives up after five times, with the last answer', async () => {
  const { answer, askedAt } = start([refusal('1')]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await answer).status).toBe(429);
  expect(askedAt).toHaveLength(5);
});

test('gives up where it would take longer than twenty seconds', async () => {
  const { answer, askedAt } = start([refusal('8')]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await answer).status).toBe(429);
  expect(askedAt.every(at => at <= 20)).toBe(true);
  const late = start([refusal('3600')]);
  expect((await late.answer).status).toBe(429);
  expect(late.askedAt).toEqual([]);
});

test('stops where it is not wanted any more', async () => {
  const leaving = new AbortController();
  const { answer, askedAt } = start([refusal('2')], leaving.signal);
  await vi.advanceTimersByTimeAsync(1000);
  leaving.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(askedAt).toEqual([]);
});
