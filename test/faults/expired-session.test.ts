/**
 * The database stops knowing a session while it is used. What only reads is done once more, with
 * the session that has come since; what may have changed something never is.
 */
import { writeFile } from 'node:fs/promises';
import { tableFromIPC } from 'apache-arrow';
import {
  afterAll,
  beforeEach,
  beforeAll,
  describe,
  expect,
  test,
  afterEach
} from 'vitest';
import type { StatusReply } from '../../server/protocol';
import type { Toxic } from '../helpers/fault-proxy';
import { FaultyDatabase, ROWS, WAYS } from '../helpers/faulty-database';
import { refusal } from '../helpers/message-toxics';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { sessionFile } from '../helpers/sidecar';

const EXPIRED = refusal('Session not valid or expired.');

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

describe.each(WAYS)('over %s', way => {
  let database: FaultyDatabase;
  let file: string;
  let next: string;

  beforeEach(async () => {
    file = await sessionFile(await sandbox.logIn());
    next = await sandbox.logIn();
    database = await FaultyDatabase.start({
      way,
      sandbox,
      config: { sessionFile: file }
    });
    // Which of Thrift's protocols it is has been found out.
    await database.sidecar.get('/status');
  });
  afterEach(() => database.stop());

  /** Refuses one method until the other session is used, which comes with the first refusal. */
  const expire = (method: string, comes = true): (() => void) => {
    const { toxics } = database.proxy;
    database.proxy.calls.length = 0;
    let isReplaced = false;
    database.proxy.toxics = call => {
      if (call.method !== method || (comes && isReplaced)) {
        if (call.method === 'clone_session' && call.bytes.includes(next)) {
          isReplaced = comes;
        }
        return toxics(call);
      }
      const rotate: Toxic = async function* (answer) {
        if (comes) {
          await writeFile(file, next);
        }
        yield* answer;
      };
      return [...toxics(call), EXPIRED, rotate];
    };
    return () => {
      database.proxy.toxics = toxics;
    };
  };
  const count = (method: string): number =>
    database.proxy.calls.filter(call => call === method).length;

  test('a read goes on with the session that has come since', async () => {
    expire('sql_execute_df');
    expect((await database.query(ROWS[0].sql(0))).code).toBe('rows');
    // A clone may expire before its session does; then the session is another.
    expect(count('sql_execute_df')).toBeLessThanOrEqual(3);
  });

  test('with the same session it ends, and is not tried for ever', async () => {
    expire('sql_execute_df', false);
    const { code } = await database.query(ROWS[0].sql(0));
    expect(code).toBe('session_expired');
    expect(count('sql_execute_df')).toBeLessThanOrEqual(2);
  });

  test('a write is sent once, though another session has come', async () => {
    const table = `once_${way.replace('-', '_')}`;
    const { code: made } = await database.query(
      `CREATE TABLE ${table} (n INTEGER)`
    );
    expect(made).toBe('rows');
    const pass = expire('sql_execute');
    // The worst case: it was done, and the answer denies it.
    const { code } = await database.query(`INSERT INTO ${table} VALUES (1)`);
    expect(code).toBe('session_expired');
    expect(count('sql_execute')).toBe(1);
    pass();
    const { rows } = await database.query(`SELECT n FROM ${table}`);
    expect(tableFromIPC(rows).numRows).toBe(1);
  });
});

describe('the status', () => {
  let database: FaultyDatabase;
  afterEach(() => database.stop());

  test('is that of the session that has come since', async () => {
    const file = await sessionFile(await sandbox.logIn());
    const next = await sandbox.logIn();
    database = await FaultyDatabase.start({
      way: 'http-binary',
      sandbox,
      config: { sessionFile: file }
    });
    database.proxy.toxics = call =>
      call.method === 'get_session_info' && !call.bytes.includes(next)
        ? [
            EXPIRED,
            async function* (answer) {
              await writeFile(file, next);
              yield* answer;
            }
          ]
        : [];
    const status = await database.sidecar.get('/status');
    expect(status.json<StatusReply>()).toMatchObject({
      state: 'connected',
      user: 'admin'
    });
  });
});
