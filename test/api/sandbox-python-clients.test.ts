/** Outside check: HEAVY.AI's own Python packages read the sandbox over every protocol they know. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ISandbox, startSandbox } from '../helpers/sandbox.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPTS = fileURLToPath(new URL('./python/', import.meta.url));

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: [
      ...['--database=heavyai', '--database=weather'],
      ...['--user=admin', '--user=ana:weather']
    ]
  });
});
afterAll(() => sandbox?.stop());

/** What pyheavydb reads, null or not. It takes the elements of an array as they come, nulls too. */
const IN_ROWS =
  'a_tinyint, a_smallint, an_int, a_bigint, a_boolean, a_float, a_double, a_decimal, a_text, ' +
  'a_plain_text, a_time, a_date, a_timestamp, a_timestamp_3, a_timestamp_6, some_booleans, ' +
  'some_ints, some_bigints, some_doubles, some_texts, a_point, a_multipoint, a_linestring, ' +
  'a_multilinestring, a_polygon, a_multipolygon';

const IN_ARROW =
  'a_tinyint, a_smallint, an_int, a_bigint, a_boolean, a_float, a_double, a_decimal, a_text, ' +
  'a_plain_text, a_time, a_date, a_timestamp, a_timestamp_3, a_timestamp_6, a_timestamp_9, ' +
  'some_booleans, some_ints, some_bigints, some_doubles, some_texts';

describe.each(['binary', 'http'])('pyheavydb over %s', protocol => {
  const port = () =>
    protocol === 'binary' ? sandbox.binaryPort : sandbox.httpPort;

  test('logs in, lists the tables and reads every column type', async () => {
    const seen = await python('read_with_heavydb.py', {
      ...CREDENTIALS,
      protocol,
      port: port(),
      query: `SELECT ${IN_ROWS} FROM every_type ORDER BY id`
    });
    expect(seen.tables).toEqual([
      'flights',
      'airports',
      'zipcodes',
      'us_states',
      'every_type'
    ]);
    expect(seen.columns).toEqual(IN_ROWS.split(', '));
    expect(seen.rows).toEqual(ROWS);
  });

  // The client fails on a null among them, whichever server it comes from.
  test('reads arrays of dates and of timestamps', async () => {
    const seen = await python('read_with_heavydb.py', {
      ...CREDENTIALS,
      protocol,
      port: port(),
      query: 'SELECT some_dates, some_timestamps FROM every_type WHERE id = 1'
    });
    expect(seen.rows).toEqual([[['2001-02-03'], ['2001-02-03 04:05:06']]]);
  });

  test('uses a session that somebody else opened, and leaves it open', async () => {
    const session = await sandbox.logIn();
    const options = {
      sessionid: session,
      host: '127.0.0.1',
      protocol,
      port: port(),
      query: 'SELECT COUNT(*) FROM flights'
    };
    const first = await python('read_with_heavydb.py', options);
    const second = await python('read_with_heavydb.py', options);
    expect(first.rows).toEqual([[3_000_000]]);
    expect(second.columns).toEqual(['EXPR$0']);
  });

  test('goes through two databases as two users, and is refused as HeavyDB does', async () => {
    const forbidden =
      'Unauthorized Access: user ana is not allowed to access database heavyai.';
    const unknown = 'Database name nowhere does not exist.';
    expect(
      await python('databases_with_heavydb.py', {
        host: '127.0.0.1',
        password: CREDENTIALS.password,
        protocol,
        port: port()
      })
    ).toEqual({
      ana: WEATHER_TABLES,
      databases: [
        ['heavyai', 'admin'],
        ['weather', 'admin']
      ],
      days: [[2922]],
      session: WEATHER_TABLES,
      clone: ['flights', 'airports', 'zipcodes', 'us_states', 'every_type'],
      refusals: [
        ...['Authentication failure', unknown, forbidden],
        ...[unknown, forbidden]
      ]
    });
  });

  test('is told when the session is not valid', async () => {
    await expect(
      python('read_with_heavydb.py', {
        sessionid: 'A'.repeat(32),
        host: '127.0.0.1',
        protocol,
        port: port(),
        query: 'SELECT 1'
      })
    ).rejects.toThrow('Session not valid or expired.');
  });
});

