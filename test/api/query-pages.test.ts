/** Pages of a result: whole, in order, held until the next is asked for, and never a part taken for the whole. */
import { randomUUID } from 'node:crypto';
import { tableFromIPC } from 'apache-arrow';
import xxhash from 'xxhash-wasm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorReply } from '../../server/protocol';
import { type IRelay, startRelay } from '../helpers/relay';
import {
  fetchPage,
  fetchRows,
  headerOf,
  type Rows,
  startQuery
} from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';

const MEBIBYTE = 1024 * 1024;
/** About 17 MB as Arrow. */
const MANY = 'SELECT * FROM flights LIMIT 900000';

let sandbox: ISandbox;
let relay: IRelay;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
  relay = await startRelay(sandbox.httpPort);
});
afterAll(async () => {
  await relay?.stop();
  await sandbox?.stop();
});
afterEach(() => sidecar?.stop());

async function start(kind: string, maxResultBytes?: number): Promise<void> {
  relay.reset();
  if (kind === 'http-json') {
    relay.lacks = 'binary';
  }
  const isTcp = kind === 'tcp-binary';
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await sandbox.logIn()),
      ...(maxResultBytes ? { maxResultBytes } : {})
    },
    env: {
      OMNISCI_PROTOCOL: isTcp ? 'binary' : 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(isTcp ? sandbox.binaryPort : relay.port)
    }
  });
}

async function rows(sql: string, rowLimit: number | null): Promise<Rows> {
  const result = await fetchRows(sidecar, { sql, rowLimit });
  if ('refused' in result) {
    throw new Error(result.refused.text);
  }
  return result;
}

async function refusal(sql: string): Promise<ErrorReply> {
  const result = await fetchRows(sidecar, { sql, rowLimit: null });
  return 'refused' in result
    ? result.refused.json<ErrorReply>()
    : { code: 'not_found', message: 'whole', requestId: '' };
}

describe.each(['http-binary', 'http-json', 'tcp-binary'])('over %s', kind => {
  test('pages are one stream, each below 8 MiB and with the digest so far', async () => {
    await start(kind);
    const { bytes, headers, summary } = await rows(MANY, null);
    expect(headers.length).toBeGreaterThan(2);
    expect(headers.every(header => header.bytes < 8 * MEBIBYTE)).toBe(true);
    const digest = (await xxhash()).create64();
    let at = 0;
    headers.forEach((header, index) => {
      digest.update(bytes.subarray(at, (at += header.bytes)));
      expect(header.page).toBe(index);
      expect(header.digest).toBe(
        digest.digest().toString(16).padStart(16, '0')
      );
      expect(header.summary === null).toBe(index < headers.length - 1);
    });
    expect(summary).toMatchObject({
      bytes: at,
      rows: 900_000,
      more: false,
      queryType: 'read'
    });
    expect(tableFromIPC(bytes).numRows).toBe(900_000);
  });

  test('a page can be asked for again until the next one is', async () => {
    await start(kind);
    const id = randomUUID();
    const page = (number: number): Promise<Reply> =>
      fetchPage(sidecar, id, number);
    const first = await startQuery(sidecar, { id, sql: MANY, rowLimit: null });
    const again = await page(0);
    expect(again.bytes.equals(first.bytes)).toBe(true);
    expect(headerOf(again)).toEqual(headerOf(first));
    const second = await page(1);
    expect((await page(1)).bytes.equals(second.bytes)).toBe(true);
    expect((await page(0)).json<ErrorReply>().code).toBe('query_unknown');
    expect((await page(7)).json<ErrorReply>().code).toBe('query_unknown');
    expect((await page(2)).status).toBe(200);
  });

  test('two pages may be under way: none is let go before the caller has it, and none after them is made', async () => {
    await start(kind);
    const id = randomUUID();
    const page = (number: number, have: number): Promise<Reply> =>
      fetchPage(sidecar, id, number, have);
    await startQuery(sidecar, { id, sql: MANY, rowLimit: null });
    const [first, second] = await Promise.all([page(1, 1), page(2, 1)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await page(1, 1)).bytes.equals(first.bytes)).toBe(true);
    expect((await page(2, 1)).bytes.equals(second.bytes)).toBe(true);
    // An acknowledgement that is lost or late takes nothing back.
    const third = await page(3, 2);
    expect(third.status).toBe(200);
    expect((await page(2, 1)).bytes.equals(second.bytes)).toBe(true);
    expect((await page(1, 1)).json<ErrorReply>().code).toBe('query_unknown');
  });

  test('a result beyond the cap is refused in a sentence, and nothing of it is passed on', async () => {
    await start(kind, 5 * MEBIBYTE);
    expect(await refusal(MANY)).toMatchObject({
      code: 'result_too_large',
      message: expect.stringMatching(
        /5 MiB.*LIMIT.*OmniSciConfig\.max_result_bytes/
      ) as string
    });
    expect(
      (await rows('SELECT * FROM flights LIMIT 1000', null)).summary.rows
    ).toBe(1000);
  });

  test('starting a query again by its ID runs it once', async () => {
    await start(kind);
    const [id, sql] = [randomUUID(), 'SELECT 1 AS one'];
    const first = await startQuery(sidecar, { id, sql });
    const again = await startQuery(sidecar, { id, sql });
    expect(again.bytes.equals(first.bytes)).toBe(true);
    if (kind !== 'tcp-binary') {
      expect(relay.count('sql_execute_df')).toBe(1);
    }
    const other = await startQuery(sidecar, { id, sql: 'SELECT 2' });
    expect(other.json<ErrorReply>().code).toBe('request_invalid');
  });
});

