import { expect, test } from 'vitest';
import { Table, vectorFromArray, Int32, Utf8 } from 'apache-arrow';
import {
  exportResult,
  type ExportOptions,
  type ExportOutcome,
  type ExportProgress
} from '../../../../src/export/export-result';
import { csv } from '../../../../src/export/formats/csv';
import { SqlStatement } from '../../../../src/sql/statement';
import { ResultTable } from '../../../../src/table/result-table';
import type { QueryReply } from '../../../../src/sidecar/query';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { failure, FakeContents } from '../../../helpers/fake-contents';

/** Some 2 MB as CSV, so that there is more than one chunk. */
const ALL_ROWS = 60_000;
const SHOWN_ROWS = 1000;

const rows = (count: number): Table =>
  new Table({
    id: vectorFromArray(
      Array.from({ length: count }, (_, index) => index),
      new Int32()
    ),
    text: vectorFromArray(
      Array.from(
        { length: count },
        (_, index) => `row number ${index}, quoted`
      ),
      new Utf8()
    )
  });

const complete = rows(ALL_ROWS);

type Client = ExportOptions['client'];

const answering = (): Client & { asked: unknown[] } => {
  const asked: unknown[] = [];
  return {
    asked,
    query: ({ sql, onlyReads }, { rowLimit, onProgress }) => {
      asked.push({ sql, rowLimit, onlyReads });
      onProgress?.({ bytes: 1, expectedBytes: 1, rows: 1 });
      const reply: QueryReply = {
        table: new ResultTable(complete),
        summary: summary({ rows: ALL_ROWS, more: false })
      };
      return Promise.resolve(reply);
    }
  };
};

const summary = (
  part: Partial<QueryReply['summary']>
): QueryReply['summary'] => ({
  bytes: 0,
  rows: SHOWN_ROWS,
  more: true,
  executionTimeMs: 1,
  queryType: 'read',
  ...part
});

const isQuery = (sql: string): boolean =>
  new SqlStatement(sql, null).kind.isQuery;

function start(options: Partial<ExportOptions> = {}) {
  const contents = new FakeContents();
  const cancelling = new AbortController();
  const phases: string[] = [];
  const run = (more: Partial<ExportOptions> = {}): Promise<ExportOutcome> =>
    exportResult({
      result: {
        sql: 'SELECT * FROM flights',
        isQuery: true,
        table: new ResultTable(complete.slice(0, SHOWN_ROWS)),
        summary: summary({})
      },
      format: csv,
      options: {},
      target: { folder: 'data', name: 'flights.csv', overwrite: false },
      client: answering(),
      contents,
      signal: cancelling.signal,
      onProgress: ({ phase }) => {
        if (phases.at(-1) !== phase) {
          phases.push(phase);
        }
      },
      ...options,
      ...more
    });
  return { contents, cancelling, phases, run };
}

const lineCount = (bytes: Buffer | undefined): number =>
  (bytes?.toString().split('\r\n').length ?? 0) - 2;

test('where rows are missing the query runs again for all of them', async () => {
  const { contents, phases, run } = start();
  const client = answering();
  const outcome = await run({ client });
  expect(client.asked).toEqual([
    { sql: 'SELECT * FROM flights', rowLimit: null, onlyReads: true }
  ]);
  const bytes = contents.files.get('data/flights.csv');
  expect(outcome).toEqual({
    kind: 'exported',
    path: 'data/flights.csv',
    maxRows: null,
    rows: ALL_ROWS,
    bytes: bytes?.byteLength
  });
  expect(lineCount(bytes)).toBe(ALL_ROWS);
  expect(contents.names).toEqual(['data/flights.csv']);
  expect(phases).toEqual(['querying', 'writing', 'finishing']);
});

test.each([
  ['all rows are here', 'SELECT 1', summary({ more: false })],
  ['it changes data', 'SELECT * INTO t FROM u', summary({})],
  ['it is no query, whatever the database says', 'SHOW TABLES', summary({})]
])('the query does not run again where %s', async (_, sql, told) => {
  const { contents, run } = start();
  const client = answering();
  const table = new ResultTable(complete.slice(5, 5 + SHOWN_ROWS));
  const outcome = await run({
    client,
    result: { sql, isQuery: isQuery(sql), table, summary: told }
  });
  expect(outcome).toMatchObject({ kind: 'exported', rows: SHOWN_ROWS });
  expect(client.asked).toEqual([]);
  const text = contents.files.get('data/flights.csv')?.toString() ?? '';
  expect(text.split('\r\n')[1]).toBe('5,"row number 5, quoted"');
});

