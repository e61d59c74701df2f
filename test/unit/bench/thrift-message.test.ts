import { expect, test } from 'vitest';
import { isResult, readCall, withSequence } from '../../bench/thrift-message';
import {
  field,
  int,
  replyHead,
  struct,
  text
} from '../../helpers/thrift-bytes';

const SQL = 'SELECT 1';

type Execute = {
  session?: string;
  nonce?: string;
  firstN?: number;
  sequence?: number;
};

const CALLS = {
  binary: ({
    session = 's',
    nonce = '',
    firstN = -1,
    sequence = 1
  }: Execute): Buffer =>
    Buffer.concat([
      Buffer.from([0x80, 0x01, 0, 1]),
      text('sql_execute'),
      int(sequence),
      struct(
        field(11, 1, text(session)),
        field(11, 2, text(SQL)),
        field(2, 3, Buffer.of(1)),
        field(11, 4, text(nonce)),
        field(8, 5, int(firstN))
      )
    ]),
  json: ({
    session = 's',
    nonce = '',
    firstN = -1,
    sequence = 1
  }: Execute): Buffer =>
    Buffer.from(
      JSON.stringify([
        ...[1, 'sql_execute', 1, sequence],
        {
          1: { str: session },
          2: { str: SQL },
          3: { tf: 1 },
          4: { str: nonce },
          5: { i32: firstN }
        }
      ])
    )
};
const PROTOCOLS = ['binary', 'json'] as const;

test.each(PROTOCOLS)('reads a call in %s', protocol => {
  expect(readCall(CALLS[protocol]({ sequence: 7 }))).toMatchObject({
    protocol,
    method: 'sql_execute',
    sequence: 7,
    sql: SQL
  });
});

test.each(PROTOCOLS)(
  'two sessions ask for the same in %s, two limits do not',
  protocol => {
    const key = (call: Execute): string => readCall(CALLS[protocol](call)).key;
    const one = key({ session: 'a', nonce: '0', sequence: 1 });
    expect(key({ session: 'b', nonce: '1', sequence: 2 })).toBe(one);
    expect(key({ session: 'a', nonce: '0', firstN: 5 })).not.toBe(one);
  }
);

test('a call that depends on its session is another for each', () => {
  const clone = (session: string): string =>
    readCall(Buffer.from(`[1,"clone_session",1,1,{"1":{"str":"${session}"}}]`))
      .key;
  expect(clone('a')).not.toBe(clone('b'));
});

test('a reply in JSON answers the call that it is replayed for', () => {
  const reply = Buffer.from('[1,"get_version",2,3,{"0":{"str":"9.0"}}]');
  expect(isResult(reply, 'json')).toBe(true);
  expect(Buffer.concat(withSequence(reply, 'json', 4711)).toString()).toBe(
    '[1,"get_version",2,4711,{"0":{"str":"9.0"}}]'
  );
});

test('a reply in binary answers the call that it is replayed for', () => {
  const reply = (sequence: number): Buffer =>
    Buffer.concat([
      replyHead('get_version', sequence),
      struct(field(11, 0, text('9.0')))
    ]);
  expect(isResult(reply(3), 'binary')).toBe(true);
  expect(Buffer.concat(withSequence(reply(3), 'binary', 4711))).toEqual(
    reply(4711)
  );
});

test.each([
  '[1,"sql_execute",2,3,{"1":{"rec":{"1":{"str":"no"}}}}]',
  '[1,"sql_execute",3,3,{"1":{"str":"no"},"2":{"i32":6}}]'
])('an error is no result to be replayed: %s', reply => {
  expect(isResult(Buffer.from(reply), 'json')).toBe(false);
});
