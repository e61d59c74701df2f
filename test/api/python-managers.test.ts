/** Session managers in Python, called by a real Jupyter server for a real sidecar. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply, StatusReply } from '../../server/protocol';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { until } from '../helpers/until';

const page = readFileSync(
  new URL('../../docs/session-managers.md', import.meta.url),
  'utf8'
);
const ID = 'CanarySession0123456789abcdefABCD';

let jupyter: Jupyter | undefined;
afterEach(async () => {
  await jupyter?.stop();
  jupyter = undefined;
});

async function start(
  modules: Record<string, string>,
  config: (folders: JupyterFolders) => Record<string, Record<string, unknown>>
): Promise<void> {
  const folders = new JupyterFolders();
  for (const [name, code] of Object.entries(modules)) {
    writeFileSync(join(folders.config, name), code);
  }
  jupyter = await Jupyter.start(folders, {
    module: 'jupyter_server',
    config: config(folders),
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: '1'
    }
  });
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(new URL(`omnisci/${path}`, jupyter!.url), {
    headers: { Authorization: `token ${jupyter!.token}` }
  });
  return (await response.json()) as T;
}

/** The ID itself never becomes part of a failure's message. */
const read = async () => {
  const { session, ...reply } = await get<SessionReply>('session');
  return { ...reply, isCanary: session === ID };
};

test('the example of the page works as it stands, with a setting of its own', async () => {
  const [, code = ''] =
    /^```python file=your_new_module\.py\n([^]*?)^```$/m.exec(page)!;
  const [, name] = /session_manager = "(your_new_module\.\w+)"/.exec(page)!;
  await start({ 'your_new_module.py': code }, ({ top }) => {
    const login = { token: ID, database: 'db.example', until: 4_000_000_000 };
    writeFileSync(join(top, 'login.json'), JSON.stringify(login));
    return {
      OmniSciConfig: { session_manager: name },
      YourImplementation: { login_file: join(top, 'login.json') }
    };
  });
  expect(await read()).toMatchObject({
    isCanary: true,
    connection: { protocol: 'binary', host: 'db.example', port: '6274' },
    query: 'SELECT * FROM flights LIMIT 100'
  });
  const status = await get<StatusReply>('status');
  expect(status).toMatchObject({
    source: { kind: 'manager', name },
    expiresAt: 4_000_000_000_000
  });
});

test('the settings of its own count in jupyter_notebook_config.py, too, as in 2020', async () => {
  const module = `
from traitlets import Unicode
from traitlets.config import Configurable
class OmniSciVault(Configurable):
    shelf = Unicode().tag(config=True)
    book = Unicode().tag(config=True)
    def get_session(self):
        return {"session": "${ID}", "query": f"{self.shelf} {self.book}"}
`;
  const notebookConfig = `
c.OmniSciConfig.session_manager = "vault.OmniSciVault"
c.OmniSciVault.shelf = "SELECT"
c.OmniSciVault.book = "0"
`;
  await start(
    { 'vault.py': module, 'jupyter_notebook_config.py': notebookConfig },
    () => ({ OmniSciVault: { book: '1' } })
  );
  expect(await read()).toMatchObject({ isCanary: true, query: 'SELECT 1' });
  expect(jupyter!.log).not.toContain('is not known');
});

/** Does what a file says, which the test rewrites. */
const SCRIPTED = `
import os, pathlib
class Scripted:
    def __init__(self):
        print("one more was made")
    async def get_session(self):
        behaviour = pathlib.Path(os.environ["HOME"], "behaviour").read_text()
        return eval(behaviour, {"session": "${ID}", "fail": fail})
def fail(text):
    raise ValueError(text)
`;

test('one object is called again and again, and what it does wrong is told', async () => {
  await start({ 'scripted.py': SCRIPTED }, () => ({
    OmniSciConfig: { session_manager: 'scripted.Scripted' }
  }));
  const behave = (text: string): void =>
    writeFileSync(join(jupyter!.folders.home, 'behaviour'), text);
  const told = async (): Promise<string> => {
    const { state, message } = await read();
    return `${state}: ${message}`;
  };

  behave('{"session": session, "environment": {"host": "H"}}');
  expect((await read()).isCanary).toBe(true);
  behave('fail("Your ticket is too old")');
  expect(await told()).toBe(
    'session_manager_failed: The session manager "scripted.Scripted" failed: Your ticket is too old.'
  );
  behave('{}["token"]');
  expect(await told()).toContain("failed: KeyError: 'token'.");
  behave('fail("no " + session)');
  expect((await told()).includes(ID)).toBe(false);
  behave('["a", "list"]');
  expect(await told()).toMatch(
    /^session_manager_invalid: .*not an object \(in Python a dict\)/
  );
  behave('{"session": session, "expires": "2026-11-29T18:00:00"}');
  expect(await told()).toMatch(
    /^session_manager_invalid: .*"expires".*time zone/
  );
  behave('{"session": session, "expires": float("nan")}');
  expect(await told()).toMatch(/^session_manager_invalid: .*"expires"/);
  behave('{"session": b"bytes"}');
  expect(await told()).toMatch(/^session_manager_invalid: .*"session"/);
  behave('{}');
  expect(await told()).toMatch(/^session_missing: /);
  behave('{"session": session}');
  expect((await read()).isCanary).toBe(true);
  expect(jupyter!.log.match(/one more was made/g)).toHaveLength(1);
});

test('a sidecar that is killed is followed by one that asks the same class', async () => {
  await start({ 'scripted.py': SCRIPTED }, () => ({
    OmniSciConfig: { session_manager: 'scripted.Scripted' }
  }));
  writeFileSync(
    join(jupyter!.folders.home, 'behaviour'),
    '{"session": session}'
  );
  await read();
  const pids = (): number[] =>
    [...jupyter!.log.matchAll(/sidecar, process (\d+)/g)].map(([, pid]) =>
      Number(pid)
    );
  process.kill(pids()[0]!, 'SIGKILL');
  await until(async () => {
    const reply = await read().catch(() => null);
    return reply?.isCanary && pids().length === 2;
  }, 'another sidecar answers');
});

test.each([
  ['no_such_module.Manager', 'Nor is there a Python module'],
  ['scripted.Missing', "has no 'Missing'"],
  ['scripted.fail', 'has no method get_session']
])('for %s it is said where it was looked for', async (name, message) => {
  await start({ 'scripted.py': SCRIPTED }, () => ({
    OmniSciConfig: { session_manager: name }
  }));
  const reply = await read();
  expect(reply.state).toBe('session_manager_not_found');
  expect(reply.message).toContain(message);
});

test('what a module lacks is not told as a module that is missing', async () => {
  await start({ 'lacking.py': 'import no_such_package\n' }, () => ({
    OmniSciConfig: { session_manager: 'lacking.Manager' }
  }));
  const reply = await read();
  expect(reply.state).toBe('session_manager_failed');
  expect(reply.message).toContain("No module named 'no_such_package'");
});

test('a JavaScript module of the same name comes first', async () => {
  await start(
    {
      'scripted.py': SCRIPTED,
      'scripted.js': `exports.Scripted = { getSession: () => ({ query: 'SELECT 1' }) };`
    },
    () => ({ OmniSciConfig: { session_manager: 'scripted.Scripted' } })
  );
  expect(await read()).toMatchObject({ query: 'SELECT 1' });
});
