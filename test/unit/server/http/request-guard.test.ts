import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  guardOrigin,
  markAnswer,
  requireSecret,
  SECRET_HEADER
} from '../../../../server/http/request-guard';
import type { SidecarEvent } from '../../../../server/events/event';
import { errorHandler } from '../../../../server/http/error-handler';

const SECRET = 'the secret of this test';

const logged: string[] = [];
const recorded: SidecarEvent[] = [];
const app = express()
  .use(markAnswer, requireSecret(SECRET), guardOrigin)
  .use((_request, response) => {
    response.json({ passed: true });
  })
  .use(
    errorHandler(
      {
        info: () => undefined,
        warn: () => undefined,
        error: message => logged.push(message)
      },
      { record: event => recorded.push(event) }
    )
  );
const server = http.createServer(app);

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  expect(logged).toEqual([]);
  expect(new Set(recorded.map(({ kind }) => kind))).toEqual(
    new Set(['request-failure'])
  );
  server.close();
  await once(server, 'close');
});

type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: { code?: string; message?: string; passed?: boolean };
};

/** With the secret, unless `headers` says otherwise; not by fetch, which forbids some headers. */
async function ask(
  headers: Record<string, string | undefined> = {},
  { method = 'GET', path = '/x' } = {}
): Promise<Answer> {
  const sent = { [SECRET_HEADER]: SECRET, ...headers };
  const request = http.request({
    ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    ...{ method, path, agent: false },
    headers: Object.fromEntries(
      Object.entries(sent).filter(([, value]) => value !== undefined)
    )
  });
  request.end();
  const [response] = (await once(request, 'response')) as [
    http.IncomingMessage
  ];
  const text = (await response.setEncoding('utf8').toArray()).join('');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body'])
  };
}

const refusals: Answer[] = [];
async function expectRefused(
  answer: Promise<Answer>,
  message: string
): Promise<void> {
  const refused = await answer;
  refusals.push(refused);
  expect(refused).toMatchObject({
    status: 403,
    body: { code: 'forbidden', message }
  });
}

const ONLY_JUPYTER = 'Only the Jupyter server may call this address.';
const OTHER_SITES = 'Other sites cannot make this request.';

describe('where the sidecar listens on a port', () => {
  test('who has the secret is answered', async () => {
    expect((await ask()).body.passed).toBe(true);
    expect((await ask({}, { method: 'POST' })).body.passed).toBe(true);
  });

  test.each([
    undefined,
    '',
    'another',
    SECRET.slice(1),
    `${SECRET}x`,
    SECRET.toUpperCase()
  ])('%j in place of the secret is refused', async secret => {
    await expectRefused(ask({ [SECRET_HEADER]: secret }), ONLY_JUPYTER);
  });

  test('without the secret nothing but the probe is answered', async () => {
    const without = { [SECRET_HEADER]: undefined };
    expect((await ask(without, { path: '/' })).body.passed).toBe(true);
    for (const target of [
      { method: 'POST', path: '/' },
      { method: 'HEAD', path: '/' },
      { method: 'GET', path: '/session' },
      { method: 'GET', path: '//' }
    ]) {
      expect((await ask(without, target)).status).toBe(403);
    }
  });
});

describe('what a browser says of a request', () => {
  test.each(['cross-site', 'same-site'])(
    'Sec-Fetch-Site: %s is refused',
    async site => {
      await expectRefused(ask({ 'Sec-Fetch-Site': site }), OTHER_SITES);
    }
  );

  test('Sec-Fetch-Mode: no-cors is refused', async () => {
    await expectRefused(ask({ 'Sec-Fetch-Mode': 'no-cors' }), OTHER_SITES);
  });

  test.each(['same-origin', 'none'])(
    'Sec-Fetch-Site: %s is answered',
    async site => {
      const headers = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'cors' };
      expect((await ask(headers)).body.passed).toBe(true);
    }
  );

  test('an upgrade is refused, whatever it is to', async () => {
    for (const to of ['websocket', 'h2c', '']) {
      await expectRefused(
        ask({ Connection: 'Upgrade', Upgrade: to }),
        'This address does not support web sockets.'
      );
    }
  });
});

test('every answer has the same headers, and an ID of its own', async () => {
  const answers = [
    await ask(),
    await ask({ 'X-Request-Id': 'chosen by others' }),
    ...refusals
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff'
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{12}$/);
  }
  const ids = new Set(answers.map(({ headers }) => headers['x-request-id']));
  expect(ids.size).toBe(answers.length);
});
