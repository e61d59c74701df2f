import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
import { statementKind } from '../../../../src/sql/statement-kind';
import type { SchemaReply } from '../../../../server/protocol';
import type { ConnectionStatus } from '../../../../src/tokens';
import { SchemaCache } from '../../../../src/schema/cache';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import type {
  IConnection,
  ISqlEditors,
  ExecutedStatement
} from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

const reply = (...names: string[]): SchemaReply => ({
  database: 'heavyai',
  databases: ['heavyai'],
  tables: names.map(name => ({ name, kind: 'table', columnCount: 1 }))
});

const ofUser = (user: string): ConnectionStatus => {
  const status = connected();
  return { ...status, reply: { ...status.reply!, user } };
};

type Client = Partial<IConnection['client']>;

function world(options: { client?: Client; statuses?: ConnectionStatus[] }) {
  const asked: string[] = [];
  const noted = <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const connection = new FakeConnection({
    statuses: options.statuses ?? [connected()],
    client: {
      schema: () => noted('schema', reply('flights', 'airports')),
      schemaTables: name => noted(`tables of ${name}`, { tables: null }),
      schemaColumns: table =>
        noted(`columns of ${table}`, {
          columns: [
            { name: 'origin', type: 'TEXT', nullable: true, comment: '' }
          ],
          viewSql: '',
          comment: ''
        }),
      ...options.client
    }
  });
  const statementExecuted = new Signal<ISqlEditors, ExecutedStatement>(
    {} as ISqlEditors
  );
  const cache = new SchemaCache({
    connection,
    editors: { statementExecuted },
    countRows: table => noted(`rows of ${table}`, 7)
  });
  const run = (
    sql: string,
    outcome: ExecutedStatement['outcome'] = 'done'
  ): void =>
    statementExecuted.emit({
      id: sql,
      sql,
      effect: statementKind(sql).effect,
      outcome,
      startedAt: 0,
      elapsedMs: 1,
      rows: null,
      more: false,
      message: ''
    });
  return { cache, connection, asked, run };
}

/** Until everything that was begun has ended. */
const settled = (): Promise<void> =>
  new Promise(resolve => setTimeout(resolve));

describe('the tables', () => {
  test('are asked for once, however many want them', async () => {
    const { cache, asked } = world({});
    await Promise.all([cache.load(), cache.load()]);
    await cache.load();
    expect(asked).toEqual(['schema']);
    expect(cache.tables.map(({ name }) => name)).toEqual([
      'flights',
      'airports'
    ]);
    expect(cache.schema?.state).toBe('ready');
  });

  test('are found whatever the case of the letters', async () => {
    const { cache } = world({});
    await cache.load();
    expect(cache.table('FLIGHTS')?.name).toBe('flights');
    expect(cache.table('nowhere')).toBeNull();
  });

  test('stay in sight while they are asked for again', async () => {
    const { cache } = world({});
    await cache.load();
    const refreshed = cache.refresh();
    expect(cache.schema?.state).toBe('loading');
    expect(cache.tables).toHaveLength(2);
    await refreshed;
    expect(cache.schema?.state).toBe('ready');
  });

  test('that cannot be had are a message, and are asked for again when next wanted', async () => {
    let fails = true;
    const { cache } = world({
      client: {
        schema: () =>
          fails
            ? Promise.reject(new SidecarError('query_failed', 'No right.'))
            : Promise.resolve(reply('flights'))
      }
    });
    await cache.load();
    expect(cache.schema).toMatchObject({
      state: 'failed',
      message: 'No right.'
    });
    fails = false;
    await cache.load();
    expect(cache.tables).toHaveLength(1);
  });
});

describe('columns', () => {
  test('are asked for once a table, in one flight, by the name the database has', async () => {
    const { cache, asked } = world({});
    await cache.load();
    await Promise.all([
      cache.loadColumns('flights'),
      cache.loadColumns('FLIGHTS')
    ]);
    expect(asked).toEqual(['schema', 'columns of flights']);
    expect(cache.columns('Flights')?.value?.columns[0]?.name).toBe('origin');
  });

  test('of one table can be refreshed by themselves', async () => {
    const { cache, asked } = world({});
    await cache.loadColumns('flights');
    await cache.refreshTable('flights');
    expect(asked).toEqual(['columns of flights', 'columns of flights']);
  });

  test('tell every change', async () => {
    const { cache } = world({});
    await cache.load();
    const states: (string | undefined)[] = [];
    cache.changed.connect(() => states.push(cache.columns('t')?.state));
    await cache.loadColumns('t');
    expect(states).toEqual(['loading', 'ready']);
  });
});

