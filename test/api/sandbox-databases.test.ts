/** The sandbox with several users and databases: who may be where, and what is seen there. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, queryHeavydb } from '../helpers/heavydb-query.js';
import {
  callHeavydb,
  type ISandbox,
  startSandbox
} from '../helpers/sandbox.js';

/** Ana may use the weather alone, bob everything. */
const ARGS = [
  ...['--database=heavyai', '--database=weather'],
  ...['--user=admin', '--user=ana:weather', '--user=bob']
];
const ANA = ['ana', 'a:secret of ana’s', 'weather'];

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    args: ARGS,
    passwords: { ana: 'a:secret of ana’s' }
  });
});
afterAll(() => sandbox?.stop());

const call = (method: string, ...args: string[]) =>
  callHeavydb(sandbox.httpPort, method, args);

const query = (session: string, sql: string): Promise<Answer> =>
  queryHeavydb({ port: sandbox.httpPort, session, sql });

const rows = async (session: string, sql: string): Promise<unknown[][]> => {
  const { columns } = await query(session, sql);
  return (columns[0] ?? []).map((_, row) => columns.map(column => column[row]));
};

/** User, database and whether they are the superuser. */
async function whereIs(session: string): Promise<unknown[]> {
  const info = (await call('get_session_info', session)) as Record<
    string,
    { str?: string; tf?: number }
  >;
  return [info[1]?.str, info[2]?.str, info[4]?.tf === 1];
}

/** Names and owners. */
async function databases(session: string): Promise<unknown[]> {
  const [, , ...found] = (await call('get_databases', session)) as {
    1: { str: string };
    2: { str: string };
  }[];
  return found.map(({ 1: name, 2: owner }) => [name.str, owner.str]);
}

/** Thrift's JSON has type and length before the items of a list. */
const items = (answer: unknown): unknown[] => (answer as unknown[]).slice(2);

const WEATHER_TABLES = ['daily_weather', 'wind_vectors'];

describe('logging in', () => {
  test('takes a password that nobody else on the machine can see', async () => {
    const seen = await Promise.all(
      ['cmdline', 'environ'].map(name =>
        readFile(`/proc/${sandbox.pid}/${name}`, 'utf8')
      )
    );
    expect(seen.join('\n')).toContain('--user=ana:weather');
    expect(seen.join('\n')).not.toContain(ANA[1]);
  });

  test('leads into the database that is named, in any case', async () => {
    const session = await sandbox.logIn('ANA', ANA[1], 'Weather');
    expect(await whereIs(session)).toEqual(['ana', 'weather', false]);
    expect(items(await call('get_tables', session))).toEqual(WEATHER_TABLES);
  });

  test('without a database leads into the first', async () => {
    const session = await sandbox.logIn('bob', 'HyperInteractive', '');
    expect(await whereIs(session)).toEqual(['bob', 'heavyai', false]);
  });

  test.each([
    [
      'a wrong password',
      ['ana', 'HyperInteractive', 'weather'],
      /^Auth.* failure$/
    ],
    ['an unknown user', ['carl', 'HyperInteractive', ''], /^Auth.* failure$/],
    [
      'an unknown database',
      [...ANA.slice(0, 2), 'nowhere'],
      'Database name nowhere does not exist.'
    ],
    [
      'a database without a right to it',
      [...ANA.slice(0, 2), 'heavyai'],
      'Unauthorized Access: user ana is not allowed to access database heavyai.'
    ]
  ])('with %s is refused', async (_, credentials, message) => {
    await expect(sandbox.logIn(...credentials)).rejects.toThrow(message);
  });
});

