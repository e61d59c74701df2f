/** The browser's side of a query: follows the pages, lets nothing through that is not whole, cancels. */
import { nullTranslator } from '@jupyterlab/translation';
import { PromiseDelegate } from '@lumino/coreutils';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import xxhash from 'xxhash-wasm';
import type { PageHeader, QuerySummary } from '../../../../server/protocol';
import type { Ask, QueryReply } from '../../../../src/sidecar/query';
import { QueryRun } from '../../../../src/sidecar/query-run';
import type { Answer } from '../../../../src/sidecar/requests';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { SqlStatement } from '../../../../src/sql/statement';

const STREAM = tableToIPC(
  tableFromArrays({ n: Int32Array.from({ length: 1000 }, (_, n) => n) }),
  'stream'
);
const SUMMARY: QuerySummary = {
  bytes: STREAM.length,
  rows: 1000,
  more: false,
  executionTimeMs: 1,
  queryType: 'read'
};
const trans = nullTranslator.load('test');

type Made = { header: PageHeader; body: Uint8Array };

async function pagesOf(count = 3): Promise<Made[]> {
  const digest = (await xxhash()).create64();
  const size = Math.ceil(STREAM.length / count);
  return Array.from({ length: count }, (_, page) => {
    const body = STREAM.slice(page * size, (page + 1) * size);
    const header: PageHeader = {
      page,
      bytes: body.length,
      digest: digest.update(body).digest().toString(16).padStart(16, '0'),
      expectedBytes: STREAM.length + 8,
      rows: 3,
      summary: page === count - 1 ? SUMMARY : null
    };
    return { header, body };
  });
}

const answerOf = ({ header, body }: Made): Answer => ({
  status: 200,
  headers: new Headers({ 'X-OmniSci-Page': JSON.stringify(header) }),
  body: body.slice()
});
const running: Answer = {
  status: 202,
  headers: new Headers(),
  body: new TextEncoder().encode('{"state":"running"}')
};
const unreachable = (): SidecarError =>
  new SidecarError('server_unreachable', 'no answer');

type Step = Answer | (() => Answer | Promise<Answer>);

const unknown = (): never => {
  throw new SidecarError('query_unknown', 'no such query');
};
const lost = (): never => {
  throw unreachable();
};

/** A sidecar that answers in turn; cancelling is noted and answered with `outcome`. */
function sidecar(
  steps: Step[],
  {
    outcome = 'interrupted',
    untilOnline = () => Promise.resolve()
  }: { outcome?: string; untilOnline?: () => Promise<void> } = {}
) {
  const asked: string[] = [];
  const ids = new Set<string>();
  const ask: Ask = async (key, input, { keepalive, begin }) => {
    const { parameters, body } = input as {
      parameters?: { id: string; number?: number };
      body?: { id?: string };
    };
    ids.add(parameters?.id ?? body?.id ?? '');
    const isCancel = key === 'POST /queries/:id/cancel';
    asked.push(
      isCancel ? 'cancel' : parameters ? `pages ${parameters.number}` : 'start'
    );
    if (isCancel) {
      expect(keepalive).toBe(true);
      const body = new TextEncoder().encode(JSON.stringify({ outcome }));
      return { ...running, status: 200, body };
    }
    const step = steps.shift()!;
    const answer = typeof step === 'function' ? await step() : step;
    if (answer.status === 200) {
      await begin?.(answer.headers);
    }
    return answer;
  };
  return { run: new QueryRun({ ask, untilOnline, trans }), asked, ids };
}

const query = new SqlStatement('SELECT n', null);
const rowLimit = null;

/** The bytes of the rows, as Arrow writes them. */
const streamOf = ({ table }: QueryReply): Buffer =>
  Buffer.from(tableToIPC(table!.arrow, 'stream'));
const signal = (): AbortSignal => new AbortController().signal;

test('puts the pages together, asking on while the query runs', async () => {
  const [first, second, third] = (await pagesOf()).map(answerOf);
  const { run, asked, ids } = sidecar([
    running,
    running,
    first!,
    running,
    second!,
    third!
  ]);
  const progress: number[] = [];
  const reply = await run.run(query, {
    rowLimit,
    signal: signal(),
    onProgress: ({ bytes }) => progress.push(bytes)
  });
  expect(streamOf(reply).equals(Buffer.from(STREAM))).toBe(true);
  expect(reply.summary).toEqual(SUMMARY);
  expect(asked).toEqual([
    'start',
    'pages 0',
    'pages 0',
    'pages 1',
    'pages 1',
    'pages 2'
  ]);
  expect(ids.size).toBe(1);
  expect(progress.at(-1)).toBe(STREAM.length);
});

