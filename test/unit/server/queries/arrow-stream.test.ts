import {
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Field,
  Struct,
  Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC
} from 'apache-arrow';
import { expect, test } from 'vitest';
import {
  endStream,
  inspectStream
} from '../../../../server/queries/arrow-stream';
import { firstRows } from '../../../../server/queries/first-rows';

const END = 8;
const stream = (rows: number): Uint8Array =>
  tableToIPC(
    tableFromArrays({
      n: Int32Array.from({ length: rows }, (_, index) => index),
      text: Array.from({ length: rows }, (_, index) => `t${index % 3}`)
    }),
    'stream'
  );

test('counts the rows of several batches without decoding them', () => {
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
  const bytes = tableToIPC(
    new Table(schema, [batch(3), batch(0), batch(70000)]),
    'stream'
  );
  expect(inspectStream(bytes)).toEqual({ rows: 70003, isEnded: true });
});

test('marks the end where the database did not', () => {
  const whole = stream(5);
  const unmarked = whole.subarray(0, -END);
  const inspected = inspectStream(unmarked);
  expect(inspected).toEqual({ rows: 5, isEnded: false });
  expect(Buffer.from(endStream(unmarked, inspected)).equals(whole)).toBe(true);
  expect(endStream(whole, inspectStream(whole))).toBe(whole);
});

test('a schema alone is an empty table', () => {
  const empty = tableToIPC(tableFromIPC(stream(5)).slice(0, 0), 'stream');
  expect(inspectStream(empty).rows).toBe(0);
});

test('keeps the first rows, with their dictionaries and nulls', () => {
  const table = tableFromIPC(firstRows(stream(100), 7));
  expect(table.numRows).toBe(7);
  expect(table.getChild('n')?.toJSON()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(table.getChild('text')?.toJSON()).toEqual([
    't0',
    't1',
    't2',
    't0',
    't1',
    't2',
    't0'
  ]);
});

test('takes no cut stream for a whole one', () => {
  const whole = stream(1000);
  for (let length = 0; length < whole.length - END; length += 97) {
    const cut = whole.subarray(0, length);
    let rows = -1;
    try {
      ({ rows } = inspectStream(cut));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(rows).toBeLessThan(1000);
  }
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('Session not valid or expired. Please log in again.')],
  ['zeros only', Buffer.alloc(3)],
  ['ones', Buffer.alloc(64, 0xff)]
])('refuses %s', (_name, bytes) => {
  expect(() => inspectStream(bytes)).toThrow(RangeError);
});
