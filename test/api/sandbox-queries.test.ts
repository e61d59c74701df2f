/** What the sandbox answers to queries: HeavyDB's dialect, encodings, Arrow layout and errors. */
import { MessageReader, tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, queryHeavydb } from '../helpers/heavydb-query.js';
import {
  callHeavydb,
  type ISandbox,
  startSandbox
} from '../helpers/sandbox.js';

let sandbox: ISandbox;
let session: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  session = await sandbox.logIn();
});
afterAll(() => sandbox?.stop());

const call = (method: string, ...args: (string | number | boolean)[]) =>
  callHeavydb(sandbox.httpPort, method, args);

const query = (sql: string, firstN = -1, atMostN = -1): Promise<Answer> =>
  queryHeavydb({ port: sandbox.httpPort, session, sql, firstN, atMostN });

async function arrow(sql: string): Promise<Buffer> {
  const frame = (await callHeavydb(sandbox.httpPort, 'sql_execute_df', [
    session,
    sql,
    0,
    0,
    -1,
    1
  ])) as { 7: { str: string } };
  return Buffer.from(frame[7].str, 'base64');
}

const [INT, BIGINT, STR, TIMESTAMP, POINT] = [1, 2, 6, 8, 13];

describe('the dialect', () => {
  test.each([
    ['SELECT 7 / 2', 3],
    ['SELECT TRUNCATE(1.567, 2)', 1.56],
    ['SELECT WIDTH_BUCKET(5, 0, 10, 5)', 3],
    ["SELECT REGEXP_LIKE('abc', 'a.*')", 1],
    ["SELECT CHAR_LENGTH('COUNT(*)')", 8],
    ["SELECT EXTRACT(MONTH FROM TIMESTAMPADD(MONTH, 2, DATE '2001-01-31'))", 3],
    ["SELECT DATEDIFF(day, DATE '2001-01-01', DATE '2001-01-31')", 30],
    ['SELECT ST_X(a_point) FROM every_type WHERE id = 1', 1.5],
    ['SELECT COUNT(*) /* COUNT(1) */ FROM flights; ', 3_000_000],
    ['SELECT id FROM every_type ORDER BY id LIMIT 1, 1', 2],
    ['SELECT id FROM every_type ORDER BY a_bigint DESC LIMIT 1', 3]
  ])('%s is %s', async (sql, value) => {
    expect((await query(sql)).columns[0]).toEqual([value]);
  });

  test('unnamed columns are called as Calcite calls them', async () => {
    const { names } = await query(
      `SELECT origin, COUNT(*), MAX(delay) AS "most ""of all""", 'a, b' FROM flights GROUP BY origin LIMIT 1`
    );
    expect(names).toEqual(['origin', 'EXPR$1', 'most "of all"', 'EXPR$3']);
  });

  test('COUNT is an INT, SUM of integers a BIGINT, DATE_TRUNC keeps the precision', async () => {
    const { types, columns } = await query(
      'SELECT COUNT(*), SUM(delay), DATE_TRUNC(year, MIN(dep_timestamp)), SAMPLE(origin) FROM flights'
    );
    expect(types).toEqual([INT, BIGINT, TIMESTAMP, STR]);
    expect(columns[2]).toEqual([Date.UTC(2001, 0, 1) / 1000]);
  });

  test('EXPLAIN answers one column of text', async () => {
    const { names, columns } = await query('EXPLAIN CALCITE SELECT 1');
    expect(names).toEqual(['Explanation']);
    expect(columns[0]).toHaveLength(1);
  });

  test.each([
    ['', 'empty SQL statment not allowed'],
    ['SELECT 1; SELECT 2', 'multiple SQL statements not allowed'],
    [
      'SELECT *\nFROM   "No such"',
      "SQL Error: From line 2, column 8 to line 2, column 16: Object 'No such' not found"
    ],
    [
      'SELECT nope FROM flights',
      "SQL Error: From line 1, column 8 to line 1, column 11: Column 'nope' not found in any table"
    ],
    ['SELEC 1', 'SQL Error: Encountered "SELEC" at line 1, column 1.'],
    ['SELECT 1 +', 'SQL Error: Encountered "<EOF>" at line 1, column 11.']
  ])('%j fails as HeavyDB has it', async (sql, message) => {
    await expect(query(sql)).rejects.toMatchObject({
      kind: 'TDBException',
      message
    });
  });
});

