import { expect, test } from 'vitest';
import type { ConnectionStatus } from '../../../../src/tokens';
import { NetworkWatch } from '../../../../src/connections/network-watch';
import {
  connected,
  FakeConnection,
  troubled
} from '../../../helpers/fake-connection';

/** A connection of which these will be found in turn, and a network to lose and regain. */
function watched(...statuses: ConnectionStatus[]) {
  const connection = new FakeConnection({ statuses });
  const seen: string[] = [];
  connection.statusChanged.connect((_, { state }) => seen.push(state));
  const network = new EventTarget();
  const watch = new NetworkWatch({ connection, network });
  const tell = async (...events: string[]): Promise<void> => {
    events.forEach(event => network.dispatchEvent(new Event(event)));
    await new Promise(resolve => setTimeout(resolve));
  };
  return { connection, seen, tell, watch };
}

test('looks once when the network is lost, and once when it is back', async () => {
  const { connection, seen, tell } = watched(
    connected(),
    troubled(),
    connected()
  );
  await connection.refresh();
  await tell('offline');
  await tell('online');
  expect(seen).toEqual(['connected', 'session_missing', 'connected']);
});

test('looks in turn when it comes and goes in one moment', async () => {
  const { connection, seen, tell } = watched(
    connected(),
    troubled(),
    connected()
  );
  await connection.refresh();
  await tell('offline', 'online');
  expect(seen).toEqual(['connected', 'session_missing', 'connected']);
});

test('asks nothing when a network comes back that was not missed', async () => {
  const { connection, seen, tell } = watched(connected());
  await connection.refresh();
  await tell('offline', 'online', 'online');
  expect(seen).toEqual(['connected', 'connected']);
});

test('asks nothing once it has ended, also of what it had begun to look at', async () => {
  const { connection, seen, tell, watch } = watched(connected(), troubled());
  await connection.refresh();
  const telling = tell('offline', 'online');
  watch.dispose();
  await telling;
  await tell('offline', 'online');
  expect(seen).toEqual(['connected']);
  expect(watch.isDisposed).toBe(true);
});

test('asks nothing where nobody has asked before', async () => {
  const { seen, tell } = watched(connected());
  await tell('offline', 'online');
  expect(seen).toEqual([]);
});