describe.each(['binary', 'http'])('heavyai over %s', protocol => {
  const port = () =>
    protocol === 'binary' ? sandbox.binaryPort : sandbox.httpPort;

  test('reads every type that travels as Arrow, exactly', async () => {
    const seen = await python('read_with_heavyai.py', {
      ...CREDENTIALS,
      protocol,
      port: port(),
      query: `SELECT ${IN_ARROW} FROM every_type ORDER BY id`
    });
    expect(seen.frame).toEqual([3, IN_ARROW.split(', ')]);
    expect(seen.types).toEqual(ARROW_TYPES);
    expect(seen.rows).toEqual(ARROW_ROWS);
  });

  test('reads with a session that somebody else opened', async () => {
    const seen = await python('read_with_heavyai.py', {
      sessionid: await sandbox.logIn(),
      host: '127.0.0.1',
      protocol,
      port: port(),
      query:
        'SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin ORDER BY n DESC LIMIT 1'
    });
    expect(seen.rows).toEqual([['ORD', '166341']]);
  });
});

test('heavyai reads a result without rows', async () => {
  const seen = await python('read_with_heavyai.py', {
    ...CREDENTIALS,
    protocol: 'binary',
    port: sandbox.binaryPort,
    query: 'SELECT * FROM flights WHERE delay > 30000'
  });
  expect(seen.frame).toEqual([
    0,
    ['dep_timestamp', 'delay', 'distance', 'origin', 'destination']
  ]);
});

test.each(['binary', 'http'])(
  'heavyai over %s loads a dataframe by Arrow, by columns and by rows',
  async protocol => {
    const loading = await startSandbox();
    const seen = await python('load_with_heavyai.py', {
      ...CREDENTIALS,
      protocol,
      port: protocol === 'binary' ? loading.binaryPort : loading.httpPort
    }).finally(() => loading.stop());
    const stored = [
      ['1', '9007199254740993', '1.5', '1', 'x', '2001-02-03', MOMENT],
      ['2', '-1', '-0.25', '0', 'naïve 日本', '1969-12-31', BEFORE_1970]
    ];
    expect(seen).toMatchObject({
      arrow: stored,
      columns: stored,
      rows: stored,
      types: [
        ...['an_int INT', 'a_bigint BIGINT', 'a_double DOUBLE', 'a_bool BOOL'],
        ...['a_text STR', 'a_day DATE', 'a_moment TIMESTAMP']
      ],
      lists: [
        ['1', "['a', 'b c']", 'POINT (1 2)', 'None'],
        ['None', 'None', 'None', 'None']
      ],
      few: 'Number of columns to load (1) does not match number of columns in table lists (4)',
      wrong: 'Invalid DATE string (x)',
      afterwards: 2,
      physical: ['by_arrow', 'by_columns', 'by_rows', 'lists'],
      views: ['some'],
      users: ['admin'],
      nothing: [[], [], [], []],
      dashboard: "Dashboard with dashboard id 7 doesn't exist"
    });
  }
);

const MOMENT = '2001-02-03 04:05:06';
const BEFORE_1970 = '1969-12-31 23:59:59';

const WEATHER_TABLES = ['daily_weather', 'wind_vectors'];

const CREDENTIALS = {
  user: 'admin',
  password: 'HyperInteractive',
  dbname: 'heavyai',
  host: '127.0.0.1'
};

type Seen = {
  tables: string[];
  columns: string[];
  rows: unknown[][];
  frame: [number, string[]];
  types: string[];
};

async function python(script: string, options: object): Promise<Seen> {
  const interpreter =
    process.env.OMNISCI_TEST_PYTHON ?? `${ROOT}.venv/bin/python`;
  if (!existsSync(interpreter)) {
    throw new Error(
      `No Python at ${interpreter}: "npm test" makes one, or OMNISCI_TEST_PYTHON names another with pyheavydb and heavyai installed.`
    );
  }
  const { stdout } = await promisify(execFile)(interpreter, [
    SCRIPTS + script,
    JSON.stringify(options)
  ]);
  return JSON.parse(stdout) as Seen;
}

