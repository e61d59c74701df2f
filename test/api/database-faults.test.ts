/** Whatever listens where the database should: a defined answer, in time, and never a 500. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { startQuery } from '../helpers/rows';
import { startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { limitMs } from '../helpers/scale';

const CANARY = 'CanarySession0123456789abcdefABCD';

let sidecar: ISidecar | undefined;
const servers: net.Server[] = [];
const sockets = new Set<net.Socket>();
afterEach(async () => {
  await sidecar?.stop();
  sockets.forEach(socket => socket.destroy());
  servers.splice(0).forEach(server => server.close());
});

async function listen(server: net.Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server that answers every HTTP request so. */
const web = (answer: http.RequestListener): Promise<number> =>
  listen(
    http.createServer((request, response) => {
      request.resume().on('end', () => answer(request, response));
    })
  );

/** A server that writes these bytes as soon as it was spoken to. */
const raw = (bytes: Buffer | string, end = true): Promise<number> =>
  listen(
    net.createServer(socket => {
      socket.once('data', () => {
        socket.write(bytes);
        if (end) {
          socket.end();
        }
      });
    })
  );

async function connectTo(
  protocol: string,
  port: number,
  host = '127.0.0.1'
): Promise<StatusReply> {
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(CANARY) },
    env: {
      OMNISCI_PROTOCOL: protocol,
      OMNISCI_HOST: host,
      OMNISCI_PORT: String(port)
    }
  });
  const status = await sidecar.get('/status');
  expect(status.status).toBe(200);
  return status.json();
}

async function expectFault(
  status: StatusReply,
  code: string,
  http: number
): Promise<void> {
  expect(status.state).toBe(code);
  const query = await startQuery(sidecar!, { sql: 'SELECT 1' });
  expect(query.status).toBe(http);
  expect(query.json()).toMatchObject({ code });
  expect(`${query.text}${sidecar!.log()}`.includes(CANARY)).toBe(false);
}

const closedPort = async (): Promise<number> => {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise(resolve => server.close(resolve));
  return port;
};

test.each(['http', 'https', 'binary'])(
  'nothing listens, over %s: unreachable, naming host and port',
  async protocol => {
    const port = await closedPort();
    const status = await connectTo(protocol, port);
    expect(status.message).toContain(`127.0.0.1:${port}`);
    await expectFault(status, 'database_unreachable', 503);
  }
);

test('no such host: unreachable', async () => {
  const status = await connectTo('http', 6274, 'no-such-host.invalid');
  expect(status.message).toContain('no-such-host.invalid:6274');
  await expectFault(status, 'database_unreachable', 503);
});

