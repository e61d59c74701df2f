import { describe, expect, test } from 'vitest';
import {
  MalformedMessage,
  MessageScanner
} from '../../../../server/thrift/message-scanner';
import {
  field,
  int,
  list,
  long,
  replyHead,
  struct,
  text
} from '../../../helpers/thrift-bytes';
import { limitMs } from '../../../helpers/scale';

const HEAD = replyHead('sql_execute', 7);
const message = (...fields: Buffer[]): Buffer =>
  Buffer.concat([HEAD, struct(...fields)]);
/** A message whose result is this value. */
const holding = (type: number, value: Buffer): Buffer =>
  message(field(type, 0, value));
const map = (types: number[], items: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from(types),
    int(items.length / 2),
    Buffer.concat(items)
  ]);
const letters = (count: number): Buffer[] =>
  Array<Buffer>(count).fill(text(''));

const VALUES: [string, number, Buffer][] = [
  ['a truth value', 2, Buffer.of(1)],
  ['a byte', 3, Buffer.of(0xff)],
  ['a double', 4, Buffer.alloc(8, 0xff)],
  ['16 bits', 6, Buffer.alloc(2, 0xff)],
  ['32 bits', 8, int(-1)],
  ['64 bits', 10, long(-1n)],
  ['a UUID', 16, Buffer.alloc(16, 0xff)],
  ['a text', 11, text('ü'.repeat(400))],
  ['no text', 11, text('')],
  ['a list of numbers', 15, list(10, [long(1n), long(2n)])],
  ['a set of numbers', 14, list(8, [int(1), int(2), int(3)])],
  ['an empty list', 15, list(12, [])],
  ['a list of texts', 15, list(11, ['', 'a', 'ü'.repeat(40)].map(text))],
  [
    'a list of structs',
    15,
    list(12, [struct(field(4, 1, long(9n))), struct()])
  ],
  ['a list of lists', 15, list(15, [list(2, [Buffer.of(1)]), list(2, [])])],
  ['a map of numbers', 13, map([3, 6], [Buffer.of(1), Buffer.alloc(2, 0xff)])],
  ['a map of texts', 13, map([11, 8], [text('k'), int(1), text('l'), int(2)])],
  ['a map of structs', 13, map([8, 12], [int(1), struct()])],
  // Some text begins at the very end of what the scanner holds at first.
  ['a list that outgrows its room', 15, list(11, letters(1100))]
];

describe.each(VALUES)('%s', (_name, type, value) => {
  const bytes = Buffer.concat([holding(type, value), Buffer.from('the next')]);
  const { length } = holding(type, value);

  test.each([1, 2, 3, 7, 64, 1e6])(
    'is followed to its end in pieces of %i bytes',
    size => {
      const scanner = new MessageScanner(1e6);
      for (let at = 0; at < bytes.length; at += size) {
        const found = scanner.push(bytes.subarray(at, at + size));
        if (found) {
          expect(found.equals(bytes.subarray(0, length))).toBe(true);
          expect(at).toBeLessThan(length);
          expect(at + size).toBeGreaterThanOrEqual(length);
          return;
        }
      }
      expect.unreachable('the end was not found');
    }
  );

  test('is not whole before its last byte', () => {
    expect(
      new MessageScanner(1e6).push(bytes.subarray(0, length - 1))
    ).toBeNull();
  });
});

test.each([
  [
    'another protocol',
    Buffer.from('HTTP/1.1 200 OK'),
    'it does not begin as Thrift does'
  ],
  [
    'an older Thrift',
    Buffer.from('80000002', 'hex'),
    'it does not begin as Thrift does'
  ],
  [
    'a name of negative size',
    Buffer.from('80010002ffffffff', 'hex'),
    'it holds a negative size'
  ],
  [
    'a text of negative size in a list',
    holding(15, list(11, [text('a'), int(-5)])),
    'it holds a negative size'
  ],
  [
    'a list of negative size',
    holding(15, Buffer.concat([Buffer.of(8), int(-1)])),
    'it holds a negative size'
  ],
  ['an unknown type', holding(99, Buffer.alloc(9)), 'it holds an unknown type'],
  [
    'a name beyond the limit',
    Buffer.from('800100027fffffff', 'hex'),
    'it is too big'
  ],
  [
    'a list of numbers beyond the limit, though few are there yet',
    holding(15, Buffer.concat([Buffer.of(10), int(200_000), long(0n)])),
    'it is too big'
  ],
  [
    'a map of numbers beyond the limit, though few are there yet',
    holding(13, Buffer.concat([Buffer.of(3, 10), int(120_000), long(0n)])),
    'it is too big'
  ]
])('refuses %s', (_name, bytes, reason) => {
  const push = (): unknown => new MessageScanner(1e6).push(bytes);
  expect(push).toThrow(MalformedMessage);
  expect(push).toThrow(
    expect.objectContaining({ name: 'MalformedMessage', message: reason })
  );
});

test('takes a message of just the limit, and none that is longer', () => {
  const bytes = holding(11, text('a'));
  const { length } = bytes;
  expect(new MessageScanner(length).push(bytes)?.length).toBe(length);
  expect(() => new MessageScanner(length - 1).push(bytes)).toThrow(
    'it is too big'
  );
});

describe.each([
  ['structs', (inner: Buffer): Buffer => struct(field(12, 1, inner)), struct()],
  ['lists', (inner: Buffer): Buffer => list(15, [inner]), list(2, [])],
  [
    'maps',
    (inner: Buffer): Buffer => map([2, 13], [Buffer.of(1), inner]),
    map([2, 2], [])
  ]
])('%s inside each other', (name, wrap, innermost) => {
  const type = { structs: 12, lists: 15, maps: 13 }[name]!;
  const nested = (depth: number): Buffer => {
    let value = innermost;
    for (let level = 1; level < depth; level++) {
      value = wrap(value);
    }
    return holding(type, value);
  };

  test('are followed 64 deep', () => {
    const bytes = nested(64);
    expect(new MessageScanner(1e6).push(bytes)?.length).toBe(bytes.length);
  });

  test('are refused one deeper', () => {
    expect(() => new MessageScanner(1e6).push(nested(65))).toThrow(
      'it is nested too deep'
    );
  });
});

test('costs the same for a byte of a long list as of a short one', () => {
  const items = Array.from({ length: 200_000 }, () => text('abc'));
  const bytes = holding(15, list(11, items));
  const scanner = new MessageScanner(1e8);
  let found: Buffer | null = null;
  const started = performance.now();
  for (let at = 0; at < bytes.length; at += 1000) {
    found = scanner.push(bytes.subarray(at, at + 1000));
  }
  expect(found?.length).toBe(bytes.length);
  // Rescanning from the start at each piece would take minutes.
  expect(performance.now() - started).toBeLessThan(limitMs(2000));
});
