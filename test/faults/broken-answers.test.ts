/**
 * Whatever is wrong with an answer of the database, over each way and for each of the two calls
 * that bring rows: the code of the table, in its time, no rows, and the next query works.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Toxic } from '../helpers/fault-proxy';
import {
  FaultyDatabase,
  ROWS,
  SECONDS,
  WAYS,
  type Way
} from '../helpers/faulty-database';
import {
  gzip,
  rewriteBody,
  webPage,
  wrongKind,
  wrongLength,
  wrongMethod,
  wrongSequence,
  wrongType,
  wrongVersion
} from '../helpers/message-toxics';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  bandwidth,
  blackHoleAt,
  cutAt,
  endless,
  garbageFrom,
  halfCloseAt,
  inPlace,
  latency,
  resetAt,
  slices
} from '../helpers/toxics';
import { limitMs } from '../helpers/scale';

/** Beside the time limits: what a busy machine needs by itself. */
const SLACK_MS = limitMs(6000);

type Row = {
  fault: string;
  toxic: Toxic;
  code: 'bad_upstream_answer' | 'database_lost' | 'database_timeout' | 'rows';
  /** Where the fault is none over raw TCP. */
  httpOnly?: true;
  seconds?: number;
};

const bad = (fault: string, toxic: Toxic, more?: Partial<Row>): Row => ({
  fault,
  toxic,
  code: 'bad_upstream_answer',
  ...more
});
/** The database has answered before, so it is known what ended. */
const lost = (fault: string, toxic: Toxic, more?: Partial<Row>): Row => ({
  ...bad(fault, toxic, more),
  code: 'database_lost'
});
const overHttp = (fault: string, toxic: Toxic, more?: Partial<Row>): Row =>
  bad(fault, toxic, { httpOnly: true, ...more });

const MANY = Buffer.alloc(65_536, '[');
const HEAD = 'HTTP/1.1 200 OK\r\n';

const BROKEN: Row[] = [
  lost('closed before it begins', cutAt(0)),
  lost('cut in its head', cutAt(20)),
  lost('cut in its rows', cutAt(1500)),
  lost('reset before it begins', resetAt(0)),
  lost('reset in its rows', resetAt(1500)),
  lost('half-closed in its rows', halfCloseAt(1500)),
  bad('garbage from its beginning', garbageFrom(0)),
  bad('garbage in place of its message', rewriteBody(noise)),
  bad('a sequence number of another call', wrongSequence),
  bad('a method that was not called', wrongMethod),
  bad('a call in place of a reply', wrongKind),
  bad('a version that there is not', wrongVersion),
  bad('a result of another type', wrongType),
  bad(
    'something after its message',
    rewriteBody(message => Buffer.concat([message, Buffer.from('x')]))
  ),
  bad('bytes of another protocol', inPlace('SSH-2.0-OpenSSH_9.6\r\n')),
  overHttp('shorter than announced', wrongLength(-5), {
    code: 'database_lost'
  }),
  overHttp('compressed unasked', gzip),
  overHttp('a redirect', webPage(302, '', { Location: 'http://127.0.0.1:1' })),
  overHttp(
    'a redirect that keeps the method',
    webPage(308, '', { Location: '/' })
  ),
  overHttp('a page that wants a login', webPage(401, '<html>Log in</html>')),
  overHttp('a page that forbids', webPage(403, '<html>No</html>')),
  overHttp('no such page', webPage(404, '<html>Gone</html>')),
  overHttp('a request to wait', webPage(429, '', { 'Retry-After': '1' })),
  overHttp('a server error', webPage(500, '<html>oops</html>')),
  overHttp('a bad gateway', webPage(502, '<html>oops</html>')),
  overHttp('a gateway that is overloaded', webPage(503, 'busy')),
  overHttp('no content', webPage(204, '')),
  overHttp(
    'a page of HTML that says all is well',
    webPage(200, '<html>Hi</html>')
  ),
  overHttp('an empty answer that says all is well', webPage(200, '')),
  overHttp(
    'headers without an end',
    endless(0, Buffer.from(`${HEAD}X-A: ${'b'.repeat(500)}\r\n`))
  ),
  overHttp(
    'a length that is no number',
    inPlace(`${HEAD}Content-Length: 0x10\r\n\r\n${'x'.repeat(16)}`)
  ),
  overHttp(
    'two lengths that differ',
    inPlace(`${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456`)
  ),
  overHttp(
    'chunks without an end',
    inPlace(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`),
    { code: 'database_lost' }
  ),
  overHttp(
    'chunks of a size that is none',
    inPlace(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n12345\r\n`)
  ),
  overHttp(
    'another protocol from here on',
    inPlace(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    )
  ),
  overHttp(
    'promises of an answer without an end',
    endless(0, Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'))
  ),
  bad('silence', blackHoleAt(0), {
    code: 'database_timeout',
    seconds: SECONDS.query
  }),
  bad('silence in its rows', blackHoleAt(1500), {
    code: 'database_timeout',
    seconds: SECONDS.idle
  }),
  bad('a trickle', bandwidth(50), {
    code: 'database_timeout',
    seconds: SECONDS.query
  })
];

const SLOW: Row[] = [
  { fault: 'late', toxic: latency(200, 100), code: 'rows' },
  { fault: 'in packets of 7 bytes', toxic: slices(7), code: 'rows' },
  { fault: 'over a slow line', toxic: bandwidth(40_000), code: 'rows' }
];

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

describe.each(WAYS)('over %s', way => {
  let database: FaultyDatabase;
  beforeAll(async () => {
    database = await FaultyDatabase.start({ way, sandbox });
  });
  afterAll(() => database?.stop());

  describe.each(ROWS)('$method', ({ method, sql }) => {
    // All at once: one broken answer must not spoil another query either.
    test.concurrent.each(rowsOf(way))('$fault: $code', async row => {
      const statement = { method, sql: sql(row.number) };
      database.poison(statement, row.toxic);
      const { code, message, ms } = await database.query(statement.sql);
      expect(code).toBe(row.code);
      expect(ms).toBeLessThan(1000 * (row.seconds ?? 0) + SLACK_MS);
      expect(message).not.toMatch(/<html|oops|x-a/i);
      await database.expectHealed(statement);
    });

    test('a body without an end: refused at the cap, not collected', async () => {
      const statement = { method, sql: sql(0) };
      database.poison(
        statement,
        endless(way === 'tcp-binary' ? 40 : 300, MANY)
      );
      const { code } = await database.query(statement.sql);
      expect(code).toMatch(/^(bad_upstream_answer|result_too_large)$/);
      await database.expectHealed(statement);
    });
  });
});

const CASES = [...BROKEN, ...SLOW].map((row, index) => ({
  ...row,
  number: index + 1
}));

const rowsOf = (way: Way): (Row & { number: number })[] =>
  CASES.filter(row => way !== 'tcp-binary' || !row.httpOnly);

function noise(message: Buffer): Buffer {
  return Buffer.from(message.map((byte, at) => (byte * 31 + at * 7) & 0xff));
}