test('another database that shows no tables has none', async () => {
  const { cache } = world({});
  await cache.loadTablesOf('other');
  expect(cache.tablesOf('other')).toMatchObject({ state: 'ready', value: [] });
});

describe('a statement that was run', () => {
  test.each([
    'CREATE TABLE x (a INT)',
    'drop view x',
    '-- away\nALTER TABLE x RENAME TO y',
    '/* away */ RENAME TABLE x TO y'
  ])('has the tables asked for again: %s', async sql => {
    const { cache, asked, run } = world({});
    await cache.load();
    await cache.loadColumns('flights');
    run(sql);
    await settled();
    expect(asked).toEqual(['schema', 'columns of flights', 'schema']);
    await cache.loadColumns('flights');
    expect(asked.at(-1)).toBe('columns of flights');
    expect(asked).toHaveLength(4);
  });

  test('that only reads changes nothing', async () => {
    const { cache, asked, run } = world({});
    await cache.load();
    run('SELECT 1 -- DROP', 'rows');
    await settled();
    expect(asked).toEqual(['schema']);
  });

  test('that failed changes nothing', async () => {
    const { cache, asked, run } = world({});
    await cache.load();
    run('DROP TABLE flights', 'failed');
    await settled();
    expect(asked).toEqual(['schema']);
  });

  test('that changes rows has them counted again', async () => {
    const { cache, asked, run } = world({});
    await cache.loadRowCount('flights');
    expect(cache.rowCount('Flights')).toBe(7);
    run('INSERT INTO flights VALUES (1)');
    await cache.loadRowCount('flights');
    expect(asked).toEqual(['rows of flights', 'rows of flights']);
  });

  test('asks for nothing where nobody has wanted the tables', async () => {
    const { asked, run } = world({});
    run('CREATE TABLE x (a INT)');
    await settled();
    expect(asked).toEqual([]);
  });
});

describe('the connection', () => {
  test('of another user empties all that was known', async () => {
    const { cache, connection, asked } = world({
      statuses: [ofUser('ada'), ofUser('bob')]
    });
    await cache.load();
    await cache.loadColumns('flights');
    await connection.refresh();
    expect(cache.columns('flights')).toBeNull();
    await settled();
    expect(asked).toEqual(['schema', 'columns of flights', 'schema']);
  });

  test('that changes while columns are on their way drops them', async () => {
    let arrive = (): void => undefined;
    const { cache, connection } = world({
      statuses: [ofUser('ada'), ofUser('bob')],
      client: {
        schemaColumns: () =>
          new Promise(resolve => {
            arrive = () =>
              resolve({ columns: [], viewSql: 'of ada', comment: '' });
          })
      }
    });
    await cache.load();
    const loading = cache.loadColumns('flights');
    await settled();
    await connection.refresh();
    arrive();
    await loading;
    expect(cache.columns('flights')).toBeNull();
  });

  test('that is missing is the message; once healed the tables come by themselves', async () => {
    const { cache, connection } = world({
      statuses: [troubled('Log in again.'), connected()]
    });
    await cache.load();
    expect(cache.schema).toMatchObject({
      state: 'failed',
      message: 'Log in again.'
    });
    await connection.refresh();
    await settled();
    expect(cache.tables).toHaveLength(2);
  });

  test('that is missing when the browser is first shown heals, too', async () => {
    const { connection } = world({
      statuses: [troubled('Log in again.'), connected()]
    });
    await connection.ready();
    const cache = new SchemaCache({
      connection,
      countRows: () => Promise.resolve(0)
    });
    await cache.load();
    expect(cache.schema?.state).toBe('failed');
    await connection.refresh();
    await settled();
    expect(cache.tables).toHaveLength(2);
  });

  test('that is well while the tables keep failing is not asked for ever', async () => {
    let asked = 0;
    const { cache } = world({
      client: {
        schema: () => {
          asked++;
          return Promise.reject(new SidecarError('database_timeout', 'Late.'));
        }
      }
    });
    await cache.load();
    await settled();
    expect(asked).toBe(1);
    expect(cache.schema?.state).toBe('failed');
  });
});
