/** The replies to `sql_execute_df`, read in pieces of every size and cut at every byte. */
import { describe, expect, test } from 'vitest';
import { MalformedMessage } from '../../../../server/thrift/message-scanner';
import { readBinaryFrame } from '../../../../server/thrift/binary/binary-frame';
import type {
  FrameAnswer,
  FramePart,
  ThriftProtocol
} from '../../../../server/thrift/calls';
import { TDataFrame } from '../../../../server/thrift/generated/heavydb_types';
import { readJsonFrame } from '../../../../server/thrift/json/json-frame';
import type { DatabaseError } from '../../../../server/thrift/database-error';
import { int64 } from '../../../../sandbox/thrift/runtime.js';
import {
  inPieces,
  SEQUENCE,
  thriftReply,
  type ThriftReply
} from '../../../helpers/thrift-reply';
import {
  field,
  int,
  list,
  long,
  replyHead,
  struct,
  text
} from '../../../helpers/thrift-bytes';

const ROWS = Buffer.from(
  Array.from({ length: 100 }, (_, index) => (index * 37) & 0xff)
);

const replyOf = (
  protocol: ThriftProtocol,
  answer: () => unknown
): Promise<ThriftReply> =>
  thriftReply({
    protocol,
    method: 'sql_execute_df',
    args: ['session', 'SELECT "7": {"str": "x"}', 0, 0, -1, 1],
    answer
  });

const frame = (rows: Buffer): TDataFrame =>
  new TDataFrame({
    sm_handle: Buffer.from('memory'),
    sm_size: int64(1) as never,
    df_handle: Buffer.from('"str": {[\\'),
    df_size: int64(rows.length) as never,
    execution_time_ms: int64(42) as never,
    arrow_conversion_time_ms: int64(7) as never,
    df_buffer: rows
  });

type Read = { bytes: Buffer; announced: number | null; answer: FrameAnswer };

async function read(
  protocol: ThriftProtocol,
  { bytes, decode }: ThriftReply,
  size: number
): Promise<Read> {
  const pieces = inPieces(bytes, size);
  const parts: AsyncGenerator<FramePart, FrameAnswer> =
    protocol === 'binary'
      ? readBinaryFrame(pieces, {
          method: 'sql_execute_df',
          sequence: SEQUENCE
        })
      : readJsonFrame(pieces, text => decode(text) as FrameAnswer);
  const rows: Buffer[] = [];
  let announced: number | null = null;
  for (;;) {
    const { value, done } = await parts.next();
    if (done) {
      return { bytes: Buffer.concat(rows), announced, answer: value };
    }
    if ('announced' in value) {
      announced = value.announced;
    } else {
      rows.push(Buffer.from(value.bytes));
    }
  }
}

describe.each(['binary', 'json'] as const)('over %s', protocol => {
  test.each([0, 1, 2, 3, 4, 5, 99, 100])(
    '%d bytes of rows arrive whole, in pieces of every size',
    async length => {
      const rows = ROWS.subarray(0, length);
      const reply = await replyOf(protocol, () => frame(rows));
      for (let size = 1; size <= reply.bytes.length; size++) {
        const { bytes, answer } = await read(protocol, reply, size);
        expect(bytes.equals(rows)).toBe(true);
        expect(Number(answer.execution_time_ms)).toBe(42);
        expect(String(answer.df_handle)).toBe('"str": {[\\');
      }
    }
  );

  test('a reply cut at any byte is an error', async () => {
    const reply = await replyOf(protocol, () => frame(ROWS));
    for (let length = 0; length < reply.bytes.length; length++) {
      const cut = { ...reply, bytes: reply.bytes.subarray(0, length) };
      await expect(read(protocol, cut, 64)).rejects.toThrow();
    }
  });

  test('a refusal is one, in pieces of every size', async () => {
    const reply = await replyOf(protocol, () => {
      throw new Error('Object "x" not found');
    });
    for (let size = 1; size <= reply.bytes.length; size++) {
      await expect(read(protocol, reply, size)).rejects.toMatchObject({
        name: 'DatabaseError',
        text: 'Object "x" not found',
        isApplicationException: true
      } satisfies Partial<DatabaseError>);
    }
  });

  test('something after the reply is an error', async () => {
    const reply = await replyOf(protocol, () => frame(ROWS));
    const more = Buffer.concat([reply.bytes, Buffer.from('x')]);
    await expect(
      read(protocol, { ...reply, bytes: more }, 64)
    ).rejects.toThrow();
  });
});

