/** The connection's model with its client, against a real server. */
import { expect, test } from 'vitest';
import { ConnectionModel } from '../../../../src/connection/model';
import { NetworkWatch } from '../../../../src/connection/network-watch';
import {
  json,
  startAnsweringServer,
  webPage
} from '../../../helpers/answering-server';
import { connected } from '../../../helpers/fake-connection';

const reply = json(connected().reply);

test('a web page in place of an answer is a state, and heals', async () => {
  const server = await startAnsweringServer(webPage());
  const connection = new ConnectionModel({ client: server.client });
  const seen: string[] = [];
  connection.statusChanged.connect((_, { state }) => seen.push(state));
  expect(await connection.ready()).toMatchObject({
    state: 'server_answer_invalid',
    message: expect.stringContaining('log in again') as string,
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
  const connection = new ConnectionModel({ client });
  expect(await connection.refresh()).toMatchObject({
    state: 'internal_error',
    message: 'Out of range.'
  });
});

test('the network watch goes on after an answer that was none', async () => {
  const server = await startAnsweringServer(reply);
  const connection = new ConnectionModel({ client: server.client });
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
  const connection = new ConnectionModel({ client: server.client });
  await Promise.all([connection.refresh(), connection.ready()]);
  expect(server.asked).toEqual(['status']);
});