describe('limits', () => {
  test('first_n leaves rows out silently', async () => {
    const { columns } = await query('SELECT delay FROM flights', 5000);
    expect(columns[0]).toHaveLength(5000);
  });

  test('a hundred thousand rows fit through JSON', async () => {
    const { columns } = await query('SELECT * FROM flights', 100_000);
    expect(columns[4]).toHaveLength(100_000);
  }, 20_000);

  test('at_most_n makes more rows an error', async () => {
    await expect(query('SELECT delay FROM flights', -1, 10)).rejects.toThrow(
      'The result contains more rows than the specified cap of 10'
    );
  });
});

describe('tables of the user', () => {
  test('are made, filled, described, read, changed and dropped', async () => {
    const made = await query(`CREATE TABLE trips (
      id INT ENCODING FIXED(16) NOT NULL, note TEXT ENCODING NONE, tag TEXT,
      place GEOMETRY(POINT, 4326) ENCODING COMPRESSED(32), at_time TIMESTAMP(3),
      stops TEXT[], SHARD KEY (id)) WITH (shard_count = 4, fragment_size = 1000)`);
    expect([made.kind, made.columns]).toEqual([4, []]);
    await query(
      "INSERT INTO trips VALUES (1, 'it''s; COUNT(x)', 'a', 'POINT (1 2)', '2001-02-03 04:05:06.789', {'x', 'y'})"
    );
    const read = await query('SELECT note, place, at_time FROM trips');
    expect(read.types).toEqual([STR, POINT, TIMESTAMP]);
    expect(read.columns).toEqual([
      ["it's; COUNT(x)"],
      ['POINT (1 2)'],
      [Date.UTC(2001, 1, 3, 4, 5, 6, 789)]
    ]);
    const shown = await query('SHOW CREATE TABLE trips');
    expect(shown.columns[0]?.[0]).toContain(
      'id INTEGER NOT NULL ENCODING FIXED(16)'
    );
    await query("UPDATE trips SET tag = 'b' WHERE id = 1");
    await query('CREATE VIEW tagged AS SELECT tag, place AS spot FROM trips');
    expect((await query('SELECT * FROM tagged')).types).toEqual([STR, POINT]);
    await query('DROP VIEW tagged');
    await query('DROP TABLE trips');
    expect((await query('SHOW TABLES')).columns[0]).not.toContain('trips');
  });

  test('may be the sample tables, for as long as this process lives', async () => {
    await query("DELETE FROM zipcodes WHERE state <> 'CO'");
    const { columns } = await query(
      'SELECT COUNT(*), APPROX_COUNT_DISTINCT(state) FROM zipcodes'
    );
    expect(Number(columns[0]?.[0])).toBeLessThan(1000);
    expect(columns[1]).toEqual([1]);
  });

  test('that are not there are told by name', async () => {
    await expect(call('get_table_details', session, 'nowhere')).rejects.toThrow(
      'Table/View nowhere for catalog heavyai does not exist'
    );
  });
});

describe('Arrow by WIRE', () => {
  test('is a schema, the dictionaries and one batch, without an end mark', async () => {
    const bytes = await arrow(
      'SELECT origin, destination, delay FROM flights LIMIT 5000'
    );
    expect(messagesOf(bytes)).toEqual([
      'schema',
      'dictionary',
      'dictionary',
      'batch'
    ]);
    expect(bytes.subarray(-8).equals(END_MARK)).toBe(false);
    expect(tableFromIPC(bytes).numRows).toBe(5000);
  });

  test('is the schema alone where there are no rows', async () => {
    const bytes = await arrow('SELECT origin FROM flights WHERE delay > 30000');
    expect(messagesOf(bytes)).toEqual(['schema']);
  });

  test.each([
    [
      'SELECT a_point FROM every_type',
      'POINT is not supported in Arrow result sets.'
    ],
    [
      'SELECT some_dates FROM every_type',
      'DATE[] is not supported in Arrow result sets.'
    ],
    [
      'DROP TABLE flights',
      'Only read queries supported for the Arrow sql_execute_df endpoint.'
    ],
    [
      'SELECT * FROM nowhere',
      "SQL Error: From line 1, column 15 to line 1, column 21: Object 'nowhere' not found"
    ]
  ])('%s fails as a TApplicationException', async (sql, message) => {
    await expect(arrow(sql)).rejects.toMatchObject({
      kind: 'TApplicationException',
      message
    });
  });
});

const END_MARK = Buffer.from([255, 255, 255, 255, 0, 0, 0, 0]);

function messagesOf(bytes: Uint8Array): string[] {
  const reader = new MessageReader(bytes);
  const kinds: string[] = [];
  for (const message of reader) {
    reader.readMessageBody(message.bodyLength);
    kinds.push(
      message.isSchema()
        ? 'schema'
        : message.isDictionaryBatch()
          ? 'dictionary'
          : 'batch'
    );
  }
  return kinds;
}
