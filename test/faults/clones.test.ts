/** The sessions that the sidecar clones for itself do not pile up in the database, whatever happens. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CancelReply } from '../../server/protocol';
import { type IRelay, startRelay } from '../helpers/relay';
import { fetchRows, startQuery } from '../helpers/rows';
import { countSessions, type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { until } from '../helpers/until';

/** The user's own, and what the sidecar keeps for the next use. */
const MOST = 1 + 4;
const QUERIES = 8;

let sandbox: ISandbox;
let relay: IRelay;
let sidecar: ISidecar;
let session: string;

beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
  relay = await startRelay(sandbox.httpPort);
  session = await sandbox.logIn();
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(session) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(relay.port)
    }
  });
});
afterAll(async () => {
  await sidecar?.stop();
  await relay?.stop();
  await sandbox?.stop();
});

test('those that cannot be disconnected are, once the database answers again', async () => {
  relay.stall = method => method === 'sql_execute_df';
  const ids = Array.from({ length: QUERIES }, () => randomUUID());
  ids.forEach(
    id => void startQuery(sidecar, { id, sql: 'SELECT 1' }).catch(() => null)
  );
  await until(
    () => (relay.count('sql_execute_df') === QUERIES ? true : null),
    'all of them run'
  );
  // Interrupted clones are not used again; and now nobody is there to be told.
  relay.stall = method => method === 'disconnect' || method === 'interrupt';
  const replies = await Promise.all(
    ids.map(id => sidecar.post(`/queries/${id}/cancel`, {}))
  );
  expect(
    new Set(replies.map(reply => reply.json<CancelReply>().outcome))
  ).toEqual(new Set(['abandoned']));
  await until(
    () => (relay.count('disconnect') >= QUERIES ? true : null),
    'all of them were to be disconnected'
  );
  expect(await countSessions(sandbox, session)).toBeGreaterThan(MOST);

  relay.reset();
  await until(async () => {
    await fetchRows(sidecar, { sql: 'SELECT 1' });
    return (await countSessions(sandbox, session)) <= MOST ? true : null;
  }, 'they are gone from the database');
});
