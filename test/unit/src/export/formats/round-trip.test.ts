/** What was exported is read back by DuckDB, and Arrow by Arrow, and compared value by value. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import {
  DataType,
  Int32,
  Table,
  tableFromIPC,
  vectorFromArray
} from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrowWire } from '../../../../../sandbox/arrow/wire';
import { columnType } from '../../../../../sandbox/types/column-type';
import { EXPORT_FORMATS } from '../../../../../src/export/formats';
import { uniqueNames } from '../../../../../src/export/formats/parquet-file';
import { readTable } from '../../../../../src/table/read-table';
import { ResultTable } from '../../../../../src/table/result-table';
import { EVERY_TYPE_ROWS, everyType } from '../../../../helpers/every-type';

/** The type of each column, and its four values, as DuckDB writes them. */
const COLUMNS: Record<string, [type: string, values: (string | null)[]]> = {
  tiny: ['TINYINT', ['127', '-127', null, '-1']],
  small: ['SMALLINT', ['32767', '-32767', null, '1']],
  int: ['INTEGER', ['2147483647', '-2147483647', null, '1']],
  big: [
    'BIGINT',
    ['9223372036854775807', '-9223372036854775807', null, '9007199254740993']
  ],
  float: ['FLOAT', ['0.1', '-1e+30', null, '16777216.0']],
  double: ['DOUBLE', ['0.1', '-1e+300', null, 'inf']],
  yes: ['BOOLEAN', ['true', 'false', null, 'false']],
  text: ['VARCHAR', ['=1+1', '', null, 'a "b", c\nd']],
  origin: ['VARCHAR', ['SFO', '@home', null, 'SFO']],
  price: ['DECIMAL(10,2)', ['123.45', '-0.01', null, '0.00']],
  huge: [
    'DECIMAL(30,4)',
    [
      '10000000000000000000000000.0001',
      '-10000000000000000000000000.0001',
      null,
      '0.0001'
    ]
  ],
  day: ['DATE', ['2024-02-29', '1969-12-31', null, '9999-12-31']],
  clock: ['TIME', ['00:00:00', '23:59:59', null, '12:34:56']],
  at_s: [
    'TIMESTAMP',
    ['2024-02-29 12:34:56', '1969-12-31 23:59:59', null, '9999-12-31 23:59:59']
  ],
  at_ms: [
    'TIMESTAMP',
    [
      '2024-02-29 12:34:56.007',
      '1969-12-31 23:59:59.007',
      null,
      '9999-12-31 23:59:59.007'
    ]
  ],
  at_us: [
    'TIMESTAMP',
    [
      '2024-02-29 12:34:56.123456',
      '1969-12-31 23:59:59.123456',
      null,
      '9999-12-31 23:59:59.123456'
    ]
  ],
  at_ns: [
    'TIMESTAMP_NS',
    [
      '2024-02-29 12:34:56.123456789',
      '1969-12-31 23:59:59.999999999',
      null,
      '1970-01-01 00:00:00.000000001'
    ]
  ],
  list: ['BIGINT[]', ['[1, NULL, 9223372036854775807]', '[]', null, '[-5]']],
  words: ['VARCHAR[]', ['[a, NULL]', '[]', null, "['b,c']"]],
  place: [
    'VARCHAR',
    ['POINT (1 2)', 'POINT (-122.4 37.8)', null, 'LINESTRING (0 0, 1 1)']
  ]
};

/** Where CSV has another text for the same value than DuckDB writes. */
const IN_CSV: Record<string, string> = {
  '16777216.0': '16777216',
  inf: 'Infinity',
  '[1, NULL, 9223372036854775807]': '[1, null, 9223372036854775807]',
  '[a, NULL]': '["a", null]',
  "['b,c']": '["b,c"]'
};

let folder: string;
let duckdb: DuckDBConnection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => {
  duckdb.closeSync();
  rmSync(folder, { recursive: true });
});

type FormatId = 'csv' | 'parquet' | 'arrow';