describe('over binary, by hand', () => {
  /** Reads a reply with these fields in its frame. */
  const readFields = (...fields: Buffer[]): Promise<Read> => {
    const bytes = Buffer.concat([
      replyHead('sql_execute_df', SEQUENCE),
      struct(field(12, 0, struct(...fields)))
    ]);
    return read('binary', { bytes, decode: () => null }, 1e6);
  };
  const UNTOLD: FrameAnswer = {
    sm_handle: Buffer.alloc(0),
    df_handle: Buffer.alloc(0),
    sm_size: null,
    df_size: null,
    execution_time_ms: null
  };

  test('each field is told under its name', async () => {
    const { answer } = await readFields(
      field(11, 1, text('memory')),
      field(10, 2, long(1n)),
      field(11, 3, text('handle')),
      field(10, 4, long(-2n)),
      field(10, 5, long(42n))
    );
    expect(answer).toEqual({
      sm_handle: Buffer.from('memory'),
      df_handle: Buffer.from('handle'),
      sm_size: 1n,
      df_size: -2n,
      execution_time_ms: 42n
    } satisfies FrameAnswer);
  });

  test('a frame of no fields has no rows, and tells nothing', async () => {
    expect(await readFields()).toEqual({
      bytes: Buffer.alloc(0),
      announced: null,
      answer: UNTOLD
    });
  });

  test.each([
    ['the first handle', field(8, 1, int(0x0a000100))],
    ['the second handle', field(8, 3, int(0x0a000100))],
    ['the size of one', field(11, 2, text('a'))],
    ['the time', field(8, 5, int(7))],
    ['the rows', field(8, 7, int(2))],
    ['a text that no version knows', field(11, 99, text('new'))],
    ['a number that no version knows', field(10, 99, long(9n))],
    ['a list that no version knows', field(15, 98, list(2, [Buffer.of(1)]))]
  ])('%s, in another type than expected, is left out', async (_name, other) => {
    const { bytes, answer } = await readFields(other, field(10, 4, long(3n)));
    expect(bytes).toHaveLength(0);
    expect(answer).toEqual({ ...UNTOLD, df_size: 3n });
  });

  test('what follows the reply in the same piece is named', async () => {
    const reply = await replyOf('binary', () => frame(ROWS));
    const bytes = Buffer.concat([reply.bytes, Buffer.from('x')]);
    const reading = read('binary', { ...reply, bytes }, 1e6);
    await expect(reading).rejects.toThrow(
      new MalformedMessage('something follows it')
    );
  });
});

describe('over JSON, by hand', () => {
  const MOST = 16 * 1024 * 1024;
  const HEAD = '[1,"sql_execute_df",2,77,{"0":{"rec":{"7":{"str":"';
  const TAIL = '"}}}}]';
  const ANSWER = {} as FrameAnswer;
  /** All but the rows has this length. */
  const readEnvelope = (length: number): Promise<Read> => {
    const blanks = Buffer.alloc(length - HEAD.length - TAIL.length + 1, ' ');
    const bytes = Buffer.concat([
      Buffer.from(`${HEAD}${ROWS.toString('base64')}${TAIL}`),
      blanks
    ]);
    return read('json', { bytes, decode: () => ANSWER }, 5e6);
  };

  test('rows are cut where the answer ends among them', async () => {
    const bytes = Buffer.from(`${HEAD}${ROWS.toString('base64')}`);
    await expect(
      read('json', { bytes, decode: () => ANSWER }, 64)
    ).rejects.toThrow(new RangeError('it ends too soon'));
  });

  test('what is beside the rows may have 16 MiB', async () => {
    const { bytes, answer } = await readEnvelope(MOST);
    expect(bytes.equals(ROWS)).toBe(true);
    expect(answer).toBe(ANSWER);
  });

  test('and not a byte more', async () => {
    await expect(readEnvelope(MOST + 1)).rejects.toThrow(
      new RangeError('it is too big')
    );
  });
});

test('binary tells the length before the rows', async () => {
  const reply = await replyOf('binary', () => frame(ROWS));
  expect((await read('binary', reply, 9)).announced).toBe(ROWS.length);
});

test('base64 without padding is read, and what is none is refused', async () => {
  const reply = await replyOf('json', () => frame(ROWS));
  const text = reply.bytes.toString();
  const bare = { ...reply, bytes: Buffer.from(text.replace(/={1,2}"/, '"')) };
  expect((await read('json', bare, 7)).bytes.equals(ROWS)).toBe(true);
  const start = text.indexOf(ROWS.toString('base64').slice(0, 20));
  const bad = `${text.slice(0, start + 9)}!${text.slice(start + 10)}`;
  await expect(
    read('json', { ...reply, bytes: Buffer.from(bad) }, 7)
  ).rejects.toThrow(RangeError);
});
