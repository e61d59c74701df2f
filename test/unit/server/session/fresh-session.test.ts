import { expect, test } from 'vitest';
import { ApiError } from '../../../../server/errors/api-error';
import { withFreshSession } from '../../../../server/session/fresh-session';
import { SessionId } from '../../../../server/session/session-id';
import type { SessionReading } from '../../../../server/session/session-reader';

const EXPIRED = new ApiError('session_expired', 'It has expired.');

const reading = (id: string | null): SessionReading => ({
  id: id === null ? null : SessionId.parse(id),
  target: { protocol: 'http', host: 'db', port: 1 },
  connection: { protocol: 'http', host: 'db', port: '1' },
  query: '',
  fault: id === null ? new ApiError('session_missing', 'It is gone.') : null
});

/** Sessions as they are read one after the other; those in `known` the database knows. */
async function working(options: {
  read: (string | null)[];
  known?: string;
  fault?: Error;
  mayRepeat?: () => boolean;
}): Promise<{ used: string[]; outcome: unknown }> {
  const readings = [...options.read];
  const used: string[] = [];
  const outcome = await withFreshSession(
    { read: () => Promise.resolve(reading(readings.shift() ?? null)) },
    ({ id }) => {
      used.push(id.reveal());
      return id.reveal() === options.known
        ? Promise.resolve('rows')
        : Promise.reject(options.fault ?? EXPIRED);
    },
    options.mayRepeat
  ).catch((error: unknown) => error);
  return { used, outcome };
}

test('a session that the database knows is used once', async () => {
  expect(await working({ read: ['session-1'], known: 'session-1' })).toEqual({
    used: ['session-1'],
    outcome: 'rows'
  });
});

test('an expired one is followed by that which has come since', async () => {
  expect(
    await working({ read: ['session-1', 'session-2'], known: 'session-2' })
  ).toEqual({ used: ['session-1', 'session-2'], outcome: 'rows' });
});

test('once only', async () => {
  expect(
    await working({
      read: ['session-1', 'session-2', 'session-3'],
      known: 'session-3'
    })
  ).toEqual({ used: ['session-1', 'session-2'], outcome: EXPIRED });
});

test.each([
  ['the same is there', { read: ['session-1', 'session-1'] }],
  ['none is there any more', { read: ['session-1', null] }],
  [
    'it may have had an effect',
    {
      read: ['session-1', 'session-2'],
      known: 'session-2',
      mayRepeat: () => false
    }
  ]
])('not where %s', async (_why, options) => {
  expect(await working(options)).toEqual({
    used: ['session-1'],
    outcome: EXPIRED
  });
});

test('another fault stays what it is', async () => {
  const fault = new ApiError('query_failed', 'No such table.');
  expect(
    await working({
      read: ['session-1', 'session-2'],
      known: 'session-2',
      fault
    })
  ).toEqual({ used: ['session-1'], outcome: fault });
});
