/** The replies to `sql_execute_df`, read in pieces of every size and cut at every byte. */
import { describe, expect, test } from 'vitest';
import { readBinaryFrame } from '../../../../server/database/binary-frame';
import type {
  FrameAnswer,
  FramePart,
  Wire
} from '../../../../server/database/calls';
import { TDataFrame } from '../../../../server/database/generated/heavydb_types';
import { readJsonFrame } from '../../../../server/database/json-frame';
import { type Refusal } from '../../../../server/database/refusal';
import { int64 } from '../../../../sandbox/thrift/runtime.js';
import {
  inPieces,
  SEQUENCE,
  thriftReply,
  type ThriftReply
} from '../../../helpers/thrift-reply';

const ROWS = Buffer.from(
  Array.from({ length: 100 }, (_, index) => (index * 37) & 0xff)
);

const replyOf = (wire: Wire, answer: () => unknown): Promise<ThriftReply> =>
  thriftReply({
    wire,
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
  wire: Wire,
  { bytes, decode }: ThriftReply,
  size: number
): Promise<Read> {
  const pieces = inPieces(bytes, size);
  const parts: AsyncGenerator<FramePart, FrameAnswer> =
    wire === 'binary'
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

describe.each(['binary', 'json'] as const)('over %s', wire => {
  test.each([0, 1, 2, 3, 4, 5, 99, 100])(
    '%d bytes of rows arrive whole, in pieces of every size',
    async length => {
      const rows = ROWS.subarray(0, length);
      const reply = await replyOf(wire, () => frame(rows));
      for (let size = 1; size <= reply.bytes.length; size++) {
        const { bytes, answer } = await read(wire, reply, size);
        expect(bytes.equals(rows)).toBe(true);
        expect(Number(answer.execution_time_ms)).toBe(42);
        expect(String(answer.df_handle)).toBe('"str": {[\\');
      }
    }
  );

  test('a reply cut at any byte is an error', async () => {
    const reply = await replyOf(wire, () => frame(ROWS));
    for (let length = 0; length < reply.bytes.length; length++) {
      const cut = { ...reply, bytes: reply.bytes.subarray(0, length) };
      await expect(read(wire, cut, 64)).rejects.toThrow();
    }
  });

  test('a refusal is one, in pieces of every size', async () => {
    const reply = await replyOf(wire, () => {
      throw new Error('Object "x" not found');
    });
    for (let size = 1; size <= reply.bytes.length; size++) {
      await expect(read(wire, reply, size)).rejects.toMatchObject({
        name: 'Refusal',
        text: 'Object "x" not found',
        isApplicationException: true
      } satisfies Partial<Refusal>);
    }
  });

  test('something after the reply is an error', async () => {
    const reply = await replyOf(wire, () => frame(ROWS));
    const more = Buffer.concat([reply.bytes, Buffer.from('x')]);
    await expect(read(wire, { ...reply, bytes: more }, 64)).rejects.toThrow();
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
