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
import { describe, expect, test } from 'vitest';
import {
  type ArrowStream,
  ArrowStreamCheck,
  END_OF_STREAM
} from '../../../../server/queries/arrow-stream';
import { arrowMessage, framed } from '../../../helpers/arrow-message';

const END = END_OF_STREAM.length;
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

test('a stream ends as Arrow itself ends it', () => {
  expect(END).toBe(8);
  expect(Buffer.from(stream(5)).subarray(-END)).toEqual(END_OF_STREAM);
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
  expect(() => check.push(Buffer.alloc(1))).toThrow(
    new RangeError('something follows the end')
  );
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

describe('by hand', () => {
  const MOST_METADATA = 64 * 1024 * 1024;
  const SCHEMA = framed(arrowMessage({ type: 1 }));
  const BATCH = framed(arrowMessage({ type: 3, rows: 12n, bodyLength: 5n }));
  const BODY = Buffer.alloc(5, 0xff);
  const WHOLE = Buffer.concat([SCHEMA, BATCH, BODY]);
  const length = (value: number): Buffer => {
    const bytes = Buffer.alloc(8, 0xff);
    bytes.writeUInt32LE(value, 4);
    return bytes;
  };

  test('a schema and its batches are rows', () => {
    expect(inspect(WHOLE)).toEqual({ rows: 12, isEnded: false });
    const twice = Buffer.concat([WHOLE, BATCH, BODY, END_OF_STREAM]);
    expect(inspect(twice, 3)).toEqual({ rows: 24, isEnded: true });
  });

  test('so they are without marks, as before Arrow 0.15', () => {
    const unmarked = Buffer.concat([
      SCHEMA.subarray(4),
      BATCH.subarray(4),
      ...[BODY, END_OF_STREAM.subarray(4)]
    ]);
    expect(inspect(unmarked)).toEqual({ rows: 12, isEnded: true });
  });

  test('a message of another kind counts no rows', () => {
    const dictionary = framed(arrowMessage({ type: 2, rows: 99n }));
    const bytes = Buffer.concat([SCHEMA, dictionary, BATCH, BODY]);
    expect(inspect(bytes).rows).toBe(12);
  });

  test.each([
    ['the mark', WHOLE.subarray(0, SCHEMA.length + 2)],
    ['the length', WHOLE.subarray(0, SCHEMA.length + 6)],
    ['what follows the mark', WHOLE.subarray(0, SCHEMA.length + 4)],
    ['what follows the length', WHOLE.subarray(0, SCHEMA.length + 8)],
    ['the metadata', WHOLE.subarray(0, SCHEMA.length + 20)],
    ['the body', WHOLE.subarray(0, -1)],
    ['the end', Buffer.concat([WHOLE, END_OF_STREAM.subarray(0, 5)])]
  ])('cut in %s it is refused', (_name, bytes) => {
    expect(() => inspect(bytes)).toThrow(
      new RangeError('the last message is cut')
    );
  });

  test.each([
    [
      'a batch before the schema',
      Buffer.concat([BATCH, BODY]),
      'the schema does not come first'
    ],
    [
      'a second schema',
      Buffer.concat([SCHEMA, SCHEMA]),
      'the schema does not come first'
    ],
    [
      'a first message without a type',
      framed(arrowMessage({ type: 1, fields: 1 })),
      'the schema does not come first'
    ],
    [
      'a batch without a header',
      Buffer.concat([SCHEMA, framed(arrowMessage({ type: 3 }))]),
      'a message has no header'
    ],
    [
      'a negative number of rows',
      Buffer.concat([SCHEMA, framed(arrowMessage({ type: 3, rows: -1n }))]),
      'a length makes no sense'
    ],
    [
      'more rows than a number can tell',
      Buffer.concat([
        SCHEMA,
        framed(arrowMessage({ type: 3, rows: 2n ** 53n }))
      ]),
      'a length makes no sense'
    ],
    [
      'a negative body',
      framed(arrowMessage({ type: 1, bodyLength: -8n })),
      'a length makes no sense'
    ],
    ['a mark for a length', Buffer.alloc(8, 0xff), 'a length makes no sense'],
    [
      'metadata of more than 64 MiB',
      length(MOST_METADATA + 1),
      'a length makes no sense'
    ],
    ['only an end', END_OF_STREAM, 'there is no schema']
  ])('%s is refused', (_name, bytes, reason) => {
    expect(() => inspect(bytes)).toThrow(new RangeError(reason));
  });

  test('metadata of 64 MiB is waited for', () => {
    expect(() => inspect(length(MOST_METADATA))).toThrow(
      new RangeError('the last message is cut')
    );
  });
});