test('two pages are under way at a time', async () => {
  const pages = await pagesOf(4);
  const log: string[] = [];
  const held = pages.map(() => new PromiseDelegate<void>());
  const ask: Ask = async (_key, input, { begin }) => {
    const { parameters, query: window } = input as {
      parameters?: { number: number };
      query?: { have: number };
    };
    const number = parameters?.number ?? 0;
    log.push(`ask ${number}, have ${window?.have ?? 0}`);
    const answer = answerOf(pages[number]!);
    await begin!(answer.headers);
    log.push(`read ${number}`);
    await held[number]!.promise;
    return answer;
  };
  const untilOnline = (): Promise<void> => Promise.resolve();
  const done = new QueryRun({ ask, untilOnline, trans }).run(query, {
    rowLimit,
    signal: signal()
  });
  await vi.waitFor(() => expect(log).toHaveLength(3));
  expect(log.splice(0)).toEqual(['ask 0, have 0', 'ask 1, have 0', 'read 0']);
  held[0]!.resolve();
  await vi.waitFor(() => expect(log).toHaveLength(2));
  expect(log.splice(0)).toEqual(['ask 2, have 1', 'read 1']);
  held.forEach(one => one.resolve());
  expect(streamOf(await done).equals(Buffer.from(STREAM))).toBe(true);
  expect(log).toEqual(['ask 3, have 2', 'read 2', 'read 3']);
});

test('works where the length is not told first', async () => {
  const pages = (await pagesOf()).map(({ header, body }) =>
    answerOf({ header: { ...header, expectedBytes: null }, body })
  );
  const reply = await sidecar(pages).run.run(query, {
    rowLimit,
    signal: signal()
  });
  expect(streamOf(reply).equals(Buffer.from(STREAM))).toBe(true);
});

test('asks once more for a page whose answer was lost', async () => {
  const [first, second, third] = (await pagesOf()).map(answerOf);
  const { run, asked } = sidecar([first!, lost, second!, third!]);
  await run.run(query, { rowLimit, signal: signal() });
  expect(asked.filter(route => route === 'pages 1')).toHaveLength(2);

  const gone = sidecar([first!, lost, lost]);
  await expect(
    gone.run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({ code: 'server_unreachable' });
  expect(gone.asked.at(-1)).toBe('cancel');
});

test('cuts the row too many that tells that there are more', async () => {
  const rowsOf = async (
    rowLimit: number | null,
    more: boolean
  ): Promise<number | undefined> => {
    const pages = await pagesOf();
    pages.at(-1)!.header.summary = { ...SUMMARY, more };
    const { run } = sidecar(pages.map(answerOf));
    const reply = await run.run(query, { rowLimit, signal: signal() });
    return reply.table?.rowCount;
  };
  expect(await rowsOf(999, true)).toBe(999);
  expect(await rowsOf(1000, false)).toBe(1000);
  expect(await rowsOf(null, false)).toBe(1000);
});

test('a statement without a table has none', async () => {
  const summary = { ...SUMMARY, bytes: 0, rows: 0 };
  const header = {
    ...{ page: 0, bytes: 0, digest: null, expectedBytes: 0, rows: 0 },
    summary
  };
  const { run } = sidecar([answerOf({ header, body: new Uint8Array() })]);
  const reply = await run.run(query, { rowLimit, signal: signal() });
  expect(reply).toEqual({ summary, table: null });
});

test('does not run a statement that a secret was left out of', async () => {
  const { run, asked } = sidecar([]);
  const sql = "ALTER USER ada (password = '•••')";
  await expect(
    run.run(new SqlStatement(sql, null), { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'secret_left_out',
    message: expect.stringContaining('Type the secret again') as string
  });
  expect(asked).toEqual([]);
});

test('sends a query again whose answer was lost, by the same ID', async () => {
  const pages = (await pagesOf()).map(answerOf);
  const { run, asked, ids } = sidecar([lost, ...pages]);
  await run.run(query, { rowLimit, signal: signal() });
  expect(asked.slice(0, 2)).toEqual(['start', 'start']);
  expect(ids.size).toBe(1);
});

test('never sends again what may change something, but asks after it', async () => {
  const insert = new SqlStatement('INSERT INTO t VALUES (1)', null);
  const pages = (await pagesOf()).map(answerOf);
  const arrived = sidecar([lost, ...pages]);
  await arrived.run.run(insert, { rowLimit, signal: signal() });
  expect(arrived.asked.slice(0, 2)).toEqual(['start', 'pages 0']);

  const gone = sidecar([lost, unknown]);
  await expect(
    gone.run.run(insert, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'query_unknown',
    message: expect.stringContaining('may have run') as string
  });
  expect(gone.asked).toEqual(['start', 'pages 0']);
});

test('where the browser is offline, asks again when it is not', async () => {
  const [first, second, third] = (await pagesOf()).map(answerOf);
  let isOnline = false;
  const wait = (): Promise<void> => {
    isOnline = true;
    return Promise.resolve();
  };
  const back = (): Answer => (isOnline ? second! : lost());
  const { run } = sidecar([first!, back, back, third!], { untilOnline: wait });
  const { summary } = await run.run(query, { rowLimit, signal: signal() });
  expect(summary.rows).toBe(1000);
});

test('cancelled while offline, asks no more', async () => {
  const abort = new AbortController();
  const { run, asked } = sidecar([running, lost], {
    untilOnline: () => Promise.resolve(abort.abort())
  });
  await expect(
    run.run(query, { rowLimit, signal: abort.signal })
  ).rejects.toMatchObject({ code: 'query_cancelled' });
  expect(asked).toEqual(['start', 'pages 0', 'cancel']);
});

test('a query that a new sidecar does not know is lost, and says so', async () => {
  const { run, asked } = sidecar([running, unknown]);
  await expect(
    run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'query_unknown',
    message: expect.stringMatching(/was lost.*Run the query again/) as string
  });
  expect(asked).toEqual(['start', 'pages 0']);
});

test('an answer that takes too long is not waited for twice, and the query cancelled', async () => {
  const { run, asked } = sidecar([
    running,
    () => {
      throw new SidecarError('server_timeout', 'too long');
    }
  ]);
  await expect(
    run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'server_timeout'
  });
  expect(asked).toEqual(['start', 'pages 0', 'cancel']);
});

