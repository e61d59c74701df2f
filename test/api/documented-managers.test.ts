/** The examples of docs/session-managers.md, copied out of it and run as a reader would. */
import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply } from '../../server/protocol';
import { ROOT } from '../helpers/root';
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
    await sidecar!.stop();
    vault.close();
    const { message } = await (await runExample('vault_session.ts', env))();
    expect(message).toContain('fetch failed: connect ECONNREFUSED');
  } finally {
    vault.close();
  }
});

/** The types as `npm install` of the documented folder links them; returns the compiler's output. */
async function compile(change: (code: string) => string): Promise<string> {
  const folder = await privateFolder('omnisci-types-');
  await mkdir(join(folder, 'node_modules'));
  const packages = {
    'jupyterlab-omnisci': 'jupyterlab_omnisci/sidecar/types',
    '@types': 'node_modules/@types'
  };
  for (const [name, target] of Object.entries(packages)) {
    await symlink(join(ROOT, target), join(folder, 'node_modules', name));
  }
  const files = ['company_session.js', 'vault_session.ts'];
  for (const file of files) {
    const [, , code = ''] = examples.find(([, name]) => name === file)!;
    await writeFile(join(folder, file), change(code));
  }
  const options = /npx tsc (--noEmit.*--allowJs) company_session/.exec(
    page
  )![1]!;
  try {
    return execFileSync(
      join(ROOT, 'node_modules/.bin/tsc'),
      [...options.split(' '), ...files],
      { cwd: folder, encoding: 'utf8' }
    );
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('the types of the wheel fit the examples, and find a wrong answer in each', async () => {
  expect(await compile(code => code)).toBe('');
  const wrong = await compile(code =>
    code.replace(/session: (token|this\.lease\.session)/, 'session: 5')
  );
  expect(wrong).toMatch(/^company_session\.js.*error/m);
  expect(wrong).toMatch(/^vault_session\.ts.*error/m);
});
