/** The sandbox as a server: sessions, both transports, refusals, start and end. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  callHeavydb,
  type ISandbox,
  startSandbox
} from '../helpers/sandbox.js';

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox?.stop());

const call = (method: string, ...args: (string | number | boolean)[]) =>
  callHeavydb(sandbox.httpPort, method, args);

const query = (session: string, sql: string) =>
  call('sql_execute', session, sql, true, '', -1, -1);

describe('sessions', () => {
  test('a clone has its own id and outlives neither more nor less than itself', async () => {
    const session = await sandbox.logIn();
    const clone = (await call('clone_session', session)) as string;
    expect(clone).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(clone).not.toBe(session);
    await call('disconnect', clone);
    await expect(call('get_tables', clone)).rejects.toThrow(
      'Session not valid or expired.'
    );
    await expect(call('get_session_info', session)).resolves.toMatchObject({
      1: { str: 'admin' },
      2: { str: 'heavyai' }
    });
  });

  test.each([
    ['an unknown user', ['nobody', 'HyperInteractive', 'heavyai']],
    ['a wrong password', ['admin', 'wrong', 'heavyai']]
  ])('%s may not log in', async (_, credentials) => {
    await expect(sandbox.logIn(...credentials)).rejects.toMatchObject({
      kind: 'TDBException',
      message: 'Authentication failure'
    });
  });

  test('only the one database is there', async () => {
    await expect(
      sandbox.logIn('admin', 'HyperInteractive', 'other')
    ).rejects.toThrow('Database name other does not exist.');
    await expect(
      call('switch_database', await sandbox.logIn(), 'HEAVYAI')
    ).resolves.toBeUndefined();
  });

  test('an empty session id is refused like any other wrong one', async () => {
    await expect(query('', 'SELECT 1')).rejects.toThrow(
      'Session not valid or expired.'
    );
  });

  test('interrupt stops what a session runs and leaves its clone alone', async () => {
    const session = await sandbox.logIn();
    const clone = (await call('clone_session', session)) as string;
    let isRunning = true;
    const stopped = query(
      clone,
      'SELECT COUNT(*) FROM range(1000000) a, range(1000000) b WHERE a.range * 7 <> b.range'
    ).then(
      () => undefined,
      (error: Error) => error.message
    );
    void stopped.finally(() => {
      isRunning = false;
    });
    while (isRunning) {
      await call('interrupt', clone, session);
    }
    expect(await stopped).toBe('Query execution has been interrupted.');
    await expect(query(clone, 'SELECT 1')).resolves.toBeDefined();
  });
});

describe('transports', () => {
  const post = (body: string | Buffer, contentType?: string) =>
    fetch(`http://127.0.0.1:${sandbox.httpPort}/any/path`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      ...(contentType && { headers: { 'Content-Type': contentType } })
    });

  test('the protocol is guessed where the Content-Type names none', async () => {
    const reply = await post('[1,"get_version",1,7,{}]');
    expect(reply.headers.get('content-type')).toBe(
      'application/vnd.apache.thrift.json'
    );
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(await reply.json()).toEqual([
      1,
      'get_version',
      2,
      7,
      { 0: { str: '9.0.0-sandbox' } }
    ]);
  });

  test('an unknown method is answered, not left hanging', async () => {
    await expect(call('krb5_connect', 'x')).rejects.toMatchObject({
      kind: 'TApplicationException',
      message: 'Unknown function krb5_connect'
    });
  });

  test('a method of HeavyDB that the sandbox lacks is refused in words', async () => {
    await expect(call('share_dashboards', 'x')).rejects.toMatchObject({
      kind: 'TDBException',
      message: 'The sandbox has no method share_dashboards.'
    });
  });

  test.each([
    ['a message cut short', '[1,"get_ver', 200],
    ['a message of the wrong shape', '[1,2,3]', 200],
    ['text', 'hello', 400],
    ['nothing', '', 400]
  ])('%s gets an error over HTTP', async (_, body, status) => {
    const reply = await post(body);
    expect(reply.status).toBe(status);
    expect(await reply.text()).not.toBe('');
  });

  test('browsers may ask first', async () => {
    const reply = await fetch(`http://127.0.0.1:${sandbox.httpPort}/`, {
      method: 'OPTIONS'
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('access-control-allow-methods')).toContain('POST');
  });

  test('what is no Thrift ends a TCP connection', async () => {
    const socket = connect(sandbox.binaryPort, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    await new Promise<void>(resolve => socket.once('close', () => resolve()));
  });
});

describe('a locked database', () => {
  test.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM st_read('/etc/passwd')",
    "COPY (SELECT 1) TO '/tmp/sandbox-must-not-write.csv'",
    "ATTACH '/tmp/sandbox-must-not-write.duckdb'",
    'INSTALL httpfs',
    "LOAD 'httpfs'",
    'SET threads = 1',
    'PRAGMA threads = 1',
    "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
    'USE memory',
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/sandbox-must-not-write.csv'",
    'CALL pragma_version()',
    'CHECKPOINT',
    "EXPORT DATABASE '/tmp/sandbox-must-not-write'"
  ])('refuses %s', async sql => {
    await expect(query(await sandbox.logIn(), sql)).rejects.toMatchObject({
      kind: 'TDBException'
    });
  });
});

describe('start and end', () => {
  test('two that start at once on an empty folder share the prepared data', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const both = await Promise.all(
      [1, 2].map(() => startSandbox({ args: [`--data-dir=${folder}`] }))
    );
    for (const one of both) {
      const session = await one.logIn();
      expect(
        await callHeavydb(one.httpPort, 'get_tables', [session])
      ).toContain('flights');
      await one.stop();
    }
    expect(await readdir(folder)).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  test('it ends with the process that it was told to watch', async () => {
    const parent = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore']
    });
    const orphan = await startSandbox({
      args: ['--empty', `--parent-pid=${parent.pid}`]
    });
    parent.kill('SIGKILL');
    await orphan.ended;
  });
});