test('a page after the window is 202, as long as the pages before it have not arrived', async () => {
  await start('http-binary');
  const id = randomUUID();
  await startQuery(sidecar, { id, sql: MANY, rowLimit: null });
  const path = `/queries/${id}/pages`;
  expect((await sidecar.get(`${path}/2?have=0`)).status).toBe(202);
  expect((await sidecar.get(`${path}/0?have=0`)).status).toBe(200);
  expect((await sidecar.get(`${path}/2?have=1`)).status).toBe(200);
});

test('says how long the stream will be, and of how many rows, where the database says so first', async () => {
  await start('http-binary');
  const { headers, summary } = await rows(MANY, null);
  expect(headers.map(header => header.expectedBytes)).toEqual(
    headers.map(() => summary.bytes)
  );
  expect(headers.map(header => header.rows)).toEqual(
    headers.map(() => summary.rows)
  );
});

test('all rows come where no number is asked for, also as columns', async () => {
  await start('http-binary');
  relay.refuse = method =>
    method === 'sql_execute_df' ? "Invalid method name: 'x'" : undefined;
  const { bytes, summary } = await rows(
    'SELECT * FROM flights LIMIT 70000',
    null
  );
  expect(summary).toMatchObject({ rows: 70_000, more: false });
  expect(tableFromIPC(bytes).numRows).toBe(70_000);
});

test('columns beyond the cap are refused too', async () => {
  await start('http-binary', 200_000);
  relay.refuse = method =>
    method === 'sql_execute_df' ? "Invalid method name: 'x'" : undefined;
  const { code } = await refusal('SELECT * FROM flights LIMIT 20000');
  expect(code).toBe('result_too_large');
});

describe.each(['http-binary', 'http-json'])(
  'a reply over %s that is cut',
  kind => {
    test.each([0, 10, 100, 3000, 300_000, -9, -1])(
      'at byte %d is an error',
      async cutAt => {
        await start(kind);
        relay.cut = method => (method === 'sql_execute_df' ? cutAt : undefined);
        expect((await refusal('SELECT * FROM flights LIMIT 20000')).code).toBe(
          'database_lost'
        );
      }
    );
  }
);

test('an unknown query is that', async () => {
  await start('http-binary');
  const reply = await sidecar.get(`/queries/${randomUUID()}/pages/0`);
  expect(reply.status).toBe(404);
  expect(reply.json<ErrorReply>().code).toBe('query_unknown');
});

test('those that are over do not count', async () => {
  await start('http-binary');
  for (let turn = 0; turn < 40; turn++) {
    expect((await startQuery(sidecar, { sql: 'SELECT 1' })).status).toBe(200);
  }
});
