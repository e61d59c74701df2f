/** The client against a real server that is not the sidecar: every call fails, and says why. */
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import type { ConnectionClient } from '../../../../src/sidecar/connection-client';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import {
  json,
  startAnsweringServer,
  webPage
} from '../../../helpers/answering-server';
import { connected } from '../../../helpers/fake-connection';

const signal = (): AbortSignal => new AbortController().signal;

const QUERY = new SqlStatement('SELECT 1', null);

const CALLS: Readonly<
  Record<string, (client: ConnectionClient) => Promise<unknown>>
> = {
  status: client => client.status(),
  query: client => client.query(QUERY, { rowLimit: 1, signal: signal() }),
  schema: client => client.schema(),
  schemaTables: client => client.schemaTables('flights'),
  schemaColumns: client => client.schemaColumns('t')
};

const toLogin =
  (login: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url?.startsWith('/hub/login')) {
      login(request, response);
    } else {
      response.writeHead(302, { Location: '/hub/login?next=x' }).end();
    }
  };

const raw =
  (body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, headers).end(body);
  };

const ANSWERS: readonly [string, RequestListener, string, RegExp][] = [
  ['a login page', webPage(), 'server_answer_invalid', /Log in again/],
  [
    'a redirect to a login page',
    toLogin(webPage()),
    'server_answer_invalid',
    /Log in again/
  ],
  [
    'a redirect to JSON of somebody else’s',
    toLogin(json({ state: 'connected' })),
    'server_answer_invalid',
    /Log in again/
  ],
  ['nothing', raw(''), 'server_answer_invalid', /proxy/],
  ['a text', raw('OK'), 'server_answer_invalid', /proxy/],
  [
    'JSON that is cut',
    raw('{"state": "connec', { 'Content-Type': 'application/json' }),
    'server_answer_invalid',
    /proxy/
  ],
  ['null', json(null), 'server_answer_invalid', /proxy/],
  ['a list', json([]), 'server_answer_invalid', /proxy/],
  [
    'JSON of another shape',
    json({ state: 7, tables: [1], columns: {}, source: 'x' }),
    'server_answer_invalid',
    /proxy/
  ],
  [
    'status 202 of somebody else’s',
    json({ accepted: true }, 202),
    'server_answer_invalid',
    /proxy/
  ],
  ['status 204', raw('', {}), 'server_answer_invalid', /proxy/],
  ['a page with 401', webPage(401), 'forbidden', /logged out/],
  ['a page with 403', webPage(403), 'forbidden', /logged out/],
  ['a page with 404', webPage(404), 'server_extension_disabled', /enable/],
  ['a page with 502', webPage(502), 'sidecar_unavailable', /502 Bad Gateway/],
  [
    'an error of a proxy’s own',
    json({ code: 'DENIED', message: 'Denied.' }, 503),
    'sidecar_unavailable',
    /503/
  ],
  [
    'an error that is no object',
    json('denied', 500),
    'sidecar_unavailable',
    /500/
  ],
  [
    'JSON that says it is compressed and is not',
    raw('{"state": "connected"}', { 'Content-Encoding': 'gzip' }),
    'server_unreachable',
    /does not answer/
  ],
  [
    'JSON in bytes that are no UTF-8',
    (_, response) => {
      response.writeHead(200).end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    },
    'server_answer_invalid',
    /proxy/
  ],
  [
    'chunks of garbage',
    ({ socket }) => {
      socket.end(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{"state"\r\n'
      );
    },
    'server_unreachable',
    /does not answer/
  ],
  [
    'no HTTP at all',
    ({ socket }) => {
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    },
    'server_unreachable',
    /does not answer/
  ],
  [
    'a redirect to itself',
    ({ url }, response) => {
      response.writeHead(302, { Location: url }).end();
    },
    'server_unreachable',
    /does not answer/
  ],
  [
    'a connection that is cut',
    (_, response) => response.destroy(),
    'server_unreachable',
    /does not answer/
  ],
  [
    'half a body',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"state"', () => response.destroy());
    },
    'server_unreachable',
    /does not answer/
  ]
];

describe.each(Object.entries(CALLS))('%s()', (_, call) => {
  test.each(ANSWERS)(
    'rejects with a SidecarError on %s',
    async (_name, answer, code, message) => {
      const { client } = await startAnsweringServer(answer);
      const error: unknown = await call(client).catch(
        (error: unknown) => error
      );
      expect(error).toBeInstanceOf(SidecarError);
      expect(error).toMatchObject({
        code,
        message: expect.stringMatching(message) as string
      });
    }
  );

  test('rejects with a SidecarError where nothing listens', async () => {
    const { client, stop } = await startAnsweringServer(json({}));
    await stop();
    await expect(call(client)).rejects.toMatchObject({
      name: 'SidecarError',
      code: 'server_unreachable'
    });
  });
});

test('resolves with what the sidecar answers', async () => {
  const { reply } = connected();
  const { client, asked } = await startAnsweringServer(json(reply));
  expect(await client.status()).toEqual(reply);
  expect(asked).toEqual(['status']);
});

test('keeps the sidecar’s own words, and its request ID where the log has it', async () => {
  const fault = { message: 'Whole.', requestId: 'abc123' };
  const server = await startAnsweringServer(
    json({ ...fault, code: 'database_unreachable' }, 503)
  );
  await expect(server.client.schema()).rejects.toMatchObject({
    code: 'database_unreachable',
    message: 'Whole.',
    requestId: 'abc123'
  });
  server.answer = json({ ...fault, code: 'session_missing' }, 409);
  await expect(server.client.schema()).rejects.toMatchObject({
    code: 'session_missing',
    requestId: ''
  });
});

test('a query is cancelled when the page is left', async () => {
  const server = await startAnsweringServer((request, response) => {
    if (request.url?.includes('/cancel')) {
      json({ outcome: 'interrupted' })(request, response);
    } else {
      // Answered never: the page is left first.
      server.page.dispatchEvent(new Event('pagehide'));
    }
  });
  await expect(
    server.client.query(QUERY, { rowLimit: 1, signal: signal() })
  ).rejects.toMatchObject({ code: 'query_cancelled' });
  expect(server.asked.at(-1)).toMatch(/cancel$/);
});

test('another connection has the same routes below its key', async () => {
  const server = await startAnsweringServer(json(connected().reply));
  const other = server.sidecar.of('sales/eu');
  await other.status();
  await expect(other.schemaColumns('t')).rejects.toThrow(SidecarError);
  expect(server.asked).toEqual([
    'connections/sales%2Feu/status',
    'connections/sales%2Feu/schema/columns'
  ]);
});
