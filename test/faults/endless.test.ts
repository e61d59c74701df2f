/**
 * Answers that are well formed as far as they go, and never end: given up at a size that no honest
 * answer has, in memory that stays flat.
 */
import { readFileSync } from 'node:fs';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { FaultyDatabase, ROWS } from '../helpers/faulty-database';
import { endlessMessage } from '../helpers/message-toxics';
import { type ISandbox, startSandbox } from '../helpers/sandbox';

const MIB = 1024 * 1024;
const MORE_ZEROS = Buffer.alloc(65_536);
const MORE_TEXT = Buffer.alloc(65_536, 'A');
const [FRAME, COLUMNS] = ROWS;

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

/** The most memory that a process ever had, where the kernel tells. */
const peakOf = (pid: number): number =>
  process.platform === 'linux'
    ? 1024 *
      Number(
        /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      )
    : 0;

/** In the result, an unknown field: a list of 2³¹ − 1 numbers, as binary has it. */
const listInResult = (message: Buffer): Buffer =>
  Buffer.concat([
    message.subarray(0, 12 + message.readInt32BE(4)),
    Buffer.from('0c0000' + '0f03e7' + '0a' + '7fffffff', 'hex')
  ]);

/** The reply up to its result, as JSON has it, and then this. */
const inJson =
  (rest: string) =>
  (message: Buffer): Buffer => {
    const [version, name, kind, sequence] = JSON.parse(
      message.toString()
    ) as unknown[];
    const start = JSON.stringify([version, name, kind, sequence]).slice(0, -1);
    return Buffer.from(`${start},${rest}`);
  };

/** A stream whose only batch has a body of 16 MiB, of which no more than the beginning is here. */
function longStream(): string {
  const rows = 2 * MIB;
  const bytes = tableToIPC(
    tableFromArrays({ n: new Float64Array(rows) }),
    'stream'
  );
  return Buffer.from(bytes.subarray(0, 3 * 1024)).toString('base64');
}

describe.each(['http-binary', 'tcp-binary'] as const)('over %s', way => {
  let database: FaultyDatabase;
  beforeAll(async () => {
    database = await start(way);
  });
  afterAll(() => database?.stop());

  test.each([FRAME, COLUMNS])(
    'a list without an end in the reply to $method',
    async ({ method, sql }) => {
      const statement = { method, sql: sql(0) };
      expect((await database.query(statement.sql)).code).toBe('rows');
      const before = peakOf(database.sidecar.pid);
      database.poison(statement, endlessMessage(listInResult, MORE_ZEROS));
      const { code } = await database.query(statement.sql);
      expect(code).toBe('bad_upstream_answer');
      expect(peakOf(database.sidecar.pid) - before).toBeLessThan(96 * MIB);
      await database.expectHealed(statement);
    }
  );

  test('a list without an end in the reply to a short call', async () => {
    const before = peakOf(database.sidecar.pid);
    database.proxy.toxics = ({ method }) =>
      method === 'get_session_info'
        ? [endlessMessage(listInResult, MORE_ZEROS)]
        : [];
    const status = (await database.sidecar.get('/status')).json<StatusReply>();
    expect(status.state).toBe('bad_upstream_answer');
    expect(peakOf(database.sidecar.pid) - before).toBeLessThan(48 * MIB);
  });
});

describe('over http-json', () => {
  let database: FaultyDatabase;
  beforeAll(async () => {
    database = await start('http-json');
  });
  afterAll(() => database?.stop());

  test.each([
    [
      'a text beside the rows',
      FRAME,
      inJson('{"0":{"rec":{"1":{"str":"'),
      'bad_upstream_answer'
    ],
    [
      'rows without an end',
      FRAME,
      inJson(`{"0":{"rec":{"7":{"str":"${longStream()}`),
      'result_too_large'
    ],
    [
      'columns without an end',
      COLUMNS,
      inJson('{"0":{"rec":{"1":{"rec":{"3":{"lst":["rec",1,"'),
      'bad_upstream_answer'
    ]
  ])('%s', async (_what, { method, sql }, begin, code) => {
    const statement = { method, sql: sql(0) };
    expect((await database.query(statement.sql)).code).toBe('rows');
    const before = peakOf(database.sidecar.pid);
    database.poison(statement, endlessMessage(begin, MORE_TEXT));
    expect((await database.query(statement.sql)).code).toBe(code);
    expect(peakOf(database.sidecar.pid) - before).toBeLessThan(128 * MIB);
    await database.expectHealed(statement);
  });
});

const start = (
  way: 'http-binary' | 'tcp-binary' | 'http-json'
): Promise<FaultyDatabase> =>
  FaultyDatabase.start({
    way,
    sandbox,
    config: { maxResultBytes: MIB, queryTimeout: 30 }
  });