describe('a user made by CREATE USER', () => {
  test('logs in where GRANT lets them, until REVOKE and DROP USER', async () => {
    const admin = await sandbox.logIn();
    await query(admin, "CREATE USER eve (password = 'it''s hers')");
    const logIn = () => sandbox.logIn('eve', "it's hers", 'weather');
    const forbidden =
      'Unauthorized Access: user eve is not allowed to access database weather.';
    await expect(logIn()).rejects.toThrow(forbidden);
    await query(admin, 'GRANT ACCESS ON DATABASE weather TO eve');
    const eve = await logIn();
    expect(await whereIs(eve)).toEqual(['eve', 'weather', false]);
    await expect(call('switch_database', eve, 'heavyai')).rejects.toThrow(
      'user eve is not allowed to access database heavyai'
    );
    await query(admin, "ALTER USER eve (can_login = 'false')");
    await expect(logIn()).rejects.toThrow(
      'Unauthorized Access: User eve is deactivated'
    );
    await query(admin, "ALTER USER eve (can_login = 'true')");
    await query(admin, 'REVOKE ACCESS ON DATABASE weather FROM eve');
    await expect(logIn()).rejects.toThrow(forbidden);
    await query(admin, 'DROP USER eve');
    await expect(logIn()).rejects.toThrow('Authentication failure');
  });

  test('changes the own password, and nobody else', async () => {
    const admin = await sandbox.logIn();
    await query(admin, "CREATE USER fay (password = 'first')");
    await query(admin, 'GRANT ACCESS ON DATABASE weather TO fay');
    const fay = await sandbox.logIn('fay', 'first', 'weather');
    await query(fay, "ALTER USER fay (password = 'second')");
    await expect(sandbox.logIn('fay', 'first', 'weather')).rejects.toThrow(
      'Authentication failure'
    );
    await sandbox.logIn('fay', 'second', 'weather');
    await expect(query(fay, "ALTER USER bob (password = 'x')")).rejects.toThrow(
      "Only super user can change another user's attributes."
    );
    await expect(
      query(fay, "ALTER USER fay (is_super = 'true')")
    ).rejects.toThrow(
      'A user can only update their own password or default database.'
    );
    await expect(query(fay, 'CREATE USER gil')).rejects.toThrow(
      'Only super user can create new users.'
    );
    await expect(query(fay, 'DROP USER bob')).rejects.toThrow(
      'Only super user can drop users.'
    );
    await expect(
      query(fay, 'GRANT ACCESS ON DATABASE heavyai TO fay')
    ).rejects.toThrow('GRANT failed. It can only be executed by super user');
    await query(admin, 'DROP USER fay');
  });
});

describe('switch_database', () => {
  test('moves the session that it is called on, and no clone of it', async () => {
    const session = await sandbox.logIn('bob');
    const clone = (await call('clone_session', session)) as string;
    await call('switch_database', clone, 'WEATHER');
    expect(await whereIs(clone)).toEqual(['bob', 'weather', false]);
    expect(await whereIs(session)).toEqual(['bob', 'heavyai', false]);
    const second = (await call('clone_session', clone)) as string;
    expect(await whereIs(second)).toEqual(['bob', 'weather', false]);
    const count = 'SELECT COUNT(*) FROM daily_weather';
    expect(await rows(clone, count)).toEqual([[2922]]);
    await expect(query(session, count)).rejects.toThrow(
      "Object 'daily_weather' not found"
    );
  });

  test.each([
    ['nowhere', 'Database name nowhere does not exist.'],
    [
      'heavyai',
      'Unauthorized Access: user ana is not allowed to access database heavyai.'
    ],
    // The default one, which she may not use.
    [
      '',
      'Unauthorized Access: user ana is not allowed to access database heavyai.'
    ]
  ])('to %j is refused, and nothing moves', async (name, message) => {
    const session = await sandbox.logIn(...ANA);
    await expect(call('switch_database', session, name)).rejects.toMatchObject({
      kind: 'TDBException',
      message
    });
    expect(await whereIs(session)).toEqual(['ana', 'weather', false]);
  });

  test('of a session that is over is refused', async () => {
    const session = await sandbox.logIn();
    await call('disconnect', session);
    await expect(call('switch_database', session, 'weather')).rejects.toThrow(
      'Session not valid or expired.'
    );
  });
});

