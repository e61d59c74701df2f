/** When an expired clone is replaced, and what its failures say. */
import { expect, test } from 'vitest';
import type { DatabaseClient } from '../../../../server/database/database-client';
import { apiErrorOf } from '../../../../server/database/api-error-of';
import { SessionClones } from '../../../../server/database/session-clones';
import type { ILog } from '../../../../server/log';
import { SessionId } from '../../../../server/session/session-id';
import { declaredError } from '../../../../server/thrift/database-error';

const log = { info: () => undefined } as unknown as ILog;
const session = {
  id: SessionId.parse('session-of-immerse-1')!,
  target: { protocol: 'binary', host: 'db', port: 6274 } as const
};
const EXPIRED = apiErrorOf(declaredError('Session not valid.'));
const OTHER = apiErrorOf(declaredError('No memory left.'));

/** Uses clones for work that fails so, one error after the other, and then succeeds. */
async function useClones(errors: Error[], mayRepeat?: () => boolean) {
  const used: string[] = [];
  const disconnected: string[] = [];
  let count = 0;
  const database = {
    cloneSession: () => Promise.resolve(`clone-number-${++count}`),
    disconnect: ({ id }: { id: SessionId }) => {
      disconnected.push(id.reveal());
      return Promise.resolve();
    }
  } as unknown as DatabaseClient;
  const clones = new SessionClones({ database, log });
  const outcome = await clones
    .use(
      session,
      ({ id, clonedFrom }) => {
        expect(clonedFrom).toBe(session.id);
        used.push(id.reveal());
        const error = errors.shift();
        return error ? Promise.reject(error) : Promise.resolve('rows');
      },
      mayRepeat
    )
    .catch((error: unknown) => error);
  await clones.dispose();
  return { used, outcome, disconnected };
}

test('a clone is used, and disconnected in the end', async () => {
  expect(await useClones([])).toEqual({
    used: ['clone-number-1'],
    outcome: 'rows',
    disconnected: ['clone-number-1']
  });
});

test('an expired clone is replaced once, and not disconnected', async () => {
  expect(await useClones([EXPIRED])).toEqual({
    used: ['clone-number-1', 'clone-number-2'],
    outcome: 'rows',
    disconnected: ['clone-number-2']
  });
  expect(await useClones([EXPIRED, EXPIRED])).toEqual({
    used: ['clone-number-1', 'clone-number-2'],
    outcome: EXPIRED,
    disconnected: []
  });
});

test('work that may not be repeated is not repeated', async () => {
  expect(await useClones([EXPIRED], () => false)).toEqual({
    used: ['clone-number-1'],
    outcome: EXPIRED,
    disconnected: []
  });
});

test('after another failure, the clone is kept', async () => {
  expect(await useClones([OTHER])).toEqual({
    used: ['clone-number-1'],
    outcome: OTHER,
    disconnected: ['clone-number-1']
  });
});
