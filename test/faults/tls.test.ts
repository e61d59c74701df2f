/** A certificate is trusted where the admin says so, and by no other way. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { type Certificate, makeCertificate } from '../helpers/certificate';
import { driverCell } from '../helpers/driver-cell';
import { testPython } from '../helpers/python';
import { fetchRows, startQuery } from '../helpers/rows';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  privateFolder,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { limitMs } from '../helpers/scale';

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ args: ['--empty'] });
});
afterAll(() => sandbox?.stop());

let sidecar: ISidecar | undefined;
let server: net.Server | undefined;
afterEach(async () => {
  await sidecar?.stop();
  server?.close();
});

/** The sandbox behind TLS. */
const terminate = (certificate: Certificate): Promise<number> =>
  listen(
    tls.createServer(
      {
        cert: certificate.pem,
        key: certificate.key.export({ type: 'pkcs8', format: 'pem' })
      },
      client => {
        const database = net.connect(sandbox.httpPort, '127.0.0.1');
        client.pipe(database).pipe(client);
        client.on('error', () => database.destroy());
        database.on('error', () => client.destroy());
      }
    )
  );

async function listen(made: net.Server): Promise<number> {
  server = made;
  made.on('tlsClientError', () => undefined);
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

async function connect(
  port: number,
  env: Record<string, string> = {}
): Promise<StatusReply> {
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await sandbox.logIn()),
      connectTimeout: 2
    },
    env: {
      OMNISCI_PROTOCOL: 'https',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port),
      ...env
    }
  });
  return (await sidecar.get('/status')).json();
}

const fileOf = async ({ pem }: Certificate): Promise<string> => {
  const path = join(await privateFolder('omnisci-ca-'), 'ca.pem');
  await writeFile(path, pem);
  return path;
};

async function expectRefused(status: StatusReply): Promise<void> {
  expect(status.state).toBe('database_unreachable');
  expect(status.message).toMatch(/certificate.*NODE_EXTRA_CA_CERTS/);
  const query = await startQuery(sidecar!, { sql: 'SELECT 1' });
  expect(query.status).toBe(503);
}

test('a self-signed certificate is refused, and the message says what to do', async () => {
  const own = makeCertificate({ address: '127.0.0.1' });
  await expectRefused(await connect(await terminate(own)));
});

test('NODE_TLS_REJECT_UNAUTHORIZED=0 does not change that', async () => {
  const own = makeCertificate({ address: '127.0.0.1' });
  const port = await terminate(own);
  await expectRefused(
    await connect(port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  );
});

test('one that the admin names is accepted', async () => {
  const own = makeCertificate({ address: '127.0.0.1' });
  const status = await connect(await terminate(own), {
    NODE_EXTRA_CA_CERTS: await fileOf(own)
  });
  expect(status.state).toBe('connected');
  const rows = await fetchRows(sidecar!, { sql: 'SELECT 1' });
  expect('summary' in rows && rows.summary.rows).toBe(1);
});

test('one whose authority the admin names is accepted', async () => {
  const authority = makeCertificate({ address: '10.0.0.1' });
  const signed = makeCertificate({
    address: '127.0.0.1',
    signedBy: authority
  });
  const status = await connect(await terminate(signed), {
    NODE_EXTRA_CA_CERTS: await fileOf(authority)
  });
  expect(status.state).toBe('connected');
});

describe('the notebook', () => {
  /** Runs the first cell; answers what it wrote, its failure too. */
  const runFirstCell = async (
    port: number,
    env: Record<string, string>
  ): Promise<string> => {
    const cell = driverCell(await sessionFile(await sandbox.logIn()));
    return promisify(execFile)(
      testPython(),
      ['-c', `${cell}\nprint("It is connected.")`],
      {
        env: {
          ...process.env,
          OMNISCI_PROTOCOL: 'https',
          OMNISCI_HOST: '127.0.0.1',
          OMNISCI_PORT: String(port),
          ...env
        }
      }
    ).then(
      ({ stdout }) => stdout,
      ({ stderr }: { stderr: string }) => stderr
    );
  };

  test('accepts what SSL_CERT_FILE names, which the sidecar is told of, too', async () => {
    const own = makeCertificate({ address: '127.0.0.1' });
    const port = await terminate(own);
    const file = await fileOf(own);
    expect(await runFirstCell(port, { SSL_CERT_FILE: file })).toContain(
      'It is connected.'
    );
  });

  test('knows nothing of NODE_EXTRA_CA_CERTS', async () => {
    const own = makeCertificate({ address: '127.0.0.1' });
    const port = await terminate(own);
    expect(
      await runFirstCell(port, { NODE_EXTRA_CA_CERTS: await fileOf(own) })
    ).toContain('CERTIFICATE_VERIFY_FAILED');
  });
});

test.each([
  ['for another host', { address: '10.0.0.1' }],
  ['that has ended', { address: '127.0.0.1', days: -1 }]
])('one %s is refused, though it is trusted', async (_what, options) => {
  const own = makeCertificate(options);
  const port = await terminate(own);
  await expectRefused(
    await connect(port, { NODE_EXTRA_CA_CERTS: await fileOf(own) })
  );
});

test('a server that never finishes its greeting: within the time to connect', async () => {
  const port = await listen(net.createServer(socket => socket.resume()));
  const started = performance.now();
  const status = await connect(port);
  expect(status.state).toBe('database_timeout');
  expect(performance.now() - started).toBeLessThan(limitMs(12_000));
});

test('a web server without a certificate for anybody: no connection', async () => {
  const port = await listen(https.createServer());
  const { state } = await connect(port);
  expect(state).toMatch(/^(bad_upstream_answer|database_unreachable)$/);
});
