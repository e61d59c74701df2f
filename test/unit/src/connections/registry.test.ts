/** Servers, sign-in and sign-out, against a real HTTP server that answers as the sidecar does. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import type {
  ConnectionsReply,
  ServerStatus,
  SignInRequest
} from '../../../../server/protocol';
import { ConnectionRegistry } from '../../../../src/connections/registry';
import { ConnectionSettings } from '../../../../src/servers/settings';
import { json, startAnsweringServer } from '../../../helpers/answering-server';
import { connected, trans } from '../../../helpers/fake-connection';
import { FakeSettings } from '../../../helpers/fake-settings';
import { serverStatus } from '../../../helpers/server-status';

const PASSWORD = 'pass-word';

/** A sidecar that knows these servers, and one user with one password. */
class FakeSidecar {
  constructor(readonly servers: ServerStatus[]) {}

  /** Servers that need no password. */
  readonly automatic = new Set<string>();
  readonly bodies: string[] = [];

  readonly answer: RequestListener = (request, response) => {
    void bodyOf(request).then(text => {
      this.bodies.push(text);
      const path = /\/omnisci([^?]*)/.exec(request.url ?? '')?.[1] ?? '';
      this._reply(decodeURIComponent(path), text)(request, response);
    });
  };

  private _reply(path: string, text: string): RequestListener {
    if (path === '/connections') {
      const reply: ConnectionsReply = {
        ...{ allow: 'any', signIn: true, default: 'handover' },
        servers: this.servers
      };
      return json(reply);
    }
    if (path === '/connections/sign-in') {
      return this._signIn(JSON.parse(text) as SignInRequest);
    }
    if (path === '/connections/sign-out') {
      const { server: id } = JSON.parse(text) as { server: string };
      const found = this.servers.find(server => server.id === id);
      const ended = found?.state === 'connected' && id !== 'handover';
      if (found && ended) {
        found.state = 'sign_in_needed';
      }
      return json({ ended });
    }
    const id = /^\/connections\/([^;/]+)/.exec(path)?.[1] ?? 'handover';
    const found = this.servers.find(server => server.id === id);
    return found
      ? json({ ...connected().reply, state: found.state, message: 'So.' })
      : refused('connection_unknown', 404);
  }

  private _signIn(request: SignInRequest): RequestListener {
    const { server, username, database, password } = request;
    const id = typeof server === 'string' ? server : server.id;
    if (password === undefined && !this.automatic.has(id)) {
      return refused('sign_in_needed', 409);
    }
    if (password !== undefined && password !== PASSWORD) {
      return refused('sign_in_refused', 403);
    }
    const status = serverStatus(id, {
      ...{ username, database, state: 'connected' },
      ...(typeof server !== 'string' && { origin: 'user' })
    });
    const at = this.servers.findIndex(known => known.id === id);
    this.servers.splice(at < 0 ? this.servers.length : at, 1, status);
    return json(status);
  }
}

const refused = (code: string, status: number): RequestListener =>
  json({ code, message: `It is ${code}.`, requestId: 'r' }, status);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  return text;
}

async function setUp(options: {
  servers?: ServerStatus[];
  user?: Record<string, unknown>;
}) {
  const sidecar = new FakeSidecar(options.servers ?? []);
  const server = await startAnsweringServer(sidecar.answer);
  const file = new FakeSettings(options.user);
  const connections = new ConnectionRegistry({
    sidecar: server.sidecar,
    settings: new ConnectionSettings(file),
    trans,
    window: new EventTarget() as never,
    document: Object.assign(new EventTarget(), {
      visibilityState: 'visible' as const
    })
  });
  onTestFinished(() => connections.dispose());
  await connections.ready();
  return { sidecar, server, file, connections };
}

const handover = () => serverStatus('handover');

test('servers are handed over, listed, and the user’s own, in this order', async () => {
  const { connections } = await setUp({
    servers: [handover(), serverStatus('warehouse')],
    user: {
      servers: [
        { id: 'mine', host: 'mine.example.com' },
        { id: 'warehouse', host: 'evil.example.com', username: 'ada' }
      ]
    }
  });
  expect(
    connections.servers.map(({ id, origin, username, connection }) => [
      ...[id, origin, username, connection.host]
    ])
  ).toEqual([
    ['handover', 'handover', '', 'handover.example.com'],
    // The address of a listed server is not the user's to change.
    ['warehouse', 'admin', 'ada', 'warehouse.example.com'],
    ['mine', 'user', '', 'mine.example.com']
  ]);
});

