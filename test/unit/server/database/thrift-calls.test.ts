/** What becomes of an error of the database, from its bytes to the ApiError. */
import { describe, expect, test } from 'vitest';
import { databaseErrorOf } from '../../../../server/database/api-error-of';
import { ThriftCalls } from '../../../../server/database/thrift-calls';
import { ApiError } from '../../../../server/errors/api-error';
import { SessionId } from '../../../../server/session/session-id';
import type { ThriftProtocol } from '../../../../server/thrift/calls';
import type { Target } from '../../../../server/transport/target';
import type { ITransport } from '../../../../server/transport/transport';
import { thriftReply } from '../../../helpers/thrift-reply';

const id = SessionId.parse('a-clone-of-the-session')!;
const clonedFrom = SessionId.parse('session-of-immerse-1')!;
const TARGETS: [ThriftProtocol, Target][] = [
  ['json', { protocol: 'http', host: 'db', port: 6278 }],
  ['binary', { protocol: 'http', host: 'db', port: 6276 }]
];

describe.each(TARGETS)('in %s', (protocol, target) => {
  async function failure(text: string): Promise<ApiError> {
    const { bytes } = await thriftReply({
      ...{ protocol, method: 'get_tables', args: ['s'], sequence: 1 },
      answer: () => {
        throw new Error(text);
      }
    });
    const transport = {
      exchange: () => Promise.resolve(bytes)
    } as unknown as ITransport;
    const calls = new ThriftCalls({ transport, limits: { answerMs: 1 } });
    const call = calls.call('get_tables', [id.reveal()], {
      ...{ target, id, clonedFrom, timeLimitMs: 1 }
    });
    return (await call.catch((reason: unknown) => reason)) as ApiError;
  }

  test('it names neither the clone nor the session that was cloned', async () => {
    const error = await failure(
      `No memory for ${id.reveal()} of ${clonedFrom.reveal()}.`
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error.code).toBe('query_failed');
    expect(error.message).toBe('No memory for [session ID] of [session ID].');
    expect(databaseErrorOf(error)).toMatchObject({
      text: error.message,
      message: error.message,
      isApplicationException: true,
      isUnknownMethod: false
    });
    expect(`${error.stack}${databaseErrorOf(error)!.stack}`).not.toContain(
      clonedFrom.reveal()
    );
  });

  test('a session that is not valid has a code of its own', async () => {
    const error = await failure('Session not valid or expired.');
    expect(error.code).toBe('session_expired');
  });

  test('an unknown method is one', async () => {
    const error = await failure('Unknown function get_tables');
    expect(databaseErrorOf(error)).toMatchObject({
      isApplicationException: true,
      isUnknownMethod: true
    });
  });
});

test('another ApiError has no error of the database', () => {
  expect(databaseErrorOf(new ApiError('internal_error', 'x'))).toBeNull();
  expect(databaseErrorOf(new Error('x'))).toBeNull();
});
