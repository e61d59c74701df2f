/** Outside check: HEAVY.AI's own JavaScript connector reads the sandbox over both its protocols. */
import { createRequire } from 'node:module';
import type { Table } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ISandbox, startSandbox } from '../helpers/sandbox.js';

/** The part of the connector in use here; it ships no types. */
interface IConnector {
  protocol(name: string): this;
  host(name: string): this;
  port(number: number): this;
  dbName(name: string): this;
  user(name: string): this;
  password(text: string): this;
  useBinaryProtocol(use: boolean): this;
  connectAsync(): Promise<this>;
  disconnectAsync(): Promise<unknown>;
  sessionId(): string[];
  getTablesAsync(): Promise<{ name: string; label: string }[]>;
  getFieldsAsync(table: string): Promise<{
    columns: { name: string; type: string; is_dict: boolean }[];
  }>;
  getStatusAsync(): Promise<{ version: string }[]>;
  getCompletionHintsAsync(
    sql: string,
    options: { cursor: number }
  ): Promise<{ hints: string[] }[]>;
  validateQuery(sql: string): Promise<{ name: string; type: string }[]>;
  queryAsync(
    sql: string,
    options: { columnarResults?: boolean; limit?: number }
  ): Promise<Record<string, unknown>[]>;
  queryDFAsync(sql: string, options: object): Promise<Table>;
}

const { DbCon } = createRequire(import.meta.url)('@heavyai/connector') as {
  DbCon: new () => IConnector;
};

const SECOND_OF_EACH = [
  ...['--database=heavyai', '--database=weather'],
  ...['--user=admin', '--user=ana:weather']
];
const WEATHER_TABLES = ['daily_weather', 'wind_vectors'];

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: SECOND_OF_EACH });
});
afterAll(() => sandbox?.stop());

const connector = (isBinary: boolean): IConnector =>
  new DbCon()
    .protocol('http')
    .host('127.0.0.1')
    .port(sandbox.httpPort)
    .dbName('heavyai')
    .user('admin')
    .password('HyperInteractive')
    .useBinaryProtocol(isBinary);