describe('what is seen', () => {
  test('of databases are those that one may use', async () => {
    const ana = await sandbox.logIn(...ANA);
    const bob = await sandbox.logIn('bob');
    const both = [
      ['heavyai', 'admin'],
      ['weather', 'admin']
    ];
    expect(await databases(ana)).toEqual([['weather', 'admin']]);
    expect(await rows(ana, 'SHOW DATABASES')).toEqual([['weather', 'admin']]);
    expect(await databases(bob)).toEqual(both);
    expect(await rows(bob, 'SHOW DATABASES')).toEqual(both);
  });

  test('of tables is those of the session’s database, by every call', async () => {
    const session = await sandbox.logIn(...ANA);
    const shown = await query(session, 'SHOW TABLES');
    expect(shown.columns).toEqual([WEATHER_TABLES]);
    const meta = items(await call('get_tables_meta', session)) as {
      1: { str: string };
    }[];
    expect(meta.map(table => table[1].str)).toEqual(WEATHER_TABLES);
    await expect(call('get_table_details', session, 'flights')).rejects.toThrow(
      'Table/View flights for catalog weather does not exist'
    );
    await expect(
      call('sql_validate', session, 'SELECT * FROM flights')
    ).rejects.toThrow("Object 'flights' not found");
  });

  test('of another database’s tables depends on the right to it', async () => {
    const tables = async (session: string, name: string) =>
      items(await call('get_tables_for_database', session, name));
    const ana = await sandbox.logIn(...ANA);
    const bob = await sandbox.logIn('bob');
    expect(await tables(bob, 'Weather')).toEqual(WEATHER_TABLES);
    expect(await tables(ana, '')).toEqual(WEATHER_TABLES);
    expect(await tables(ana, 'heavyai')).toEqual([]);
    await expect(tables(ana, 'nowhere')).rejects.toThrow(
      /^Database nowhere does not exist\.$/
    );
  });

  test('of tables of one name are different ones', async () => {
    const here = await sandbox.logIn('bob');
    const there = await sandbox.logIn(...ANA);
    await query(here, 'CREATE TABLE twins (a INT)');
    await query(there, 'CREATE TABLE twins (b TEXT)');
    await query(here, 'INSERT INTO twins VALUES (1)');
    expect(await rows(here, 'SELECT a FROM twins')).toEqual([[1]]);
    expect(await rows(there, 'SELECT b FROM twins')).toEqual([]);
    await query(here, 'DROP TABLE twins');
    expect(await rows(there, 'SELECT b FROM twins')).toEqual([]);
    await query(there, 'DROP TABLE twins');
  });

  test('of sessions is for the superuser', async () => {
    const ana = await sandbox.logIn(...ANA);
    await expect(query(ana, 'SHOW USER SESSIONS')).rejects.toThrow(
      /^SHOW USER SESSIONS failed, because it can only be executed by super user\.$/
    );
    const shown = await rows(await sandbox.logIn(), 'SHOW USER SESSIONS');
    const ours = shown.find(([id]) => String(id).endsWith(ana.slice(0, 4)));
    expect(ours?.slice(1)).toEqual(['ana', 'localhost', 'weather']);
  });

  test('of users is all for the superuser, and otherwise who may use the database', async () => {
    const admin = await sandbox.logIn('admin', undefined, 'weather');
    const all = await query(admin, 'SHOW ALL USER DETAILS');
    expect(all.names).toEqual([
      ...['NAME', 'ID', 'IS_SUPER', 'DEFAULT_DB', 'CAN_LOGIN']
    ]);
    expect(all.columns.slice(0, 3)).toEqual([
      ['admin', 'ana', 'bob'],
      [0, 1, 2],
      [1, 0, 0]
    ]);
    expect(await rows(admin, 'SHOW USER DETAILS bob, ana')).toEqual([
      ['ana', 1, '(-1)', 1],
      ['bob', 2, '(-1)', 1]
    ]);
    const bob = await sandbox.logIn('bob');
    expect(await rows(bob, 'SHOW USER DETAILS')).toEqual([['bob', 2, '']]);
    await expect(query(bob, 'SHOW USER DETAILS ana')).rejects.toThrow(
      'User "ana" not found. '
    );
    await expect(query(bob, 'SHOW ALL USER DETAILS')).rejects.toThrow(
      'SHOW ALL USER DETAILS is only available to superusers.'
    );
  });
});