const spoilers: [string, (pages: Made[]) => void][] = [
  ['a page that is shorter', ([, page]) => (page!.body = page!.body.slice(1))],
  ['a byte that differs', ([, page]) => (page!.body[7]! ^= 1)],
  ['a page that is missing', pages => pages.splice(1, 1)],
  ['a page twice', pages => pages.splice(1, 0, pages[0]!)],
  [
    'a total that differs',
    ([, , page]) => (page!.header.summary = { ...SUMMARY, bytes: 7 })
  ],
  [
    'rows that are missing',
    ([, , page]) => (page!.header.summary = { ...SUMMARY, rows: 1001 })
  ],
  ['an end that comes too soon', ([, page]) => (page!.header.summary = SUMMARY)]
];

test.each(spoilers)('%s is an error, and cancels', async (_what, spoil) => {
  const pages = await pagesOf();
  spoil(pages);
  const { run, asked } = sidecar(pages.map(answerOf));
  await expect(
    run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'bad_upstream_answer'
  });
  expect(asked.at(-1)).toBe('cancel');
});

test('pages of a sidecar that can make no digest are taken, and still must be whole', async () => {
  const pages = await pagesOf();
  pages.forEach(({ header }) => (header.digest = null));
  const whole = sidecar(pages.map(answerOf));
  const reply = await whole.run.run(query, { rowLimit, signal: signal() });
  expect(streamOf(reply).equals(Buffer.from(STREAM))).toBe(true);

  pages[1]!.body = pages[1]!.body.slice(1);
  const cut = sidecar(pages.map(answerOf));
  await expect(
    cut.run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({ code: 'bad_upstream_answer' });
});

test('an answer without a header is an error', async () => {
  const { run } = sidecar([{ ...running, status: 200 }]);
  await expect(
    run.run(query, { rowLimit, signal: signal() })
  ).rejects.toMatchObject({
    code: 'server_answer_invalid'
  });
});

test.each(['query_failed', 'bad_upstream_answer', 'result_too_large'] as const)(
  "the sidecar's own error stands, and there is nothing to cancel: %s",
  async code => {
    const { run, asked } = sidecar([
      () => {
        throw new SidecarError(code, 'SQL Error: no such table');
      }
    ]);
    await expect(
      run.run(query, { rowLimit, signal: signal() })
    ).rejects.toMatchObject({ code, message: 'SQL Error: no such table' });
    expect(asked).toEqual(['start']);
  }
);

test.each([
  ['interrupted', /was asked to stop/],
  ['abandoned', /may still run/],
  ['finished', /already finished/]
])('an abort cancels, and says what came of it: %s', async (outcome, says) => {
  const abort = new AbortController();
  const waiting = (): Promise<Answer> => {
    queueMicrotask(() => abort.abort());
    return new Promise((_resolve, reject) =>
      abort.signal.addEventListener('abort', () =>
        reject(new DOMException('aborted', 'AbortError'))
      )
    );
  };
  const { run, asked } = sidecar([running, waiting], { outcome });
  await expect(
    run.run(query, { rowLimit, signal: abort.signal })
  ).rejects.toMatchObject({
    code: 'query_cancelled',
    message: expect.stringMatching(says) as string
  });
  expect(asked.filter(route => route === 'cancel')).toHaveLength(1);
});
