/** The connection's model with its client, against a real server. */
import { expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import type {
  ErrorCode,
  ErrorReply,
  StatusReply
} from '../../../../server/protocol';
import { ConnectionModel } from '../../../../src/connections/model';
import { NetworkWatch } from '../../../../src/connections/network-watch';
import {
  json,
  startAnsweringServer,
  webPage
} from '../../../helpers/answering-server';
import { connected } from '../../../helpers/fake-connection';

const reply = json(connected().reply);
const troubleReply = (state: ErrorCode): StatusReply => ({
  ...connected().reply!,
  state,
  message: `It is ${state}.`
});
const fault = (code: ErrorCode): ErrorReply => ({
  code,
  message: `It is ${code}.`,
  requestId: 'r'
});

test('a web page in place of an answer is a state, and heals', async () => {
  const server = await startAnsweringServer(webPage());
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  const seen: string[] = [];
  connection.statusChanged.connect((_, { state }) => seen.push(state));
  expect(await connection.ready()).toMatchObject({
    state: 'server_answer_invalid',
    message: expect.stringContaining('Log in again') as string,
    reply: null
  });
  server.answer = reply;
  expect(await connection.refresh()).toMatchObject({
    state: 'connected',
    message: ''
  });
  expect(seen).toEqual(['server_answer_invalid', 'connected']);
});

test('a fault of our own is a state, too', async () => {
  const { client } = await startAnsweringServer(reply);
  client.status = () => Promise.reject(new RangeError('Out of range.'));
  const connection = new ConnectionModel({ key: 'handover', client });
  expect(await connection.refresh()).toMatchObject({
    state: 'internal_error',
    message: 'Out of range.'
  });
});

test('the network watch goes on after an answer that was none', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  const network = new EventTarget();
  new NetworkWatch({ connection, network });
  await connection.refresh();

  server.answer = webPage();
  network.dispatchEvent(new Event('offline'));
  await expect
    .poll(() => connection.status?.state)
    .toBe('server_answer_invalid');
  server.answer = reply;
  network.dispatchEvent(new Event('online'));
  await expect.poll(() => connection.status?.state).toBe('connected');
});

test('calls while one is under way share its answer', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  await Promise.all([connection.refresh(), connection.ready()]);
  expect(server.asked).toEqual(['status']);
});

test('a call that succeeds is news, where there was no connection', async () => {
  const server = await startAnsweringServer(
    json(troubleReply('session_missing'))
  );
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  await connection.refresh();
  const schema = { database: 'd', databases: ['d'], tables: [] };
  server.answer = (request, response) =>
    request.url?.includes('/schema')
      ? json(schema)(request, response)
      : reply(request, response);
  await connection.client.schema();
  await expect.poll(() => connection.status?.state).toBe('connected');
  server.asked.length = 0;
  await connection.client.schema();
  await connection.client.schema();
  expect(server.asked).toEqual(['schema', 'schema']);
});

test('a call that fails for the connection is news, where there was one', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  await connection.refresh();
  server.answer = (request, response) =>
    request.url?.includes('/schema')
      ? json(fault('session_expired'), 409)(request, response)
      : json(troubleReply('session_expired'))(request, response);
  await expect(connection.client.schema()).rejects.toThrow();
  await expect.poll(() => connection.status?.state).toBe('session_expired');
  server.asked.length = 0;
  await expect(connection.client.schema()).rejects.toThrow();
  expect(server.asked).toEqual(['schema']);
});

test('while a query gets no answer the status is asked for, and tells of a database that is silent', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  await connection.refresh();
  const query = new AbortController();
  let asked = 0;
  server.answer = (request, response) => {
    if (request.url?.includes('/cancel')) {
      json({ outcome: 'abandoned' })(request, response);
    } else if (request.url?.includes('/status')) {
      json(troubleReply('database_timeout'))(request, response);
    } else if (++asked === 1) {
      json({ state: 'running' }, 202)(request, response);
    }
  };
  const outcome = connection.client
    .query(new SqlStatement('SELECT 1', null), {
      rowLimit: null,
      signal: query.signal
    })
    .catch((error: unknown) => error);
  await expect.poll(() => connection.status?.state).toBe('database_timeout');
  query.abort();
  expect(await outcome).toMatchObject({ code: 'query_cancelled' });
});

test('what the database refuses is no news', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({
    key: 'handover',
    client: server.client
  });
  await connection.refresh();
  server.answer = json(fault('query_failed'), 422);
  await expect(connection.client.schema()).rejects.toThrow();
  expect(server.asked).toEqual(['status', 'schema']);
});