describe('CREATE and DROP DATABASE', () => {
  test('make an empty one and take it away again', async () => {
    const admin = await sandbox.logIn();
    await query(admin, 'CREATE DATABASE Sales');
    await query(admin, 'CREATE DATABASE IF NOT EXISTS sales');
    await expect(query(admin, 'CREATE DATABASE SALES;')).rejects.toThrow(
      /^Database SALES already exists\.$/
    );
    const inside = await sandbox.logIn('admin', undefined, 'sales');
    expect(await whereIs(inside)).toEqual(['admin', 'Sales', true]);
    expect(items(await call('get_tables', inside))).toEqual([]);
    await query(inside, 'CREATE TABLE orders (id INT)');
    await query(inside, 'CREATE VIEW all_orders AS SELECT * FROM orders');

    await query(admin, 'DROP DATABASE sales');
    expect(await rows(admin, 'SHOW DATABASES')).toEqual([
      ['heavyai', 'admin'],
      ['weather', 'admin']
    ]);
    await expect(sandbox.logIn('admin', undefined, 'sales')).rejects.toThrow(
      'Database name sales does not exist.'
    );
    // A session in it lives on and finds nothing.
    expect(items(await call('get_tables', inside))).toEqual([]);
    await expect(query(inside, 'SELECT * FROM orders')).rejects.toThrow(
      "Object 'orders' not found"
    );
    await call('switch_database', inside, 'weather');
    expect(items(await call('get_tables', inside))).toEqual(WEATHER_TABLES);
    await query(admin, 'DROP DATABASE IF EXISTS sales');
    await expect(query(admin, 'DROP DATABASE sales')).rejects.toThrow(
      /^Database sales does not exist\.$/
    );
  });

  test('give it to an owner, who may use and drop it', async () => {
    const admin = await sandbox.logIn();
    await query(admin, "CREATE DATABASE anas (owner = 'ANA')");
    const ana = await sandbox.logIn(...ANA);
    expect(await databases(ana)).toContainEqual(['anas', 'ana']);
    await call('switch_database', ana, 'anas');
    const bob = await sandbox.logIn('bob');
    await expect(query(bob, 'DROP DATABASE anas')).rejects.toThrow(
      'DROP DATABASE command can only be executed by the owner or by a super user.'
    );
    await query(ana, 'DROP DATABASE anas');
    expect(await databases(ana)).toEqual([['weather', 'admin']]);
  });

  test.each([
    [
      'bob',
      'CREATE DATABASE x',
      'CREATE DATABASE command can only be executed by super user.'
    ],
    [
      'admin',
      'CREATE DATABASE system_catalog',
      'Database name system_catalog is reserved.'
    ],
    [
      'admin',
      "CREATE DATABASE x (owner = 'carl')",
      'User carl does not exist.'
    ],
    [
      'admin',
      "CREATE DATABASE x (colour = 'red')",
      'Invalid CREATE DATABASE option colour. Only OWNER supported.'
    ],
    [
      'admin',
      'CREATE DATABASE x (owner = ana)',
      'Owner name option must be a string literal.'
    ],
    ['admin', 'CREATE DATABASE x y', 'SQL Error: Encountered "y"'],
    ['admin', 'DROP DATABASE', 'SQL Error: Encountered "<EOF>"']
  ])('by %s: %s is refused', async (user, sql, message) => {
    await expect(query(await sandbox.logIn(user), sql)).rejects.toThrow(
      message
    );
  });
});