async function bytesOf(table: Table, id: FormatId): Promise<Buffer> {
  const format = EXPORT_FORMATS.find(item => item.id === id);
  const pieces: Uint8Array[] = [];
  for await (const { bytes } of format?.encode(table, {
    formulaSafeCsv: false
  }) ?? []) {
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

async function write(table: Table, id: FormatId): Promise<string> {
  const path = join(folder, `a.${id}`);
  writeFileSync(path, await bytesOf(table, id));
  return path;
}

/** Columns by name, with the texts of their values. */
async function read(from: string): Promise<Record<string, unknown[]>> {
  const reader = await duckdb.runAndReadAll(
    `SELECT columns(*)::VARCHAR FROM ${from}`
  );
  return reader.getColumnsObject();
}

async function typesOf(path: string): Promise<Record<string, string>> {
  const reader = await duckdb.runAndReadAll(`DESCRIBE FROM '${path}'`);
  return Object.fromEntries(
    reader
      .getRowObjects()
      .map(row => [String(row['column_name']), String(row['column_type'])])
  );
}

const repeated = (values: (string | null)[]) =>
  EVERY_TYPE_ROWS.map(row => values[row]);

describe('of every type', () => {
  test('Parquet keeps the type and each value', async () => {
    const path = await write(everyType(), 'parquet');
    const values = await read(`'${path}'`);
    const types = await typesOf(path);
    expect(Object.keys(types)).toEqual(Object.keys(COLUMNS));
    for (const [name, [type, expected]] of Object.entries(COLUMNS)) {
      expect(types[name], name).toBe(type);
      expect(values[name], name).toEqual(repeated(expected));
    }
  });

  test('CSV has the text of each value', async () => {
    const path = await write(everyType(), 'csv');
    const values = await read(
      `read_csv('${path}', all_varchar = true, header = true, nullstr = '', allow_quoted_nulls = false)`
    );
    expect(Object.keys(values)).toEqual(Object.keys(COLUMNS));
    for (const [name, [, expected]] of Object.entries(COLUMNS)) {
      const inCsv = expected.map(text => IN_CSV[text ?? ''] ?? text);
      expect(values[name], name).toEqual(repeated(inCsv));
    }
  });

  test('Arrow is the same table, in the file format, dictionaries and all', async () => {
    const file = await bytesOf(everyType(), 'arrow');
    expect(file.subarray(0, 6).toString()).toBe('ARROW1');
    expect(file.subarray(-6).toString()).toBe('ARROW1');
    const before = new ResultTable(everyType());
    const table = tableFromIPC(file);
    const after = new ResultTable(table);
    expect(table.schema.toString()).toBe(everyType().schema.toString());
    expect(
      DataType.isDictionary(table.getChild('origin')?.type as DataType)
    ).toBe(true);
    expect(after.rowCount).toBe(EVERY_TYPE_ROWS.length);
    for (let row = 0; row < after.rowCount; row++) {
      for (let column = 0; column < after.columns.length; column++) {
        expect(after.text(row, column)).toBe(before.text(row, column));
      }
    }
  });
});

test('Parquet of more rows than a row group has each of them, in order', async () => {
  const count = 120_001;
  const rows = Array.from({ length: count }, (_, row) => row);
  const halves = [rows.slice(0, 70_000), rows.slice(70_000)].map(
    part => new Table({ n: vectorFromArray(part, new Int32()) })
  );
  const path = await write(halves[0]!.concat(halves[1]!), 'parquet');
  const reader = await duckdb.runAndReadAll(
    `SELECT count(*) AS rows, count(*) FILTER (n = file_row_number) AS same
     FROM read_parquet('${path}', file_row_number = true)`
  );
  expect(reader.getRowObjects()).toEqual([
    { rows: BigInt(count), same: BigInt(count) }
  ]);
});

test('a result without rows is a file with its columns', async () => {
  const path = await write(everyType().slice(0, 0), 'parquet');
  expect((await read(`'${path}'`))['tiny'] ?? []).toEqual([]);
  expect(Object.keys(await typesOf(path))).toEqual(Object.keys(COLUMNS));
  const arrow = tableFromIPC(await bytesOf(everyType().slice(0, 0), 'arrow'));
  expect(arrow.numRows).toBe(0);
  expect(arrow.numCols).toBe(Object.keys(COLUMNS).length);
});

test('columns of one name get one each', () => {
  expect(uniqueNames(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a_1', 'a_2']);
  expect(uniqueNames(['a', 'a', 'a_1'])).toEqual(['a', 'a_2', 'a_1']);
});

test('columns of one name keep their types', async () => {
  const table = readTable(
    await arrowWire(
      [
        { name: 'x', type: columnType('INT') },
        { name: 'x', type: columnType('STR') }
      ],
      [{ rowCount: 1, values: column => (column === 0 ? [1] : ['a']) }]
    )
  );
  const parquet = await write(table, 'parquet');
  expect(await typesOf(parquet)).toEqual({ x: 'INTEGER', x_1: 'VARCHAR' });
  expect((await bytesOf(table, 'csv')).toString()).toBe('x,x\r\n1,a\r\n');
  const arrow = new ResultTable(readTable(await bytesOf(table, 'arrow')));
  expect(arrow.columns.map(({ sqlType }) => sqlType)).toEqual([
    'INTEGER',
    'TEXT'
  ]);
  expect([arrow.text(0, 0), arrow.text(0, 1)]).toEqual(['1', 'a']);
});
