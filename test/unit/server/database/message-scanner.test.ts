import { expect, test } from 'vitest';
import {
  MalformedMessage,
  MessageScanner
} from '../../../../server/database/message-scanner';

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string): Buffer =>
  Buffer.concat([int(Buffer.byteLength(value)), Buffer.from(value)]);
const field = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type, 0, id]), value]);
const list = (type: number, items: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([type]), int(items.length), ...items]);
const struct = (...fields: Buffer[]): Buffer =>
  Buffer.concat([...fields, Buffer.from([0])]);

const MESSAGE = Buffer.concat([
  Buffer.from([0x80, 0x01, 0, 2]),
  text('sql_execute'),
  int(7),
  struct(
    field(
      12,
      0,
      struct(
        field(2, 1, Buffer.from([1])),
        field(10, 2, Buffer.alloc(8)),
        field(15, 3, list(10, [Buffer.alloc(8), Buffer.alloc(8)])),
        field(15, 4, list(11, ['', 'a', 'ü'.repeat(400)].map(text))),
        field(
          15,
          5,
          list(12, [struct(field(4, 1, Buffer.alloc(8))), struct()])
        ),
        field(15, 6, list(15, [list(2, [Buffer.from([1])]), list(2, [])])),
        field(
          13,
          7,
          Buffer.concat([Buffer.from([11, 8]), int(1), text('k'), int(1)])
        )
      )
    )
  )
]);

test.each([1, 2, 3, 7, 64, 1e6])(
  'finds the end in pieces of %i bytes',
  size => {
    const scanner = new MessageScanner(1e6);
    const bytes = Buffer.concat([MESSAGE, Buffer.from('the next')]);
    for (let at = 0; at < bytes.length; at += size) {
      const found = scanner.push(bytes.subarray(at, at + size));
      if (found) {
        expect(found.equals(MESSAGE)).toBe(true);
        expect(at + size).toBeGreaterThanOrEqual(MESSAGE.length);
        return;
      }
    }
    expect.unreachable('the end was not found');
  }
);

test('is not there before its last byte', () => {
  expect(new MessageScanner(1e6).push(MESSAGE.subarray(0, -1))).toBeNull();
});

test.each([
  ['another protocol', Buffer.from('HTTP/1.1 200 OK')],
  ['a negative size', Buffer.from('80010002ffffffff', 'hex')],
  ['more than the limit', Buffer.from('800100027fffffff', 'hex')],
  [
    'an unknown type',
    Buffer.concat([MESSAGE.subarray(0, 23), Buffer.from([99, 0, 1])])
  ]
])('refuses %s', (_name, bytes) => {
  expect(() => new MessageScanner(1e6).push(bytes)).toThrow(MalformedMessage);
});

test('refuses endless nesting', () => {
  const nested = Buffer.concat([
    MESSAGE.subarray(0, 23),
    Buffer.concat(Array.from({ length: 100 }, () => Buffer.from([12, 0, 1])))
  ]);
  expect(() => new MessageScanner(1e6).push(nested)).toThrow(MalformedMessage);
});

test('costs the same for a byte of a long list as of a short one', () => {
  const items = Array.from({ length: 200_000 }, () => text('abc'));
  const bytes = Buffer.concat([
    MESSAGE.subarray(0, 23),
    struct(field(15, 1, list(11, items)))
  ]);
  const scanner = new MessageScanner(1e8);
  let found: Buffer | null = null;
  const started = performance.now();
  for (let at = 0; at < bytes.length; at += 1000) {
    found = scanner.push(bytes.subarray(at, at + 1000));
  }
  expect(found?.length).toBe(bytes.length);
  // Rescanning from the start at each piece would take minutes.
  expect(performance.now() - started).toBeLessThan(2000);
});
