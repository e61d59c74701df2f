/** Several connections in one sidecar: neither sees, stops nor ends what is the other's. */
import { expect, test } from 'vitest';
import {
  type Connection,
  createConnection
} from '../../../../server/connections/connection';
import { HANDOVER } from '../../../../server/connections/connection-key';
import {
  Connections,
  type ConnectionsOptions
} from '../../../../server/connections/connections';
import { ConnectedServer } from '../../../../server/connections/connected-server';
import type { DatabaseClient } from '../../../../server/database/database-client';
import type { ILog } from '../../../../server/log';
import type { ConnectionsReply } from '../../../../server/protocol';
import { Password } from '../../../../server/secrets/password';
import { AdminServers } from '../../../../server/servers/admin-servers';
import { FoundFileManager } from '../../../../server/session/found-file-manager';
import { SignInGuard } from '../../../../server/connections/sign-in-guard';
import { SessionReader } from '../../../../server/session/session-reader';

const names = { protocol: 'P', host: 'H', port: 'N' };
const env = { P: 'binary', H: 'localhost', N: '6274' };
const log = { info: () => undefined } as unknown as ILog;

/** A database that knows one password, clones every session, and remembers which it ended. */
function fakeDatabase() {
  let count = 0;
  const ended: string[] = [];
  const switched: string[] = [];
  const connects: string[] = [];
  const client = {
    cloneSession: () => Promise.resolve(`clone-of-a-session-${count++}`),
    switchDatabase: (_session: unknown, name: string) => {
      switched.push(name);
      return Promise.resolve();
    },
    connect: ({ username }: { username: string }) => {
      connects.push(username);
      return Promise.resolve(`session-of-${username}-${count++}`);
    },
    disconnect: ({ id }: { id: { reveal(): string } }) => {
      ended.push(id.reveal());
      return Promise.resolve();
    }
  };
  return {
    client: client as unknown as DatabaseClient,
    ...{ ended, switched, connects }
  };
}

function handedOver(client: DatabaseClient, hasHandover = true) {
  let session = 'session-of-immerse-1';
  const sessions = new SessionReader({
    manager: hasHandover
      ? { getSession: () => ({ session }) }
      : new FoundFileManager({
          ...{ candidates: [], requirePrivate: false, user: null, log }
        }),
    ...{ names, env }
  });
  return {
    sessions,
    database: client,
    log,
    hand: (id: string) => (session = id)
  };
}

const source = { kind: 'manager', name: 'Immerse' } as const;

function newConnections(
  client: DatabaseClient,
  change: Partial<ConnectionsOptions> & {
    servers?: unknown[];
    hasHandover?: boolean;
  } = {}
): Connections {
  const { servers = [], hasHandover = true, ...options } = change;
  return new Connections({
    handover: new ConnectedServer({
      ...{ id: HANDOVER, source, readOnly: false },
      ...handedOver(client, hasHandover)
    }),
    admin: new AdminServers({
      ...{ servers, file: '', usePasswords: false, readOnly: ['vault'] }
    }),
    ...{ allow: 'any', allowedTargets: [], signIn: true },
    services: {
      ...{ database: client, log, guard: new SignInGuard() },
      credentials: {
        mayKnow: ({ user }) => Promise.resolve(user === 'robot'),
        findCredential: ({ user }) =>
          Promise.resolve(user === 'robot' ? { password: password() } : null)
      }
    },
    ...options
  });
}

const password = (): Password => Password.parse('a-password-of-a-test')!;

const ada = () => ({ username: 'ada', database: '', password: password() });

const PROD = { id: 'prod', host: 'prod.example', username: 'ada' };

const useOnce = async ({ sessions, clones }: Connection): Promise<string> => {
  const { id, target } = await sessions.read();
  return await clones.use({ id: id!, target: target! }, clone =>
    Promise.resolve(clone.id.reveal())
  );
};

const idsOf = ({ servers }: ConnectionsReply): string[] =>
  servers.map(({ id }) => id);

