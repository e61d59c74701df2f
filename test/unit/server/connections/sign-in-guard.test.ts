import { expect, test } from 'vitest';
import { SignInGuard } from '../../../../server/connections/sign-in-guard';
import { ApiError } from '../../../../server/errors/api-error';

const refused = () =>
  Promise.reject(new ApiError('sign_in_refused', 'Authentication failure'));
const unreachable = () =>
  Promise.reject(new ApiError('database_unreachable', 'It is down.'));

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: ApiError) => error.code
  );
}

test('five refusals in a row make that server, and no other, wait for half a minute', async () => {
  let now = 1000;
  const guard = new SignInGuard(() => now);
  for (let count = 0; count < 5; count++) {
    expect(await codeOf(guard.attempt('prod', refused))).toBe(
      'sign_in_refused'
    );
  }
  const sixth = guard.attempt('prod', () => Promise.resolve());
  await expect(sixth).rejects.toMatchObject({
    ...{ code: 'too_many_requests', status: 429 },
    headers: { 'Retry-After': '30' }
  });
  expect(await codeOf(guard.attempt('stage', refused))).toBe('sign_in_refused');
  now += 30_000;
  expect(await codeOf(guard.attempt('prod', () => Promise.resolve()))).toBe(
    'none'
  );
});

test('a success, and what is no refusal, are not counted', async () => {
  const guard = new SignInGuard(() => 0);
  for (let count = 0; count < 4; count++) {
    await codeOf(guard.attempt('prod', refused));
  }
  await guard.attempt('prod', () => Promise.resolve());
  for (let count = 0; count < 9; count++) {
    const work = count % 3 === 0 ? refused : unreachable;
    expect(await codeOf(guard.attempt('prod', work))).not.toBe(
      'too_many_requests'
    );
  }
});

test('one attempt at a server at a time', async () => {
  const guard = new SignInGuard();
  let finish: () => void = () => undefined;
  const first = guard.attempt(
    'prod',
    () => new Promise<void>(resolve => (finish = resolve))
  );
  expect(await codeOf(guard.attempt('prod', refused))).toBe(
    'too_many_requests'
  );
  finish();
  await first;
  expect(await codeOf(guard.attempt('prod', refused))).toBe('sign_in_refused');
});