test('a sign-in sends the password once and remembers all else', async () => {
  const { connections, sidecar, file } = await setUp({ servers: [handover()] });
  const before = connections.get('new.example.com');
  expect((await before.refresh()).state).toBe('connection_unknown');

  const connection = await connections.signIn(
    {
      ...{ label: '', protocol: 'https', host: 'new.example.com', port: '443' }
    },
    { username: 'ada', database: 'flights', password: PASSWORD }
  );

  expect(connection.key).toBe('new.example.com');
  expect(before.status?.state).toBe('connected');
  const withPassword = sidecar.bodies.filter(body => body.includes(PASSWORD));
  expect(withPassword).toHaveLength(1);
  expect(file.user['servers']).toEqual([
    {
      ...{ id: 'new.example.com', username: 'ada', database: 'flights' },
      ...{ protocol: 'https', host: 'new.example.com', port: '443' }
    }
  ]);
  expect(JSON.stringify(file.user)).not.toContain(PASSWORD);
});

test('a refusal is the database’s own, and changes nothing', async () => {
  const { connections, file } = await setUp({
    servers: [serverStatus('warehouse')]
  });
  await expect(
    connections.signIn('warehouse', {
      ...{ username: 'ada', database: '', password: 'wrong' }
    })
  ).rejects.toMatchObject({
    code: 'sign_in_refused',
    message: 'It is sign_in_refused.'
  });
  expect(file.user).toEqual({});
});

test('a server of the settings that the sidecar has forgotten is made known, without a password', async () => {
  const { connections, sidecar } = await setUp({
    user: {
      servers: [
        { id: 'mine', host: 'mine', username: 'ada', password: 'in clear' }
      ]
    }
  });
  const connection = connections.get('mine');
  expect((await connection.refresh()).state).toBe('sign_in_needed');
  sidecar.automatic.add('mine');
  const asked = sidecar.bodies.length;
  const states = await Promise.all(
    [connection, connections.get('mine;other')].map(one => one.refresh())
  );
  expect(states.map(({ state }) => state)).toEqual(['connected', 'connected']);
  expect(
    sidecar.bodies.slice(asked).filter(body => body.includes('username'))
  ).toHaveLength(1);
  expect(sidecar.bodies.join()).not.toContain('in clear');
});

test('signing out tells whether something of ours has ended, and every database of it knows', async () => {
  const { connections } = await setUp({
    servers: [handover(), serverStatus('warehouse', { state: 'connected' })]
  });
  const both = ['warehouse', 'warehouse;other'].map(key =>
    connections.get(key)
  );
  await Promise.all(both.map(connection => connection.refresh()));
  expect(await connections.signOut('warehouse')).toEqual({ ended: true });
  expect(both.map(({ status }) => status?.state)).toEqual([
    'sign_in_needed',
    'sign_in_needed'
  ]);
  expect(await connections.signOut('handover')).toEqual({ ended: false });
  expect((await connections.handover.refresh()).state).toBe('connected');
});

test('a server of the user’s own that is removed is signed out and listed no more', async () => {
  const { connections, file, sidecar } = await setUp({});
  const { server } = await connections.signIn(
    { label: 'Mine', protocol: 'https', host: 'a.example.com', port: '443' },
    { username: 'ada', database: '', password: PASSWORD }
  );
  expect(connections.servers.map(({ id }) => id)).toEqual([server]);
  await connections.removeServer(server);
  expect(connections.servers).toEqual([]);
  expect(file.user['servers']).toEqual([]);
  expect(sidecar.servers).toMatchObject([{ state: 'sign_in_needed' }]);
});

test('a connection has the label of its server, and the database of its key', async () => {
  const { connections } = await setUp({
    servers: [handover(), serverStatus('w', { label: 'Warehouse' })]
  });
  const { label, database, server } = connections.get('w;a;b');
  expect([label, database, server]).toEqual(['Warehouse · a;b', 'a;b', 'w']);
  expect(connections.get().label).toBe('Handed over by Immerse');
});

test('the user’s switch is sent with each query of a server', async () => {
  const { connections, sidecar } = await setUp({ servers: [handover()] });
  const run = async (): Promise<unknown> => {
    await connections.handover.client
      .query(new SqlStatement('SELECT 1', null), {
        rowLimit: 1,
        signal: new AbortController().signal
      })
      .catch(() => undefined);
    return JSON.parse(
      sidecar.bodies.filter(body => body.includes('SELECT 1')).at(-1) ?? ''
    );
  };
  expect(await run()).not.toHaveProperty('readOnly');
  await connections.setReadOnly('handover', true);
  expect(connections.handover.isReadOnly).toBe(true);
  expect(await run()).toMatchObject({ readOnly: true });
});
