/** The sandbox with a certificate: who trusts it gets in by both ports, nobody else does. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { makeCertificate } from '../helpers/certificate';
import { testPython } from '../helpers/python';
import { ROOT } from '../helpers/root';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { sessionFile, startSidecar } from '../helpers/sidecar';

let folder: string;
let sandbox: ISandbox;
const certificate = makeCertificate({ address: '127.0.0.1' });
const stranger = makeCertificate({ address: '127.0.0.1' });
const pathOf = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-tls-'));
  const key = certificate.key.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(pathOf('cert.pem'), certificate.pem);
  await writeFile(pathOf('key.pem'), key, { mode: 0o600 });
  await writeFile(pathOf('stranger.pem'), stranger.pem);
  sandbox = await startSandbox({
    args: [
      '--empty',
      `--tls-cert=${pathOf('cert.pem')}`,
      `--tls-key=${pathOf('key.pem')}`
    ]
  });
});
afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true });
});

/** What Thrift answers to `connect`, by HTTPS. */
function logIn(): Promise<string> {
  const credentials = ['admin', 'HyperInteractive', 'heavyai'];
  const fields = Object.fromEntries(
    credentials.map((str, index) => [index + 1, { str }])
  );
  return new Promise((resolve, reject) => {
    https
      .request(
        {
          host: '127.0.0.1',
          port: sandbox.httpPort,
          method: 'POST',
          ca: certificate.pem,
          headers: { 'Content-Type': 'application/vnd.apache.thrift.json' }
        },
        response => {
          text(response).then(body => {
            const [, , , , answer] = JSON.parse(body) as [
              number,
              string,
              number,
              number,
              Record<string, { str: string }>
            ];
            resolve(answer[0]?.str ?? '');
          }, reject);
        }
      )
      .on('error', reject)
      .end(JSON.stringify([1, 'connect', 1, 0, fields]));
  });
}

/** The status of a sidecar that trusts the certificate in the file. */
async function statusOf(authority: string): Promise<StatusReply> {
  const sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile(await logIn()),
      connectTimeout: 5
    },
    env: {
      OMNISCI_PROTOCOL: 'https',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort),
      NODE_EXTRA_CA_CERTS: pathOf(authority)
    }
  });
  try {
    const response = await sidecar.get('/status');
    return await response.json();
  } finally {
    await sidecar.stop();
  }
}

const pyheavydb = (authority: string) =>
  promisify(execFile)(testPython(), [
    join(ROOT, 'test/api/python/read_with_heavydb.py'),
    JSON.stringify({
      user: 'admin',
      password: 'HyperInteractive',
      dbname: 'heavyai',
      host: '127.0.0.1',
      port: sandbox.binaryPort,
      protocol: 'binary',
      bin_cert_validate: true,
      bin_ca_certs: pathOf(authority),
      query: 'SELECT 1 AS one'
    })
  ]);

describe('by HTTPS', () => {
  test('the sidecar connects if it trusts the certificate', async () => {
    expect(await statusOf('cert.pem')).toMatchObject({ state: 'connected' });
  });

  test('the sidecar does not connect if it trusts another', async () => {
    expect(await statusOf('stranger.pem')).toMatchObject({
      state: 'database_unreachable'
    });
  });

  test('plain HTTP gets no answer', async () => {
    await expect(sandbox.logIn()).rejects.toThrow('fetch failed');
  });
});

describe('by the binary protocol', () => {
  test('pyheavydb reads if it trusts the certificate', async () => {
    const { stdout } = await pyheavydb('cert.pem');
    expect(JSON.parse(stdout)).toMatchObject({ columns: ['one'], rows: [[1]] });
  });

  test('pyheavydb does not connect if it trusts another', async () => {
    await expect(pyheavydb('stranger.pem')).rejects.toThrow(
      /CERTIFICATE_VERIFY_FAILED|Could not connect/
    );
  });
});
