/** What the sidecar refuses on its own, behind the shim's checks, and what every answer carries. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorReply } from '../../server/protocol';
import { headerFaults } from '../helpers/security-headers';
import {
  buildSidecarOnce,
  type ISidecar,
  type Reply,
  type RequestOptions,
  send,
  sessionFile,
  SIDECAR,
  startSidecar
} from '../helpers/sidecar';

const CANARY = 'CanarySession0123456789abcdefABCD';
const ID = '00000000-0000-4000-8000-000000000000';
const JSON_TYPE = { 'Content-Type': 'application/json' };

let sidecar: ISidecar;
beforeAll(async () => {
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(CANARY) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: '1'
    }
  });
});
afterAll(() => sidecar.stop());

function expectMarked({ headers }: Reply): void {
  expect(headerFaults(headers)).toEqual([]);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{12}$/);
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('set-cookie');
}

const refusals: [string, RequestOptions, number, string][] = [
  ['an unknown route', { method: 'GET', path: '/nowhere' }, 404, 'not_found'],
  [
    'a path that climbs',
    { method: 'GET', path: '/../session' },
    404,
    'not_found'
  ],
  [
    'a route in capitals',
    { method: 'GET', path: '/SESSION' },
    404,
    'not_found'
  ],
  [
    'malformed percent codes',
    { method: 'GET', path: '/%zz' },
    404,
    'not_found'
  ],
  [
    'POST to /session',
    { method: 'POST', path: '/session' },
    405,
    'method_not_allowed'
  ],
  [
    'DELETE of /status',
    { method: 'DELETE', path: '/status' },
    405,
    'method_not_allowed'
  ],
  [
    'OPTIONS of /session',
    { method: 'OPTIONS', path: '/session' },
    405,
    'method_not_allowed'
  ],
  ['PUT to /', { method: 'PUT', path: '/' }, 405, 'method_not_allowed'],
  [
    'GET of /queries',
    { method: 'GET', path: '/queries' },
    405,
    'method_not_allowed'
  ],
  [
    'a cross-site request',
    {
      method: 'GET',
      path: '/session',
      headers: { 'Sec-Fetch-Site': 'cross-site' }
    },
    403,
    'forbidden'
  ],
  [
    'a same-site request',
    {
      method: 'GET',
      path: '/session',
      headers: { 'Sec-Fetch-Site': 'same-site' }
    },
    403,
    'forbidden'
  ],
  [
    'a no-cors request',
    {
      method: 'GET',
      path: '/session',
      headers: { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'no-cors' }
    },
    403,
    'forbidden'
  ],
  [
    'an upgrade',
    {
      method: 'GET',
      path: '/session',
      headers: { Connection: 'Upgrade', Upgrade: 'websocket' }
    },
    403,
    'forbidden'
  ],
  [
    'a form',
    {
      method: 'POST',
      path: '/queries',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'sql=SELECT+1'
    },
    415,
    'request_invalid'
  ],
  [
    'plain text',
    {
      method: 'POST',
      path: '/queries',
      headers: { 'Content-Type': 'text/plain' },
      body: '{"sql":"SELECT 1","rowLimit":1}'
    },
    415,
    'request_invalid'
  ],
  [
    'a form that cancels',
    {
      method: 'POST',
      path: `/queries/${ID}/cancel`,
      headers: { 'Content-Type': 'text/plain' },
      body: '{}'
    },
    415,
    'request_invalid'
  ],
  [
    'no content type',
    { method: 'POST', path: '/queries' },
    415,
    'request_invalid'
  ],
  [
    'malformed JSON',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: '{"sql": <script>'
    },
    400,
    'request_invalid'
  ],
  [
    'an empty body',
    { method: 'POST', path: '/queries', headers: JSON_TYPE },
    400,
    'request_invalid'
  ],
  [
    'JSON null',
    { method: 'POST', path: '/queries', headers: JSON_TYPE, body: 'null' },
    400,
    'request_invalid'
  ],
  [
    'no SQL',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"id":"${ID}","rowLimit":1}`
    },
    400,
    'request_invalid'
  ],
  [
    'no number of rows',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"id":"${ID}","sql":"SELECT 1"}`
    },
    400,
    'request_invalid'
  ],
  [
    'no rows',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"id":"${ID}","sql":"SELECT 1","rowLimit":0}`
    },
    400,
    'request_invalid'
  ],
  [
    'too many rows',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"id":"${ID}","sql":"SELECT 1","rowLimit":2147483647}`
    },
    400,
    'request_invalid'
  ],
  [
    'no ID',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: '{"sql":"SELECT 1","rowLimit":1}'
    },
    400,
    'request_invalid'
  ],
  [
    'half a row',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"id":"${ID}","sql":"SELECT 1","rowLimit":1.5}`
    },
    400,
    'request_invalid'
  ],
  [
    'a body over 1 MiB',
    {
      method: 'POST',
      path: '/queries',
      headers: JSON_TYPE,
      body: `{"sql":"${'x'.repeat(2 ** 20)}"}`
    },
    413,
    'request_too_large'
  ],
  [
    '20 MiB to a route that takes none',
    {
      method: 'POST',
      path: '/nowhere',
      headers: JSON_TYPE,
      body: Buffer.alloc(20 * 2 ** 20, 'x')
    },
    404,
    'not_found'
  ]
];

test.each(refusals)('refuses %s', async (_name, request, status, code) => {
  const reply = await sidecar.request(request);
  expect(reply.status).toBe(status);
  expectMarked(reply);
  const error = reply.json<ErrorReply>();
  expect(error).toMatchObject({
    code,
    requestId: reply.headers['x-request-id']
  });
  expect(error.message).toMatch(/^[A-Z].*\.$/);
  // Nothing sent comes back.
  expect(reply.text).not.toMatch(/nowhere|script|xxx|SELECT/);
});

test('names the methods that a route takes', async () => {
  const post = await sidecar.post('/session', {});
  expect(post.headers.allow).toBe('GET, HEAD');
  expect((await sidecar.get('/queries')).headers.allow).toBe('POST');
});

test.each(['/', '/session', '/status'])(
  'marks the answer of %s',
  async path => {
    const reply = await sidecar.get(path, {
      'Sec-Fetch-Site': 'same-origin',
      'X-Request-Id': 'made-up'
    });
    expect(reply.status).toBe(200);
    expectMarked(reply);
  }
);

test('answers HEAD without a body', async () => {
  const reply = await sidecar.request({ method: 'HEAD', path: '/session' });
  expect(reply.status).toBe(200);
  expect(reply.bytes).toHaveLength(0);
});

test('survives a caller that goes away in the middle', async () => {
  const socket = connect({ path: sidecar.socketPath });
  await new Promise(resolve => socket.once('connect', resolve));
  socket.write(
    'POST /queries HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"sql'
  );
  socket.destroy();
  expect((await sidecar.get('/')).status).toBe(200);
});

test('on a port, answers only who has the secret, except to GET /', async () => {
  await buildSidecarOnce();
  const secret = 'a secret of forty characters, or nearly so';
  const child = spawn(process.execPath, [SIDECAR, '--port', '0'], {
    env: { JUPYTERLAB_OMNISCI_SECRET: secret },
    stdio: ['ignore', 'ignore', 'pipe']
  });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      let log = '';
      child.stderr.on('data', (text: Buffer) => {
        log += text.toString();
        const found = /127\.0\.0\.1:(\d+)/.exec(log)?.[1];
        if (found) {
          resolve(Number(found));
        }
      });
      child.once('exit', () => reject(new Error(log)));
    });
    const ask = async (method: string, path: string, given?: string) => {
      const headers: Record<string, string> =
        given === undefined ? {} : { 'X-OmniSci-Secret': given };
      return (await send(port, { method, path, headers })).status;
    };
    expect(await ask('GET', '/')).toBe(200);
    expect(await ask('HEAD', '/')).toBe(403);
    expect(await ask('GET', '/session')).toBe(403);
    expect(await ask('GET', '/status', '')).toBe(403);
    expect(await ask('GET', '/session', secret.slice(1))).toBe(403);
    expect(await ask('POST', '/queries', 'wrong')).toBe(403);
    expect(await ask('GET', '/nowhere')).toBe(403);
    expect(await ask('GET', '/session', secret)).toBe(200);
  } finally {
    child.kill();
  }
});