test('a new session of one ends its own clones, and none of the other', async () => {
  const { client, ended } = fakeDatabase();
  const { hand, ...options } = handedOver(client);
  const first = createConnection({
    ...{ ...options, source, key: HANDOVER, databaseName: null },
    readOnly: false
  });
  const second = createConnection({
    ...{ ...handedOver(client), source, key: 'second', databaseName: null },
    readOnly: false
  });
  const ofFirst = await useOnce(first);
  const ofSecond = await useOnce(second);

  hand('session-of-immerse-2');
  const ofFirstNow = await useOnce(first);

  expect(ofFirstNow).not.toBe(ofFirst);
  expect(ended).toEqual([ofFirst]);
  expect(await useOnce(second)).toBe(ofSecond);
});

test('another database has clones of its own, each switched once', async () => {
  const { client, switched } = fakeDatabase();
  const connections = newConnections(client);
  const own = await connections.get(HANDOVER);
  const other = await connections.get('handover;flights');
  expect(await connections.get('handover;flights')).toBe(other);
  await useOnce(own);
  expect(switched).toEqual([]);
  await useOnce(other);
  await useOnce(other);
  expect(switched).toEqual(['flights']);
});

test.each(['elsewhere', 'handover;', '', ';flights', 'Handover'])(
  'the key "%s" is no connection’s',
  async key => {
    const connections = newConnections(fakeDatabase().client);
    await expect(connections.get(key)).rejects.toMatchObject({
      ...{ code: 'connection_unknown', status: 404 }
    });
  }
);

test('in the end all clones are disconnected, and the sessions that are ours', async () => {
  const { client, ended } = fakeDatabase();
  const connections = newConnections(client, { servers: [PROD] });
  await connections.signIn('prod', ada());
  const used = [
    await useOnce(await connections.get(HANDOVER)),
    await useOnce(await connections.get('prod'))
  ];
  await connections.dispose();
  expect(ended).toHaveLength(3);
  expect(ended).toEqual(expect.arrayContaining(used));
  expect(ended.join()).toContain('session-of-ada');
  expect(ended.join()).not.toContain('immerse');
});

test('the handed-over server comes first, then the admin’s, then the user’s in use', async () => {
  const { client } = fakeDatabase();
  const connections = newConnections(client, { servers: [PROD] });
  await connections.signIn(
    { id: 'mine', label: 'Mine', ...MINE },
    { ...ada(), database: 'flights' }
  );
  const reply = await connections.list();
  expect(idsOf(reply)).toEqual([HANDOVER, 'prod', 'mine']);
  expect(reply).toMatchObject({
    default: HANDOVER,
    allow: 'any',
    signIn: true
  });
  expect(reply.servers[1]).toMatchObject({
    ...{ origin: 'admin', state: 'sign_in_needed', auth: 'password' },
    ...{ username: 'ada', connection: { protocol: 'https', port: '443' } }
  });
  expect(reply.servers[2]).toMatchObject({
    ...{ origin: 'user', state: 'connected', database: 'flights' }
  });
});

const MINE = { protocol: 'binary', host: 'mine.example', port: '6274' };

test('where nothing is handed over, the admin’s master is the default', async () => {
  const connections = newConnections(fakeDatabase().client, {
    hasHandover: false,
    servers: [PROD, { id: 'main', host: 'main.example', master: true }]
  });
  const reply = await connections.list();
  expect(reply.default).toBe('main');
  expect(idsOf(reply)).toEqual(['prod', 'main']);
});

test('`handover` hides the list and refuses every other server', async () => {
  const connections = newConnections(fakeDatabase().client, {
    allow: 'handover',
    servers: [PROD]
  });
  expect(idsOf(await connections.list())).toEqual([HANDOVER]);
  await expect(connections.signIn('prod', ada())).rejects.toMatchObject({
    code: 'connection_unknown'
  });
});

test.each([
  ['listed', [], 'OmniSciConnections.allow'],
  ['any', ['*.internal:*'], 'OmniSciConnections.allowed_targets']
] as const)(
  '`%s` with %j refuses a server that the user names, and asks it nothing',
  async (allow, allowedTargets, setting) => {
    const { client, connects } = fakeDatabase();
    const connections = newConnections(client, { allow, allowedTargets });
    await expect(
      connections.signIn({ id: 'mine', label: 'Mine', ...MINE }, ada())
    ).rejects.toMatchObject({
      code: 'connection_forbidden',
      message: expect.stringContaining(setting) as string
    });
    expect(connects).toEqual([]);
  }
);