describe.each([
  ['JSON', false],
  ['binary', true]
])('@heavyai/connector over HTTP and %s', (_, isBinary) => {
  let connection: IConnector;
  beforeAll(async () => {
    connection = await connector(isBinary).connectAsync();
  });
  afterAll(() => connection.disconnectAsync());

  test('logs in and is told the version', async () => {
    expect(connection.sessionId()[0]).toMatch(/^[0-9A-Za-z]{32}$/);
    expect((await connection.getStatusAsync())[0]?.version).toBe(
      '9.0.0-sandbox'
    );
  });

  test('is refused with a wrong password', async () => {
    await expect(
      connector(isBinary).password('wrong').connectAsync()
    ).rejects.toMatchObject({ error_msg: 'Authentication failure' });
  });

  test('is refused a database that is not there, or not for its user', async () => {
    await expect(
      connector(isBinary).dbName('nowhere').connectAsync()
    ).rejects.toMatchObject({
      error_msg: 'Database name nowhere does not exist.'
    });
    await expect(
      connector(isBinary).user('ana').connectAsync()
    ).rejects.toMatchObject({
      error_msg:
        'Unauthorized Access: user ana is not allowed to access database heavyai.'
    });
  });

  test('reads the second database as the second user', async () => {
    const second = await connector(isBinary)
      .user('ana')
      .dbName('weather')
      .connectAsync();
    const tables = await second.getTablesAsync();
    expect(tables.map(({ name }) => name)).toEqual(WEATHER_TABLES);
    const [row] = await second.queryAsync(
      "SELECT COUNT(*) AS days FROM daily_weather WHERE location = 'Seattle'",
      {}
    );
    expect(plain(row)).toEqual({ days: 1461 });
    await second.disconnectAsync();
  });

  test('lists the tables and the columns of one', async () => {
    const tables = await connection.getTablesAsync();
    expect(tables.map(({ name }) => name)).toContain('flights');
    const { columns } = await connection.getFieldsAsync('flights');
    expect(
      columns.map(({ name, type, is_dict }) => [name, type, is_dict])
    ).toEqual([
      ['dep_timestamp', 'TIMESTAMP', false],
      ['delay', 'SMALLINT', false],
      ['distance', 'SMALLINT', false],
      ['origin', 'STR', true],
      ['destination', 'STR', true]
    ]);
  });

  test.each([
    ['by columns', true],
    ['by rows', false]
  ])('reads every column type that it knows, %s', async (_how, isColumnar) => {
    const [row] = await connection.queryAsync(
      `SELECT a_tinyint, a_smallint, an_int, a_boolean, a_float, a_double, a_decimal, a_text,
              a_plain_text, a_date, a_timestamp, a_timestamp_3, a_timestamp_6,
              some_booleans, some_ints, some_doubles, some_texts, a_point, a_linestring,
              a_polygon, a_multipolygon
       FROM every_type WHERE id = 1`,
      { columnarResults: isColumnar }
    );
    expect(plain(row)).toEqual({
      a_tinyint: 1,
      a_smallint: 2,
      an_int: 3,
      a_boolean: true,
      a_float: 1.5,
      a_double: 2.25,
      a_decimal: 12.3456,
      a_text: 'dictionary',
      a_plain_text: 'plain',
      a_date: new Date('2001-02-03T00:00:00Z'),
      a_timestamp: new Date('2001-02-03T04:05:06Z'),
      a_timestamp_3: new Date('2001-02-03T04:05:06.789Z'),
      a_timestamp_6: new Date('2001-02-03T04:05:06.789Z'),
      some_booleans: [true, false],
      some_ints: [1, 2, 3],
      some_doubles: [1.5, 2.5],
      some_texts: ['a', 'b'],
      a_point: 'POINT (1.5 -2.5)',
      a_linestring: 'LINESTRING (0 0,1 1,2 0)',
      a_polygon: 'POLYGON ((0 0,4 0,4 4,0 0))',
      a_multipolygon: 'MULTIPOLYGON (((0 0,4 0,4 4,0 0)))'
    });
  });

  test('reads integers beyond 2^53 exactly', async () => {
    const [row] = await connection.queryAsync(
      'SELECT a_bigint FROM every_type WHERE id = 2',
      {}
    );
    expect(exact(row?.a_bigint)).toBe('9007199254740993');
  });

  test('reads nulls', async () => {
    const [row] = await connection.queryAsync(
      'SELECT a_bigint, a_text, a_timestamp, some_ints, a_point FROM every_type WHERE id = 3',
      {}
    );
    expect(row).toEqual({
      a_bigint: null,
      a_text: null,
      a_timestamp: null,
      some_ints: null,
      a_point: null
    });
  });

  test('reads an Arrow data frame', async () => {
    const table = await connection.queryDFAsync(
      'SELECT origin, delay FROM flights LIMIT 5',
      {}
    );
    expect(table.numRows).toBe(5);
    expect(table.schema.names).toEqual(['origin', 'delay']);
  });

  test('is told what is wrong with a query in the words of HeavyDB', async () => {
    await expect(
      connection.queryAsync('SELECT *\nFROM nowhere', {})
    ).rejects.toMatchObject({
      error_msg:
        "SQL Error: From line 2, column 6 to line 2, column 12: Object 'nowhere' not found"
    });
  });

  test('completes and validates', async () => {
    const [hint] = await connection.getCompletionHintsAsync('SELECT ori', {
      cursor: 10
    });
    expect(hint?.hints).toContain('origin');
    expect(
      (
        await connection.validateQuery(
          'SELECT origin AS o, COUNT(*) FROM flights GROUP BY o'
        )
      ).map(({ name, type }) => [name, type])
    ).toEqual([
      ['o', 'STR'],
      ['EXPR$1', 'INT']
    ]);
  });
});

/** The connector hands integers over as they travelled: as numbers, bigints or Int64 objects. */
function plain(value: unknown): unknown {
  if (value instanceof Date || value === null || typeof value !== 'object') {
    return typeof value === 'bigint' ? Number(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if ('toOctetString' in value) {
    return Number(exact(value));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, plain(part)])
  );
}

function exact(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'toOctetString' in value) {
    const octets = (value as { toOctetString(): string }).toOctetString();
    return String(BigInt.asIntN(64, BigInt(`0x${octets}`)));
  }
  return String(value);
}