const SPECIAL_TEXT = 'naïve "quotes" \\ 日本 🛫';

const NULL_INT = -(2 ** 31);

/** JSON.parse rounds it as Number does; that it travels exactly, the Arrow rows below show. */
const NULL_BIGINT = -(2 ** 63);
const PAST_DOUBLE = Number('9007199254740993');

const ROWS: unknown[][] = [
  [
    ...[1, 2, 3, 4, 1, 1.5, 2.25, 12.3456, 'dictionary', 'plain', '12:34:56'],
    ...['2001-02-03', '2001-02-03 04:05:06', '2001-02-03 04:05:06.789000'],
    '2001-02-03 04:05:06.789012',
    [1, 0],
    [1, 2, 3],
    [4, 5],
    [1.5, 2.5],
    ['a', 'b'],
    'POINT (1.5 -2.5)',
    'MULTIPOINT (1 2,3 4)',
    'LINESTRING (0 0,1 1,2 0)',
    'MULTILINESTRING ((0 0,1 1),(2 2,3 3))',
    'POLYGON ((0 0,4 0,4 4,0 0))',
    'MULTIPOLYGON (((0 0,4 0,4 4,0 0)))'
  ],
  [
    ...[-127, -32767, -2147483647, PAST_DOUBLE, 0, -0.10000000149011612, 1e300],
    ...[
      Number('-99999999999999.9999'),
      SPECIAL_TEXT,
      '',
      '00:00:00',
      '1969-12-31'
    ],
    ...['1969-12-31 23:59:59', '1969-12-31 23:59:59.999000'],
    '1677-09-22 00:00:00.000001',
    [-128, 1],
    [NULL_INT, -2147483647],
    [PAST_DOUBLE, NULL_BIGINT],
    [2.2250738585072014e-308, 0.1],
    ['', ''],
    'POINT (-180 90)',
    'MULTIPOINT (0 0)',
    'LINESTRING (0 0,0 1)',
    'MULTILINESTRING ((0 0,0 1))',
    'POLYGON ((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))',
    'MULTIPOLYGON (((0 0,4 0,4 4,0 0)),((9 9,9 8,8 8,9 9)))'
  ],
  IN_ROWS.split(', ').map(() => null)
];

const ARROW_TYPES = [
  ...['int8', 'int16', 'int32', 'int64', 'bool', 'float', 'double'],
  'decimal128(18, 4)',
  'dictionary<values=string, indices=int32, ordered=0>',
  ...['string', 'time32[s]', 'date32[day]', 'timestamp[s]', 'timestamp[ms]'],
  ...['timestamp[us]', 'timestamp[ns]', 'list<item: bool>'],
  ...['list<item: int32>', 'list<item: int64>', 'list<item: double>'],
  'list<item: dictionary<values=string, indices=int32, ordered=0>>'
];

const ARROW_ROWS = [
  [
    ...['1', '2', '3', '4', 'True', '1.5', '2.25', '12.3456', 'dictionary'],
    ...['plain', '12:34:56', '2001-02-03', '2001-02-03 04:05:06'],
    ...['2001-02-03 04:05:06.789000', '2001-02-03 04:05:06.789012'],
    ...['2001-02-03 04:05:06.789012345', '[True, False]', '[1, 2, 3]'],
    ...['[4, 5]', '[1.5, 2.5]', "['a', 'b']"]
  ],
  [
    ...['-127', '-32767', '-2147483647', '9007199254740993', 'False'],
    ...['-0.10000000149011612', '1e+300', '-99999999999999.9999'],
    ...[SPECIAL_TEXT, '', '00:00:00', '1969-12-31', '1969-12-31 23:59:59'],
    ...['1969-12-31 23:59:59.999000', '1677-09-22 00:00:00.000001'],
    ...['2262-04-11 23:47:16.854775806', '[None, True]'],
    ...['[None, -2147483647]', '[9007199254740993, None]'],
    ...['[None, 0.1]', "['', None]"]
  ],
  IN_ARROW.split(', ').map(() => 'None')
];
