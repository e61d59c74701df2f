/** Two connections in one sidecar: neither sees, stops nor ends what is the other's. */
import { expect, test } from 'vitest';
import { createConnection } from '../../../../server/connections/connection';
import {
  Connections,
  HANDOVER
} from '../../../../server/connections/connections';
import type { DatabaseClient } from '../../../../server/database/database-client';
import type { Connection } from '../../../../server/connections/connection';
import type { ILog } from '../../../../server/log';

const NAMES = { protocol: 'P', host: 'H', port: 'N' };
const ENV = { P: 'binary', H: 'localhost', N: '6274' };
const log = { info: () => undefined } as unknown as ILog;

/** A database that clones every session, and remembers which clones were disconnected. */
function database() {
  let count = 0;
  const disconnected: string[] = [];
  const client = {
    cloneSession: () => Promise.resolve(`clone-of-a-session-${count++}`),
    disconnect: ({ id }: { id: { reveal(): string } }) => {
      disconnected.push(id.reveal());
      return Promise.resolve();
    }
  } as unknown as DatabaseClient;
  return { client, disconnected };
}

function connection(
  key: string,
  client: DatabaseClient
): { made: Connection; hand: (session: string) => void } {
  let session = `session-of-${key}-1`;
  const made = createConnection({
    key,
    source: { kind: 'manager', name: key },
    manager: { getSession: () => ({ session }) },
    names: NAMES,
    env: ENV,
    database: client,
    log
  });
  return { made, hand: next => (session = next) };
}

const useOnce = async ({ sessions, clones }: Connection): Promise<string> => {
  const { id, target } = await sessions.read();
  return await clones.use({ id: id!, target: target! }, clone =>
    Promise.resolve(clone.id.reveal())
  );
};

test('a new session of one ends its own clones, and none of the other', async () => {
  const { client, disconnected } = database();
  const first = connection(HANDOVER, client);
  const second = connection('second', client);
  const ofFirst = await useOnce(first.made);
  const ofSecond = await useOnce(second.made);

  first.hand('session-of-first-2');
  const ofFirstNow = await useOnce(first.made);

  expect(ofFirstNow).not.toBe(ofFirst);
  expect(disconnected).toEqual([ofFirst]);
  expect(await useOnce(second.made)).toBe(ofSecond);
});

test('a connection is found by its key, and nothing else is', () => {
  const { client } = database();
  const { made } = connection(HANDOVER, client);
  const connections = new Connections([made]);
  expect(connections.get(HANDOVER)).toBe(made);
  expect(() => connections.get('another')).toThrow(
    expect.objectContaining({ code: 'connection_unknown', status: 404 })
  );
});

test('in the end the clones of all are disconnected', async () => {
  const { client, disconnected } = database();
  const both = [HANDOVER, 'second'].map(key => connection(key, client).made);
  const used = await Promise.all(both.map(useOnce));
  await new Connections(both).dispose();
  expect(disconnected.sort()).toEqual(used.sort());
});
