import { expect, test } from 'vitest';
import { Breaker } from '../../../../server/transport/breaker';
import { ApiError } from '../../../../server/errors/api-error';

const DOWN = new ApiError('database_unreachable', 'Nobody listens.');

type Try = {
  connect: () => void;
  /** Ends the call, with a fault or without. */
  end: (fault?: Error) => void;
};

/** A breaker at a clock of its own, with a list of the calls that got through to the database. */
function watched() {
  let time = 0;
  const tries: Try[] = [];
  const breaker = new Breaker({ now: () => time, random: () => 1 });
  const call = (key = 'db', signal?: AbortSignal): Promise<string> =>
    breaker.through(
      key,
      connect =>
        new Promise((resolve, reject) => {
          const end = (fault?: Error): void =>
            fault ? reject(fault) : resolve('rows');
          tries.push({ connect, end });
        }),
      signal
    );
  const fail = async (): Promise<void> => {
    const failing = call();
    tries.at(-1)!.end(DOWN);
    await expect(failing).rejects.toBe(DOWN);
  };
  const pass = (ms: number): void => {
    time += ms;
  };
  return { tries, call, fail, pass };
}

test('what connects passes, however many', async () => {
  const { tries, call } = watched();
  const calls = [call(), call(), call()];
  tries.forEach(({ connect, end }) => {
    connect();
    end();
  });
  expect(await Promise.all(calls)).toEqual(['rows', 'rows', 'rows']);
});

test('while it is down one tries at a time, and the rest hears of it', async () => {
  const { tries, call, fail } = watched();
  await fail();
  const calls = [call(), call(), call()];
  expect(tries).toHaveLength(2);
  tries[1]!.end(DOWN);
  for (const waiting of calls) {
    await expect(waiting).rejects.toBe(DOWN);
  }
  expect(tries).toHaveLength(2);
});

test('when it is up again all who wait go on, before the first is answered', async () => {
  const { tries, call, fail } = watched();
  await fail();
  const calls = [call(), call(), call()];
  tries[1]!.connect();
  await new Promise(setImmediate);
  expect(tries).toHaveLength(4);
  tries.forEach(({ end }) => end());
  expect(await Promise.all(calls)).toEqual(['rows', 'rows', 'rows']);
});

test('after three failures calls are refused untried, each pause longer, none over two seconds', async () => {
  const { tries, call, fail, pass } = watched();
  await fail();
  await fail();
  await fail();
  for (const ms of [250, 500, 1000, 2000, 2000]) {
    const before = tries.length;
    pass(ms - 1);
    await expect(call()).rejects.toBe(DOWN);
    expect(tries).toHaveLength(before);
    pass(1);
    await fail();
    expect(tries).toHaveLength(before + 1);
  }
});

test('one connection makes all failures forgotten', async () => {
  const { tries, call, fail } = watched();
  await fail();
  await fail();
  const working = call();
  tries.at(-1)!.connect();
  tries.at(-1)!.end();
  await working;
  await fail();
  await fail();
  const again = call();
  tries.at(-1)!.end();
  expect(await again).toBe('rows');
});

test('calls that set out together count as one failure', async () => {
  const { tries, call, fail, pass } = watched();
  const together = [1, 2, 3, 4, 5].map(() => call());
  pass(1);
  tries.forEach(({ end }) => end(DOWN));
  await Promise.allSettled(together);
  await fail();
  const third = call();
  expect(tries).toHaveLength(7);
  tries.at(-1)!.end();
  await third;
});

test('a bad answer is not an outage, nor is a caller that gave up', async () => {
  const { tries, call } = watched();
  const bad = new ApiError('bad_upstream_answer', 'No Thrift.');
  const left = AbortSignal.abort();
  for (let turn = 0; turn < 5; turn++) {
    const answered = call();
    tries.at(-1)!.end(bad);
    await expect(answered).rejects.toBe(bad);
    const given = call('db', left);
    tries.at(-1)!.end(DOWN);
    await expect(given).rejects.toBe(DOWN);
  }
  expect(tries).toHaveLength(10);
});

test('one who tries and gives up leaves it to the next', async () => {
  const { tries, call, fail } = watched();
  await fail();
  const leaving = new AbortController();
  const first = call('db', leaving.signal);
  const second = call();
  leaving.abort();
  tries[1]!.end(DOWN);
  await expect(first).rejects.toBe(DOWN);
  await new Promise(setImmediate);
  expect(tries).toHaveLength(3);
  tries[2]!.connect();
  tries[2]!.end();
  expect(await second).toBe('rows');
});

test('each target is for itself', async () => {
  const { tries, call, fail } = watched();
  await fail();
  await fail();
  await fail();
  const other = call('other');
  tries.at(-1)!.end();
  expect(await other).toBe('rows');
});
