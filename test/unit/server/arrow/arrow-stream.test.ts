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
} from '../../../../server/arrow/arrow-stream';
import {
  arrowMessage,
  batch,
  type BatchFields,
  field,
  framed,
  schema
} from '../../../helpers/arrow-message';
import {
  flatbuffer,
  type FlatNode,
  table,
  tables,
  text
} from '../../../helpers/flatbuffer-writer';

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
  const MAX_METADATA = 8 * 1024 * 1024;
  const SCHEMA = framed(arrowMessage({ type: 1, header: schema(field()) }));
  const batchOf = (of: BatchFields, bodyLength = 5n): Buffer =>
    framed(arrowMessage({ type: 3, header: batch(of), bodyLength }));
  const BATCH = batchOf({ rows: 12n, nodes: [12n, 0n], buffers: [0n, 5n] });
  const BODY = Buffer.alloc(5, 0xff);
  const WHOLE = Buffer.concat([SCHEMA, BATCH, BODY]);
  const after = (...parts: Buffer[]): Buffer =>
    Buffer.concat([SCHEMA, ...parts]);
  const length = (value: number): Buffer => {
    const bytes = Buffer.alloc(8, 0xff);
    bytes.writeUInt32LE(value, 4);
    return bytes;
  };
  const schemaOf = (...fields: FlatNode[]): Buffer =>
    framed(arrowMessage({ type: 1, header: schema(...fields) }));

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

  test('a dictionary counts no rows', () => {
    const data = batch({ rows: 9n, nodes: [9n, 0n], buffers: [0n, 5n] });
    const dictionary = framed(
      arrowMessage({ type: 2, header: table(0n, data), bodyLength: 5n })
    );
    expect(inspect(after(dictionary, BODY, BATCH, BODY)).rows).toBe(12);
  });

  test('a column of nothing but nulls may have no buffers', () => {
    const nulls = batchOf({ rows: 1000n, nodes: [1000n, 1000n] }, 0n);
    expect(inspect(after(nulls)).rows).toBe(1000);
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

  const FIRST = 'the schema does not come first';
  const NO_SENSE = 'a length makes no sense';
  const MISFIT = 'its columns do not fit into it';
  const CIRCLES = 'its metadata leads in circles';

  test.each<[string, Buffer, string]>([
    ['a batch before the schema', Buffer.concat([BATCH, BODY]), FIRST],
    ['a second schema', after(SCHEMA), FIRST],
    [
      'a first message without a type',
      framed(flatbuffer(table(null, null, schema(field())))),
      FIRST
    ],
    [
      'a batch without a header',
      after(framed(arrowMessage({ type: 3, header: null }))),
      'a message has no header'
    ],
    [
      'a dictionary without data',
      after(framed(arrowMessage({ type: 2, header: table(0n) }))),
      'a dictionary has no data'
    ],
    ['a negative number of rows', after(batchOf({ rows: -1n })), NO_SENSE],
    [
      'more rows than a number can tell',
      after(batchOf({ rows: 2n ** 53n })),
      NO_SENSE
    ],
    [
      'a column of negative length',
      after(batchOf({ rows: 1n, nodes: [-1n, 0n] })),
      NO_SENSE
    ],
    [
      'a negative count of nulls',
      after(batchOf({ rows: 1n, nodes: [1n, -1n] })),
      NO_SENSE
    ],
    [
      'a buffer before the body',
      after(batchOf({ rows: 1n, buffers: [-1n, 2n] })),
      NO_SENSE
    ],
    [
      'a buffer of negative length',
      after(batchOf({ rows: 1n, buffers: [1n, -1n] })),
      NO_SENSE
    ],
    [
      'a buffer that ends behind the body',
      after(batchOf({ rows: 1n, buffers: [0n, 1n, 1n, 5n] })),
      MISFIT
    ],
    [
      'such a buffer of a dictionary',
      after(
        framed(
          arrowMessage({
            type: 2,
            header: table(0n, batch({ rows: 1n, buffers: [0n, 1n] }))
          })
        )
      ),
      MISFIT
    ],
    [
      'more rows than bits',
      after(batchOf({ rows: 41n, buffers: [0n, 5n] })),
      'it has more rows than bits'
    ],
    [
      'a negative body',
      framed(
        arrowMessage({ type: 1, header: schema(field()), bodyLength: -8n })
      ),
      NO_SENSE
    ],
    ['a mark for a length', Buffer.alloc(8, 0xff), NO_SENSE],
    ['metadata of more than 8 MiB', length(MAX_METADATA + 1), NO_SENSE],
    ['only an end', END_OF_STREAM, 'there is no schema']
  ])('%s is refused', (_name, bytes, reason) => {
    expect(() => inspect(bytes)).toThrow(new RangeError(reason));
  });

  test('a buffer may end where the body does, and every bit be a row', () => {
    const full = batchOf({ rows: 40n, buffers: [0n, 2n, 2n, 3n] });
    expect(inspect(after(full, BODY)).rows).toBe(40);
  });

  test('metadata of 8 MiB is waited for', () => {
    expect(() => inspect(length(MAX_METADATA))).toThrow(
      new RangeError('the last message is cut')
    );
  });

  const LONG: FlatNode = { bytes: Buffer.alloc(0), count: 0x10000000 };
  const nested = (levels: number): FlatNode =>
    Array.from({ length: levels - 1 }).reduce<FlatNode>(
      inner => field({ children: tables(inner) }),
      field()
    );
  /** Of two fields each, which are one and the same, and so on. */
  const doubled = Array.from({ length: 40 }).reduce<FlatNode>(
    inner => field({ children: tables(inner, inner) }),
    field()
  );
  const shared = text('x'.repeat(1000));

  test.each<[string, Buffer, string]>([
    [
      'more fields than there are bytes',
      framed(arrowMessage({ type: 1, header: table(null, LONG) })),
      CIRCLES
    ],
    ['a name longer than the metadata', schemaOf(table(LONG)), CIRCLES],
    [
      'more columns than there are bytes',
      after(framed(arrowMessage({ type: 3, header: table(1n, LONG, LONG) }))),
      CIRCLES
    ],
    [
      'a few more buffers than there are',
      after(
        framed(
          arrowMessage({
            type: 3,
            header: table(1n, null, { bytes: Buffer.alloc(0), count: 3 })
          })
        )
      ),
      'its metadata is cut'
    ],
    [
      'a time zone longer than the metadata',
      schemaOf(field({ kind: 10, type: table(null, LONG) })),
      CIRCLES
    ],
    [
      'a union of more types than there are bytes',
      schemaOf(field({ kind: 14, type: table(null, LONG) })),
      CIRCLES
    ],
    [
      'one text in many places',
      schemaOf(...Array.from({ length: 99 }, () => table(shared))),
      CIRCLES
    ],
    [
      'one text in many pairs',
      framed(
        arrowMessage({
          type: 1,
          header: table(
            ...[null, null],
            tables(...Array.from({ length: 99 }, () => table(shared, shared)))
          )
        })
      ),
      CIRCLES
    ],
    ['fields that double at each level', schemaOf(doubled), CIRCLES],
    [
      'fields that are nested deeper than 64 levels',
      schemaOf(nested(65)),
      'its schema is nested too deep'
    ]
  ])('%s: refused before memory is taken', (_name, bytes, reason) => {
    expect(() => inspect(bytes)).toThrow(new RangeError(reason));
  });

  test('fields nested 64 levels deep are looked at', () => {
    expect(inspect(schemaOf(nested(64))).rows).toBe(0);
  });
});