test('while it is written it has another name', async () => {
  const { contents, run } = start();
  const seen = new Set<string>();
  contents.before = (call, path) => call === 'save' && seen.add(path);
  await run();
  expect([...seen]).toEqual([
    expect.stringMatching(/^data\/flights\.csv\.[0-9a-f]{8}\.part~$/)
  ]);
});

test('a name that is taken meanwhile gets a number', async () => {
  const { contents, run } = start();
  contents.files.set('data/flights.csv', Buffer.from('old'));
  expect(await run()).toMatchObject({ path: 'data/flights-1.csv' });
  expect(contents.files.get('data/flights.csv')?.toString()).toBe('old');
});

const OVERWRITE = { folder: 'data', name: 'flights.csv', overwrite: true };

test('a file is overwritten only when the new one is whole', async () => {
  const { contents, run } = start({ target: OVERWRITE });
  contents.files.set('data/flights.csv', Buffer.from('old'));
  contents.before = call => {
    if (call === 'delete') {
      expect(contents.names).toHaveLength(2);
    }
  };
  expect(await run()).toMatchObject({ path: 'data/flights.csv' });
  expect(contents.names).toEqual(['data/flights.csv']);
  expect(lineCount(contents.files.get('data/flights.csv'))).toBe(ALL_ROWS);
});

test('once the old file is gone, the new one is not removed whatever happens', async () => {
  const { contents, run } = start({ target: OVERWRITE });
  contents.files.set('data/flights.csv', Buffer.from('old'));
  contents.before = call => {
    if (call === 'rename') {
      throw failure(500, 'Disk gone.');
    }
  };
  const outcome = await run();
  expect(contents.names).toHaveLength(1);
  expect(outcome).toMatchObject({
    kind: 'failed',
    leftover: contents.names[0]
  });
});

test.each<[string, (progress: ExportProgress) => boolean]>([
  ['begins', () => true],
  ['has fetched rows', p => p.phase === 'querying' && p.bytes > 0],
  ['begins to write', p => p.phase === 'writing' && p.rows === 0],
  ['has written a chunk', p => p.phase === 'writing' && p.bytes > 1.5e6],
  [
    'has written the last row',
    p => p.phase === 'writing' && p.rows === ALL_ROWS
  ]
])('cancelled when it %s, it leaves nothing', async (_, isTime) => {
  const { contents, cancelling, run } = start();
  const onProgress = (progress: ExportProgress): void => {
    if (isTime(progress)) {
      cancelling.abort();
    }
  };
  expect(await run({ onProgress })).toEqual({
    kind: 'cancelled',
    leftover: null
  });
  expect(cancelling.signal.aborted).toBe(true);
  expect(contents.names).toEqual([]);
});

test('cancelling reaches the query that is running', async () => {
  const { contents, cancelling, run } = start();
  const client: Client = {
    query: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () =>
          reject(new SidecarError('query_cancelled', 'Cancelled.'))
        );
        cancelling.abort();
      })
  };
  expect(await run({ client })).toEqual({ kind: 'cancelled', leftover: null });
  expect(contents.names).toEqual([]);
});

test('a query that fails leaves nothing, and its error is told', async () => {
  const { contents, run } = start();
  const error = new SidecarError('result_too_large', 'Too large.');
  const outcome = await run({ client: { query: () => Promise.reject(error) } });
  expect(outcome).toEqual({ kind: 'failed', error, leftover: null });
  expect(contents.names).toEqual([]);
});

test.each(['save', 'rename'] as const)(
  'a %s that fails leaves nothing',
  async failing => {
    const { contents, run } = start();
    const error = failure(507, 'No space left.');
    let saves = 0;
    contents.before = (call, path) => {
      if (call === failing && (call === 'rename' || ++saves === 2)) {
        expect(contents.names).toEqual([path]);
        throw error;
      }
    };
    expect(await run()).toEqual({ kind: 'failed', error, leftover: null });
    expect(contents.names).toEqual([]);
  }
);

test('what was written and cannot be removed is told', async () => {
  const { contents, run } = start();
  contents.before = call => {
    if (call === 'rename' || call === 'delete') {
      throw failure(500, 'Disk gone.');
    }
  };
  const outcome = await run();
  expect(outcome).toMatchObject({
    kind: 'failed',
    leftover: contents.names[0]
  });
});

test('tells where the administrator left rows out, and runs nothing again for them', async () => {
  const { run } = start();
  const client = answering();
  expect(
    await run({
      client,
      result: {
        sql: 'SELECT * FROM flights',
        isQuery: true,
        table: new ResultTable(complete.slice(0, SHOWN_ROWS)),
        summary: summary({ maxRows: SHOWN_ROWS })
      }
    })
  ).toMatchObject({ kind: 'exported', rows: SHOWN_ROWS, maxRows: SHOWN_ROWS });
  expect(client.asked).toEqual([]);
});
