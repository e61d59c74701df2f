/** The examples of docs/session-managers.md, copied out of it and run as a reader would. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply } from '../../server/protocol';
import {
  type ISidecar,
  privateFolder,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';

const page = readFileSync(
  new URL('../../docs/session-managers.md', import.meta.url),
  'utf8'
);
const examples = [...page.matchAll(/^```\w+ file=(\S+)\n([^]*?)^```$/gm)];

let sidecar: ISidecar | undefined;
afterEach(() => sidecar?.stop());

async function runExample(
  file: string,
  env: Record<string, string>
): Promise<() => Promise<SessionReply>> {
  const [, , code] = examples.find(([, name]) => name === file)!;
  const configured = new RegExp(
    `session_manager = "(${file.replace(/\.\w+$/, '')}\\.\\w+)"`
  );
  const folder = await privateFolder('omnisci-config-');
  await writeFile(join(folder, file), code!);
  sidecar = await startSidecar({
    config: {
      sessionManager: configured.exec(page)![1],
      configDirs: [folder]
    },
    env: {
      OMNISCI_PROTOCOL: 'https',
      OMNISCI_HOST: 'db',
      OMNISCI_PORT: '6273',
      ...env
    }
  });
  return async () => (await sidecar!.get('/session')).json();
}

test('there is one of Python, one of JavaScript and one of TypeScript', () => {
  expect(examples.map(([, name]) => name)).toEqual([
    'your_new_module.py',
    'company_session.js',
    'vault_session.ts'
  ]);
});

test('the JavaScript example works as it stands', async () => {
  const login = await sessionFile(
    '{"token": "PortalToken0123", "database": "db.example"}'
  );
  const read = await runExample('company_session.js', { PORTAL_LOGIN: login });
  expect(await read()).toMatchObject({
    session: 'PortalToken0123',
    connection: { protocol: 'binary', host: 'db.example', port: '6274' },
    query: 'SELECT * FROM flights LIMIT 100'
  });
});

test('the TypeScript example works as it stands', async () => {
  let asked = 0;
  const vault = http.createServer((_request, response) => {
    asked++;
    if (asked > 1) {
      response.writeHead(403).end();
      return;
    }
    response.end(
      JSON.stringify({
        session: 'VaultSession0123',
        expires: Date.now() + 60_000
      })
    );
  });
  await new Promise<void>(resolve => vault.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = vault.address() as AddressInfo;
    const env = { VAULT_URL: `http://127.0.0.1:${port}` };
    const read = await runExample('vault_session.ts', env);
    expect(await read()).toMatchObject({
      session: 'VaultSession0123',
      connection: { protocol: 'https', host: 'db', port: '6273' }
    });
    await read();
    expect(asked).toBe(1);
    await sidecar!.stop();
    const refused = await (await runExample('vault_session.ts', env))();
    expect(refused.state).toBe('session_manager_failed');
    expect(refused.message).toContain(
      'The vault answered 403. Is your ticket still valid?'
    );
  } finally {
    vault.close();
  }
});
