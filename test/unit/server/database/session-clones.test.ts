/** What a failure on a clone says. */
import { expect, test } from 'vitest';
import type { DatabaseClient } from '../../../../server/database/database-client';
import { DatabaseError } from '../../../../server/database/database-error';
import { SessionClones } from '../../../../server/database/session-clones';
import type { ILog } from '../../../../server/log';
import { SessionId } from '../../../../server/session/session-id';

const log = { info: () => undefined } as unknown as ILog;
const SESSION = 'session-of-immerse-1';

const failWith = (text: string): Promise<unknown> => {
  const database = {
    cloneSession: () => Promise.resolve('a-clone-of-the-session'),
    disconnect: () => Promise.resolve()
  } as unknown as DatabaseClient;
  const clones = new SessionClones({ database, log });
  return clones.use(
    {
      id: SessionId.parse(SESSION)!,
      target: { protocol: 'binary', host: 'db', port: 6274 }
    },
    () =>
      Promise.reject(
        new DatabaseError({
          ...{ text, isApplicationException: false, isUnknownMethod: false }
        })
      )
  );
};

test('whose clone failed is not said, where the database says it', async () => {
  await expect(
    failWith(`No memory left for a clone of ${SESSION}.`)
  ).rejects.toMatchObject({
    code: 'query_failed',
    message: 'No memory left for a clone of [session ID].'
  });
});

test('another failure stays what it is', async () => {
  const failure = failWith('No memory left.');
  await expect(failure).rejects.toBeInstanceOf(DatabaseError);
  await expect(failure).rejects.toThrow('No memory left.');
});