const LENGTHY = { 'Content-Length': '1000' };
const webs: [string, http.RequestListener][] = [
  ['an HTML page', (_, response) => response.end('<html>Welcome</html>')],
  ['an empty answer', (_, response) => response.end()],
  ['a server error', (_, response) => response.writeHead(500).end('oops')],
  [
    'a redirect',
    (_, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()
  ],
  [
    'a compressed answer',
    (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('x')
  ],
  [
    'an answer shorter than announced',
    (_, response) =>
      response.writeHead(200, LENGTHY).write('[1,', () => response.destroy())
  ],
  ['a hang-up', request => request.socket.destroy()],
  ['JSON that is not Thrift', (_, response) => response.end('{"session": 1}')],
  [
    'an answer to another call',
    (_, response) => response.end('[1,"get_version",2,999,{"0":{"str":"9"}}]')
  ],
  [
    'another method',
    (_, response) => response.end('[1,"get_tables",2,1,{"0":{"str":"9"}}]')
  ],
  [
    'a list longer than its items',
    (_, response) =>
      response.end('[1,"get_version",2,1,{"0":{"lst":["str",2000000000]}}]')
  ],
  [
    'deep nesting',
    (_, response) =>
      response.end(`[1,"get_version",2,1,${'['.repeat(1e5)}${']'.repeat(1e5)}]`)
  ]
];

test.each(webs)('%s: a bad answer', async (_name, answer) => {
  const status = await connectTo('http', await web(answer));
  expect(status.message).not.toMatch(/html|oops|Welcome/);
  await expectFault(status, 'bad_upstream_answer', 502);
});

const raws: [string, string, Buffer | string][] = [
  ['garbage over HTTP', 'http', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['garbage over TCP', 'binary', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['a hang-up over TCP', 'binary', ''],
  ['HTTP over TCP', 'binary', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['a truncated message over TCP', 'binary', Buffer.from('80010002', 'hex')],
  [
    'a negative size over TCP',
    'binary',
    Buffer.from('80010002ffffffff', 'hex')
  ],
  [
    'an enormous size over TCP',
    'binary',
    Buffer.from('800100027fffffff', 'hex')
  ],
  ['plain text where TLS should be', 'https', 'HTTP/1.1 200 OK\r\n\r\n']
];

test.each(raws)('%s: a bad answer', async (_name, protocol, bytes) => {
  const status = await connectTo(protocol, await raw(bytes));
  await expectFault(status, 'bad_upstream_answer', 502);
});

test('silence: a timeout, within its time', async () => {
  const port = await listen(net.createServer(() => undefined));
  const started = performance.now();
  const status = await connectTo('binary', port);
  expect(performance.now() - started).toBeLessThan(limitMs(15_000));
  expect(status.state).toBe('database_timeout');
  expect(status.message).toContain(`127.0.0.1:${port}`);
});

test('a caller that goes away takes its query along', async () => {
  const silent = net.createServer();
  const port = await listen(silent);
  const connected = new Promise<net.Socket>(resolve =>
    silent.once('connection', resolve)
  );
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(CANARY) },
    env: {
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port)
    }
  });
  // Without a clone to wait for, which other callers may need too.
  void connected.then(socket => {
    const refusal = Buffer.from(
      '80010003' +
        '0000000d' +
        Buffer.from('clone_session').toString('hex') +
        '00000001' +
        '0b0001' +
        '00000014' +
        Buffer.from('Invalid method name:').toString('hex') +
        '080002' +
        '00000001' +
        '00',
      'hex'
    );
    socket.once('data', () => socket.end(refusal));
    silent.once('connection', query => {
      query.resume();
      query.once('data', () => caller.destroy());
      query.once('close', () => closed());
    });
  });
  let closed = (): void => undefined;
  const isClosed = new Promise<void>(resolve => {
    closed = resolve;
  });
  const caller = http.request({
    socketPath: sidecar.socketPath,
    method: 'POST',
    path: '/queries',
    headers: { 'Content-Type': 'application/json' }
  });
  caller.on('error', () => undefined);
  caller.end(
    JSON.stringify({ id: randomUUID(), sql: 'SELECT 1', rowLimit: 1 })
  );
  await isClosed;
});

test('heals when the database comes back, also as another server', async () => {
  const page = http.createServer((_, response) => response.end('starting'));
  const port = await listen(page);
  expect((await connectTo('http', port)).state).toBe('bad_upstream_answer');
  page.closeAllConnections();
  await new Promise(resolve => page.close(resolve));
  expect((await sidecar!.get('/status')).json().state).toBe(
    'database_unreachable'
  );
  const sandbox = await startSandbox({
    args: ['--empty', `--http-port=${port}`]
  });
  try {
    // The session is not one of this server: that it says so shows that it is spoken to.
    expect((await sidecar!.get('/status')).json().state).toBe(
      'session_expired'
    );
  } finally {
    await sandbox.stop();
  }
});

test('an idle connection that the server closed costs no error', async () => {
  const sandbox = await startSandbox({ args: ['--empty'] });
  try {
    const file = await sessionFile(await sandbox.logIn());
    // Closes each connection after one answer without saying so.
    const port = await listen(
      net.createServer(client => {
        const database = net.connect(sandbox.httpPort, '127.0.0.1');
        database.on('error', () => client.destroy());
        client.on('error', () => database.destroy());
        client.pipe(database);
        database.on('data', chunk => {
          client.write(chunk, () => setImmediate(() => client.destroy()));
        });
      })
    );
    sidecar = await startSidecar({
      config: { sessionFile: file },
      env: {
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(port)
      }
    });
    for (let turn = 0; turn < 10; turn++) {
      const reply = await startQuery(sidecar, { sql: 'SELECT 1' });
      expect(reply.status).toBe(200);
    }
  } finally {
    await sandbox.stop();
  }
});
