/** Session managers as an outsider would write them, each in its own folder, under `managers/`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply, StatusReply } from '../../server/protocol';
import { startQuery } from '../helpers/rows';
import { type ISidecar, privateFolder, startSidecar } from '../helpers/sidecar';

const MANAGERS = fileURLToPath(new URL('managers', import.meta.url));
const CANARY = 'CanarySession0123456789abcdefABCD';

let sidecar: ISidecar | undefined;
afterEach(() => sidecar?.stop());

type Start = {
  cwd?: string;
  configDirs?: string[];
  env?: Record<string, string>;
};

async function start(name: string, { cwd, configDirs, env }: Start = {}) {
  sidecar = await startSidecar({
    config: { sessionManager: name, configDirs, sessionFile: '/a/file' },
    cwd: cwd ?? join(MANAGERS, 'misbehaving'),
    env: {
      COMPANY_SESSION: CANARY,
      OMNISCI_PROTOCOL: 'binary',
      OMNISCI_HOST: 'from-env',
      OMNISCI_PORT: '6274',
      ...env
    }
  });
  return async () => (await sidecar!.get('/session')).json<SessionReply>();
}

test('a JavaScript class is constructed once and asked at every request', async () => {
  const read = await start('your_new_module.YourImplementation', {
    cwd: join(MANAGERS, 'javascript')
  });
  const first = await read();
  expect(first.session === CANARY).toBe(true);
  expect(first.connection).toEqual({
    protocol: 'http',
    host: 'db.example',
    port: '6278'
  });
  expect(first.query).toBe('SELECT 1 -- OMNISCI_HOST /a/file');
  expect((await read()).query).toContain('SELECT 2');
  expect(sidecar!.log()).toContain('session manager: the process stdout');
  const status = (await sidecar!.get('/status')).json<StatusReply>();
  expect(status.source).toEqual({
    kind: 'manager',
    name: 'your_new_module.YourImplementation'
  });
});

const found: [string, string, Start, string][] = [
  [
    'an ES module by its path',
    './sessions.mjs',
    { cwd: join(MANAGERS, 'modules') },
    'EsModuleSession0123'
  ],
  [
    'a named default export',
    'sessions.default',
    { cwd: join(MANAGERS, 'modules') },
    'EsModuleSession0123'
  ],
  [
    'an ES module in a .js file',
    'bare.Bare',
    { cwd: join(MANAGERS, 'modules') },
    'BareModuleSession01'
  ],
  [
    'TypeScript that imports TypeScript',
    'company_sessions.CompanySessions',
    { cwd: join(MANAGERS, 'typescript') },
    'TypeScriptSession01'
  ],
  [
    'a module named with its extension',
    'company_sessions.ts.CompanySessions',
    { cwd: join(MANAGERS, 'typescript') },
    'TypeScriptSession01'
  ],
  [
    'an absolute path',
    `${MANAGERS}/typescript/company_sessions.CompanySessions`,
    {},
    'TypeScriptSession01'
  ],
  [
    "a module in Jupyter's configuration folder",
    'sessions.default',
    { configDirs: ['/nowhere', join(MANAGERS, 'modules')] },
    'EsModuleSession0123'
  ],
  [
    'a module on NODE_PATH',
    'sessions.default',
    { env: { NODE_PATH: join(MANAGERS, 'modules') } },
    'EsModuleSession0123'
  ],
  [
    'a dotted path',
    'managers.modules.sessions.default',
    { cwd: join(MANAGERS, '..') },
    'EsModuleSession0123'
  ],
  [
    'an installed package',
    'company-sessions.Sessions',
    { cwd: join(MANAGERS, 'packaged') },
    'PackagedSession0123'
  ]
];

test.each(found)('finds %s', async (_name, name, options, session) => {
  const reply = await (await start(name, options))();
  expect(reply.message).toBeUndefined();
  expect(reply.session).toBe(session);
});

test('takes the connection from the environment where the manager tells none', async () => {
  const read = await start('sessions.default', {
    cwd: join(MANAGERS, 'modules')
  });
  expect((await read()).connection).toEqual({
    protocol: 'binary',
    host: 'from-env',
    port: '6274'
  });
});

test('a manager may have no session at present', async () => {
  const read = await start('sessions.LoggedOut', {
    cwd: join(MANAGERS, 'modules')
  });
  expect(await read()).toMatchObject({ session: '', state: 'session_missing' });
});

const faults: [string, string, string][] = [
  ['misbehaving.Throws', 'session_manager_failed', 'the vault refused'],
  ['misbehaving.ThrowsText', 'session_manager_failed', 'no vault today'],
  [
    'misbehaving.ThrowsLater',
    'session_manager_failed',
    'uncaught in a manager'
  ],
  ['misbehaving.Exits', 'session_manager_failed', 'ended its thread'],
  ['misbehaving.FailsToConstruct', 'session_manager_failed', 'not on a Monday'],
  ['broken.Anything', 'session_manager_failed', 'broken at load'],
  [
    'needs_more.Anything',
    'session_manager_failed',
    'a-package-that-nobody-installed'
  ],
  ['misbehaving.Nothing', 'session_manager_invalid', 'not an object'],
  ['misbehaving.Text', 'session_manager_invalid', 'not an object'],
  ['misbehaving.NoId', 'session_manager_invalid', '"session"'],
  ['misbehaving.NumberAsSession', 'session_manager_invalid', '"session"'],
  ['misbehaving.FunctionAsQuery', 'session_manager_invalid', '"query"'],
  ['misbehaving.WrongPort', 'session_manager_invalid', 'port'],
  ['misbehaving.NoMethod', 'session_manager_invalid', 'getSession'],
  ['misbehaving.Arrow', 'session_manager_invalid', 'getSession'],
  ['misbehaving.Absent', 'session_manager_not_found', '"Absent"'],
  [
    'nowhere.Manager',
    'session_manager_not_found',
    join(MANAGERS, 'misbehaving')
  ],
  ['misbehaving.Hangs', 'session_manager_timeout', '5 seconds'],
  ['misbehaving.LoopsForever', 'session_manager_timeout', '5 seconds']
];

test.concurrent.each(faults)(
  'answers for %s with %s',
  async (name, code, says) => {
    const mine = await startSidecar({
      config: { sessionManager: name },
      cwd: join(MANAGERS, 'misbehaving'),
      env: {
        COMPANY_SESSION: CANARY,
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: 'h',
        OMNISCI_PORT: '1'
      }
    });
    try {
      const reply = await mine.get('/status');
      expect(reply.status).toBe(200);
      expect(reply.json()).toMatchObject({ state: code });
      expect(reply.json().message).toContain(says);
      // The sidecar lives on and answers.
      expect((await mine.get('/')).status).toBe(200);
      const query = await startQuery(mine, { sql: 'SELECT 1' });
      expect(query.json().code).toBe(code);
      expect(reply.text.includes(CANARY)).toBe(false);
      expect(mine.log().includes(CANARY)).toBe(false);
    } finally {
      await mine.stop();
    }
  }
);

test('starts a manager again that ended its thread', async () => {
  const mark = join(await privateFolder('omnisci-mark-'), 'mark');
  const read = await start('misbehaving.ExitsOnce', { env: { MARK: mark } });
  expect((await read()).state).toBe('session_manager_failed');
  expect((await read()).session === CANARY).toBe(true);
});

test('survives a manager that takes all memory', async () => {
  const read = await start('misbehaving.TakesAllMemory');
  const reply = await read();
  expect(reply.state).toMatch(/^session_manager_(failed|timeout)$/);
  expect((await sidecar!.get('/')).status).toBe(200);
});
