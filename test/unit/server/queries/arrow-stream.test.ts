import {
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC
} from 'apache-arrow';
import { expect, test } from 'vitest';
import {
  type ArrowStream,
  ArrowStreamCheck
} from '../../../../server/queries/arrow-stream';

const END = 8;
const stream = (rows: number): Uint8Array =>
  tableToIPC(
    tableFromArrays({
      n: Int32Array.from({ length: rows }, (_, index) => index),
      text: Array.from({ length: rows }, (_, index) => `t${index % 3}`)
    }),
    'stream'
  );

/** The stream as it comes in pieces of this size. */
function inspect(bytes: Uint8Array, size = bytes.length || 1): ArrowStream {
  const check = new ArrowStreamCheck();
  for (let at = 0; at < bytes.length; at += size) {
    check.push(bytes.subarray(at, at + size));
  }
  return check.end();
}

function batches(...lengths: number[]): Uint8Array {
  const schema = new Schema([new Field('n', new Int32(), true)]);
  const batch = (length: number): RecordBatch =>
    new RecordBatch(
      schema,
      makeData({
        type: new Struct(schema.fields),
        length,
        nullCount: 0,
        children: [
          makeData({ type: new Int32(), length, data: new Int32Array(length) })
        ]
      })
    );
  return tableToIPC(new Table(schema, lengths.map(batch)), 'stream');
}

test('counts the rows of several batches, wherever the stream is cut into pieces', () => {
  const bytes = batches(3, 0, 700);
  for (let size = 1; size <= bytes.length; size++) {
    expect(inspect(bytes, size)).toEqual({ rows: 703, isEnded: true });
  }
});

test('tells whether the end is marked', () => {
  expect(inspect(stream(5).subarray(0, -END))).toEqual({
    rows: 5,
    isEnded: false
  });
});

test('a schema alone is an empty table', () => {
  const empty = tableToIPC(tableFromIPC(stream(5)).slice(0, 0), 'stream');
  expect(inspect(empty).rows).toBe(0);
});

test('takes no cut stream for a whole one', () => {
  const whole = stream(1000);
  for (let length = 0; length < whole.length - END; length++) {
    const cut = whole.subarray(0, length);
    let rows = -1;
    try {
      ({ rows } = inspect(cut, 97));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(rows).toBeLessThan(1000);
  }
});

test('takes nothing after the end', () => {
  const check = new ArrowStreamCheck();
  check.push(stream(5));
  expect(() => check.push(Buffer.alloc(1))).toThrow(RangeError);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('Session not valid or expired. Please log in again.')],
  ['zeros only', Buffer.alloc(3)],
  ['ones', Buffer.alloc(64, 0xff)],
  ['an end without a beginning', Buffer.from('ffffffff00000000', 'hex')]
])('refuses %s', (_name, bytes) => {
  expect(() => inspect(bytes)).toThrow(RangeError);
});
