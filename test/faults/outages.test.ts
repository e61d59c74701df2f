/**
 * A database that is down, comes back, or takes no connection: told in time however many ask, and
 * forgotten as soon as it is over.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { FaultyDatabase, ROWS, WAYS } from '../helpers/faulty-database';
import { startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { blackHoleAt } from '../helpers/toxics';
import { until } from '../helpers/until';
import { limitMs } from '../helpers/scale';

const SLACK_MS = limitMs(6000);
/** The breaker's longest pause. */
const PAUSE_MS = 2000;

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

describe.each(WAYS)('over %s', way => {
  const [{ method, sql }] = ROWS;
  let database: FaultyDatabase;
  beforeAll(async () => {
    database = await FaultyDatabase.start({ way, sandbox });
  });
  afterAll(() => database?.stop());

  test('down: unreachable at once, for twelve who ask at a time, again and again', async () => {
    await database.proxy.stop();
    for (let turn = 0; turn < 4; turn++) {
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, index) => database.query(sql(index)))
      );
      for (const { code, message, ms } of outcomes) {
        expect(code).toBe('database_unreachable');
        expect(message).toContain(`127.0.0.1:${port}`);
        expect(ms).toBeLessThan(SLACK_MS);
      }
    }
  });

  test('back: found again within the breaker’s pause', async () => {
    await database.proxy.listen(port);
    const started = performance.now();
    const { rows } = await until(async () => {
      const outcome = await database.query(sql(0));
      return outcome.code === 'rows' ? outcome : null;
    }, 'the database is found again');
    expect(rows.length).toBeGreaterThan(1000);
    expect(performance.now() - started).toBeLessThan(PAUSE_MS + SLACK_MS);
  });

  test('restarted in the middle of rows: an error, and then rows again', async () => {
    const statement = { method, sql: sql(20) };
    database.poison(statement, blackHoleAt(1500));
    const before = database.proxy.calls.length;
    const broken = database.query(statement.sql);
    await until(
      () => (database.proxy.calls.slice(before).includes(method) ? true : null),
      'rows begin'
    );
    await database.proxy.stop();
    expect((await broken).code).toMatch(/^(database_lost|database_timeout)$/);
    await database.proxy.listen(port);
    await database.expectHealed(statement);
  });

  let port = 0;
  beforeAll(() => {
    port = database.proxy.port;
  });
});

describe('a black hole', () => {
  let hole: ChildProcess | undefined;
  let sidecar: ISidecar | undefined;
  const sockets: net.Socket[] = [];
  afterEach(async () => {
    await sidecar?.stop();
    sockets.forEach(socket => socket.destroy());
    hole?.kill('SIGKILL');
  });

  /** A port whose queue of connections is full, so that the kernel answers nobody any more. */
  async function fullPort(): Promise<number> {
    hole = spawn(
      process.execPath,
      [
        '-e',
        `const server = require('node:net').createServer();
        server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
          require('node:fs').writeSync(1, server.address().port + '\\n');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        });`
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] }
    );
    const [line] = (await once(hole.stdout!, 'data')) as [Buffer];
    const port = Number(line);
    for (let count = 0; count < 8; count++) {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
    }
    await until(
      () =>
        sockets.filter(({ connecting }) => !connecting).length ? true : null,
      'the queue fills'
    );
    return port;
  }

  test.each(['http', 'https', 'binary'])(
    'over %s: a timeout when the time to connect is over, for all who ask',
    async protocol => {
      const port = await fullPort();
      sidecar = await startSidecar({
        config: {
          sessionFile: await sessionFile('SessionOfABlackHole01234567890123'),
          connectTimeout: 1
        },
        env: {
          OMNISCI_PROTOCOL: protocol,
          OMNISCI_HOST: '127.0.0.1',
          OMNISCI_PORT: String(port)
        }
      });
      const started = performance.now();
      const [status, ...queries] = await Promise.all([
        sidecar.get('/status'),
        ...Array.from({ length: 8 }, () =>
          startQuery(sidecar!, { sql: 'SELECT 1' })
        )
      ]);
      expect(status.json<StatusReply>().state).toBe('database_timeout');
      expect(status.json<StatusReply>().message).toContain('a second');
      for (const query of queries) {
        expect(query.status).toBe(504);
        expect(query.json().code).toBe('database_timeout');
      }
      expect(performance.now() - started).toBeLessThan(1000 + SLACK_MS);
    }
  );
});