test('a user cannot give a server the name of one that the admin lists', async () => {
  const connections = newConnections(fakeDatabase().client, {
    servers: [PROD]
  });
  await connections.list();
  for (const id of ['prod', HANDOVER]) {
    await expect(
      connections.signIn({ id, label: id, ...MINE }, ada())
    ).rejects.toMatchObject({ code: 'request_invalid' });
  }
});

test('where no password may be typed, one that is typed goes nowhere', async () => {
  const { client, connects } = fakeDatabase();
  const connections = newConnections(client, {
    servers: [PROD],
    signIn: false
  });
  await expect(connections.signIn('prod', ada())).rejects.toMatchObject({
    code: 'connection_forbidden'
  });
  expect(connects).toEqual([]);
});

test('what is configured signs in by itself, and again after the session has expired', async () => {
  const { client, connects } = fakeDatabase();
  const connections = newConnections(client, {
    servers: [{ ...PROD, username: 'robot' }]
  });
  const { sessions } = await connections.get('prod');
  const first = await sessions.read();
  expect((await sessions.read()).id).toBe(first.id);
  const next = await sessions.read(first.id!);
  expect(next.id?.reveal()).not.toBe(first.id?.reveal());
  expect(connects).toEqual(['robot', 'robot']);
});

test('a typed password is forgotten: its session, once expired, needs another sign-in', async () => {
  const { client, connects } = fakeDatabase();
  const connections = newConnections(client, { servers: [PROD] });
  await connections.signIn('prod', ada());
  const { sessions } = await connections.get('prod');
  const { id } = await sessions.read();
  const { fault } = await sessions.read(id!);
  expect(fault).toMatchObject({
    code: 'sign_in_needed',
    message: 'Your session at prod has expired. Sign in again.'
  });
  expect(connects).toEqual(['ada']);
});

test('signing out says whether a session of ours was ended', async () => {
  const { client, ended } = fakeDatabase();
  const connections = newConnections(client, { servers: [PROD] });
  await connections.signIn('prod', ada());
  expect(await connections.signOut('prod')).toBe(true);
  expect(ended.join()).toContain('session-of-ada');
  expect(await connections.signOut('prod')).toBe(false);
  expect(await connections.signOut(HANDOVER)).toBe(false);
  expect(ended.join()).not.toContain('immerse');
  const { fault } = await (await connections.get('prod')).sessions.read();
  expect(fault?.message).toBe('You are not signed in to prod.');
});

test('who signed out of a server that needs no password stays out until signing in again', async () => {
  const { client, connects } = fakeDatabase();
  const robot = { ...PROD, username: 'robot' };
  const connections = newConnections(client, { servers: [robot] });
  const { sessions } = await connections.get('prod');
  expect((await sessions.read()).fault).toBeNull();
  await connections.signOut('prod');
  expect((await sessions.read()).fault?.code).toBe('sign_in_needed');
  expect(connects).toEqual(['robot']);
  await connections.signIn('prod', {
    ...{ username: 'robot', database: '', password: null }
  });
  expect((await sessions.read()).fault).toBeNull();
});

test('another sign-in ends the session before, and keeps those of other servers', async () => {
  const { client, ended } = fakeDatabase();
  const stage = { id: 'stage', host: 'stage.example', username: 'ada' };
  const connections = newConnections(client, { servers: [PROD, stage] });
  await connections.signIn('prod', ada());
  await connections.signIn('stage', { ...ada(), username: 'bob' });
  await connections.signIn('prod', { ...ada(), username: 'cy' });
  expect(ended).toHaveLength(1);
  expect(ended.join()).toContain('session-of-ada');
});

test('the admin’s word that a server is for reading holds for each of its databases', async () => {
  const { client } = fakeDatabase();
  const vault = { id: 'vault', host: 'vault.example' };
  const connections = newConnections(client, { servers: [PROD, vault] });
  expect((await connections.get('vault;flights')).readOnly).toBe(true);
  expect((await connections.get('prod;flights')).readOnly).toBe(false);
});
