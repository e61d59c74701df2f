import { expect, test } from 'vitest';
import type { TypeInfo } from '../../../../server/thrift/calls';
import { sqlType } from '../../../../server/thrift/sql-type';

const info = (more: Partial<TypeInfo>): TypeInfo => ({
  type: 1,
  encoding: 0,
  nullable: true,
  is_array: false,
  precision: 0,
  scale: 0,
  comp_param: 0,
  size: -1,
  ...more
});

const WRITTEN: [string, Partial<TypeInfo>][] = [
  ['INTEGER', { type: 1 }],
  ['SMALLINT', { type: 0 }],
  ['TINYINT', { type: 17 }],
  ['BOOLEAN', { type: 10 }],
  ['DECIMAL(10,2)', { type: 4, precision: 10, scale: 2 }],
  ['TIMESTAMP(0)', { type: 8 }],
  ['TIMESTAMP(6)', { type: 8, precision: 6 }],
  ['TIMESTAMP(0) ENCODING FIXED(32)', { type: 8, encoding: 1, comp_param: 32 }],
  ['DATE ENCODING DAYS(32)', { type: 9, encoding: 7 }],
  ['DATE ENCODING DAYS(16)', { type: 9, encoding: 7, comp_param: 16 }],
  ['TEXT ENCODING DICT(32)', { type: 6, encoding: 4, comp_param: 32 }],
  ['TEXT ENCODING NONE', { type: 6 }],
  ['INTEGER[]', { type: 1, is_array: true }],
  ['INTEGER[3]', { type: 1, is_array: true, size: 12 }],
  [
    'TEXT[] ENCODING DICT(32)',
    { type: 6, is_array: true, encoding: 4, comp_param: 32 }
  ],
  ['GEOMETRY(POINT)', { type: 13, precision: 23 }],
  [
    'GEOMETRY(MULTIPOLYGON, 4326) ENCODING COMPRESSED(32)',
    { type: 16, precision: 23, scale: 4326, encoding: 6, comp_param: 32 }
  ]
];

test.each(WRITTEN)('writes %s', (written, given) => {
  expect(sqlType(info(given))).toBe(written);
});

test('leaves out the width where a view tells a dictionary’s number instead', () => {
  expect(sqlType(info({ type: 6, encoding: 4, comp_param: 117 }))).toBe(
    'TEXT ENCODING DICT'
  );
});

test('says UNKNOWN for a type that came later', () => {
  expect(sqlType(info({ type: 99 }))).toBe('UNKNOWN');
});
