import { expect, test } from 'vitest';
import {
  Dictionary,
  Float64,
  Int32,
  Table,
  Utf8,
  vectorFromArray
} from 'apache-arrow';
import { csvFile } from '../../../../../src/export/formats/csv-file';
import type { CsvOptions } from '../../../../../src/export/formats/csv-options';

const PLAIN: CsvOptions = {
  dialect: 'comma',
  byteOrderMark: false,
  formulaSafe: true
};

const csv = (table: Table, options: Partial<CsvOptions> = {}): string =>
  Buffer.concat(
    [...csvFile(table, { ...PLAIN, ...options })].map(({ bytes }) => bytes)
  ).toString();

const texts = (values: (string | null)[]) =>
  vectorFromArray(values, new Utf8());

const ints = (values: number[]) => vectorFromArray(values, new Int32());

test('a header row, then a line for each row, ended as RFC 4180 has it', () => {
  const table = new Table({ id: ints([1, 2]), name: texts(['a', 'b']) });
  expect(csv(table)).toBe('id,name\r\n1,a\r\n2,b\r\n');
});

test('a result without rows is a header', () => {
  expect(csv(new Table({ id: ints([]) }))).toBe('id\r\n');
});

test('NULL is nothing and the empty text is not', () => {
  const table = new Table({ a: texts([null, '']), b: texts(['x', null]) });
  expect(csv(table)).toBe('a,b\r\n,x\r\n"",\r\n');
});

test('commas, quotes and line breaks are quoted, in names too', () => {
  const table = new Table({ 'a, "b"': texts(['1,5', 'a "b"', 'x\ny']) });
  expect(csv(table)).toBe('"a, ""b"""\r\n"1,5"\r\n"a ""b"""\r\n"x\ny"\r\n');
});

test('text that a spreadsheet would run gets an apostrophe, in names and dictionaries too', () => {
  const type = new Dictionary(new Utf8(), new Int32());
  const table = new Table({
    '=name': texts(['=1+1', '-2', 'a']),
    entry: vectorFromArray(['@x', '@x', '=1,2'], type)
  });
  expect(csv(table)).toBe(
    "'=name,entry\r\n'=1+1,'@x\r\n'-2,'@x\r\na,\"'=1,2\"\r\n"
  );
  expect(csv(table, { formulaSafe: false })).toBe(
    '=name,entry\r\n=1+1,@x\r\n-2,@x\r\na,"=1,2"\r\n'
  );
});

test('numbers are never touched', () => {
  const table = new Table({
    a: vectorFromArray([-1, -2.5e-9, -Infinity, null], new Float64())
  });
  expect(csv(table)).toBe('a\r\n-1\r\n-2.5e-9\r\n-Infinity\r\n\r\n');
});

test('for Excel a byte order mark stands before the header, and nowhere else', () => {
  const table = new Table({ naïve: texts(['日本', '🛫']) });
  expect(csv(table, { byteOrderMark: true })).toBe(
    '\ufeffnaïve\r\n日本\r\n🛫\r\n'
  );
});

test.each([
  ['comma', 'a,n\r\n"x,y",1.5\r\nx;y,-2.5e-9\r\nx\ty,\r\n'],
  ['semicolon', 'a;n\r\nx,y;1.5\r\n"x;y";-2.5e-9\r\nx\ty;\r\n'],
  ['decimalComma', 'a;n\r\nx,y;1,5\r\n"x;y";-2,5e-9\r\nx\ty;\r\n'],
  ['tab', 'a\tn\r\nx,y\t1.5\r\nx;y\t-2.5e-9\r\n"x\ty"\t\r\n']
] as const)('fields are apart by %s', (dialect, file) => {
  const table = new Table({
    a: texts(['x,y', 'x;y', 'x\ty']),
    n: vectorFromArray([1.5, -2.5e-9, null], new Float64())
  });
  expect(csv(table, { dialect })).toBe(file);
});

test('it comes in pieces that tell how far it is', () => {
  const table = new Table({ id: ints(Array<number>(4500).fill(7)) });
  const pieces = [...csvFile(table, PLAIN)];
  expect(pieces.map(({ rows }) => rows)).toEqual([0, 2000, 4000, 4500]);
});
