import { expect, test } from 'vitest';
import { ConnectTimeout } from '../../../../server/transport/deadlines';
import { applicationError } from '../../../../server/thrift/database-error';
import { ThriftProtocols } from '../../../../server/database/protocols';
import { ApiError } from '../../../../server/errors/api-error';
import type { ThriftProtocol } from '../../../../server/thrift/calls';
import type { Target } from '../../../../server/transport/target';

const target: Target = { protocol: 'https', host: 'db.example', port: 443 };

/** A server's answers, by protocol; an error is thrown. */
const probed = (
  answers: Partial<Record<ThriftProtocol, Error | string>>
): { protocols: ThriftProtocols; asked: ThriftProtocol[] } => {
  const asked: ThriftProtocol[] = [];
  const protocols = new ThriftProtocols({
    answerMs: 1,
    probe: ({ protocol }) => {
      asked.push(protocol);
      const answer = answers[protocol];
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve(answer);
    }
  });
  return { protocols, asked };
};

const notThrift = new ApiError('bad_upstream_answer', 'Not Thrift.');

test('what HeavyDB’s own ports speak is known without a call', async () => {
  const { protocols, asked } = probed({});
  const of = (part: Partial<Target>): Promise<ThriftProtocol> =>
    protocols.of({ ...target, ...part });
  expect(await of({ protocol: 'binary', port: 6274 })).toBe('binary');
  expect(await of({ port: 6276 })).toBe('binary');
  expect(await of({ port: 6278 })).toBe('json');
  expect(asked).toEqual([]);
});

test('another port is asked in binary first, and once for all who ask', async () => {
  const { protocols, asked } = probed({ binary: '5.10.2' });
  expect(
    await Promise.all([protocols.of(target), protocols.of(target)])
  ).toEqual(['binary', 'binary']);
  expect(asked).toEqual(['binary']);
});

test('a server that does not answer binary is asked in JSON', async () => {
  const { protocols, asked } = probed({ binary: notThrift, json: '4.8.1' });
  expect(await protocols.of(target)).toBe('json');
  expect(asked).toEqual(['binary', 'json']);
});

test('a refusal is an answer', async () => {
  const { protocols } = probed({
    binary: applicationError('No.', 1)
  });
  expect(await protocols.of(target)).toBe('binary');
});

test('where nobody listens, JSON is not tried, and the next call asks anew', async () => {
  const nobody = new ApiError('database_unreachable', 'Nobody listens.');
  const { protocols, asked } = probed({ binary: nobody, json: '4.8.1' });
  await expect(protocols.of(target)).rejects.toBe(nobody);
  await expect(protocols.of(target)).rejects.toBe(nobody);
  expect(asked).toEqual(['binary', 'binary']);
});

test('where no connection is accepted in time, JSON is not tried either', async () => {
  const late = new ConnectTimeout({
    kind: 'late',
    target,
    reason: 'it did not accept a connection'
  });
  const { protocols, asked } = probed({ binary: late, json: '4.8.1' });
  await expect(protocols.of(target)).rejects.toBe(late);
  expect(asked).toEqual(['binary']);
});

test('what was found is asked for again once it is forgotten', async () => {
  const { protocols, asked } = probed({ binary: '5.10.2' });
  await protocols.of(target);
  protocols.forget(target);
  await protocols.of(target);
  expect(asked).toEqual(['binary', 'binary']);
});
