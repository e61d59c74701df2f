/**
 * What an admin can get wrong in the environment, or write in an unusual way: told by the name of
 * the variable, at the request, and no connection is tried; what is right is understood.
 */
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import { startQuery } from '../helpers/rows';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { limitMs } from '../helpers/scale';

const SLACK_MS = limitMs(6000);

let sidecar: ISidecar | undefined;
let server: net.Server | undefined;
afterEach(async () => {
  await sidecar?.stop();
  server?.close();
});

const GOOD = {
  OMNISCI_PROTOCOL: 'http',
  OMNISCI_HOST: '127.0.0.1',
  OMNISCI_PORT: '6278'
};
type Env = Partial<Record<keyof typeof GOOD, string | undefined>>;

async function statusWith(env: Env): Promise<StatusReply> {
  const all = Object.entries({ ...GOOD, ...env });
  sidecar = await startSidecar({
    config: {
      sessionFile: await sessionFile('SessionOfTheEnvironment0123456789'),
      connectTimeout: 1
    },
    env: Object.fromEntries(
      all.filter((entry): entry is [string, string] => entry[1] !== undefined)
    )
  });
  return (await sidecar.get('/status')).json();
}

const WRONG: [what: string, env: Env, code: string][] = [
  ['no protocol', { OMNISCI_PROTOCOL: undefined }, 'environment_missing'],
  ['an empty protocol', { OMNISCI_PROTOCOL: '' }, 'environment_missing'],
  ['a protocol of blanks', { OMNISCI_PROTOCOL: ' \t ' }, 'environment_missing'],
  ['the protocol ftp', { OMNISCI_PROTOCOL: 'ftp' }, 'config_invalid'],
  ['a protocol with a colon', { OMNISCI_PROTOCOL: 'http:' }, 'config_invalid'],
  ['no host', { OMNISCI_HOST: undefined }, 'environment_missing'],
  ['an empty host', { OMNISCI_HOST: '' }, 'environment_missing'],
  ['a host of blanks', { OMNISCI_HOST: '   ' }, 'environment_missing'],
  ['a user in the host', { OMNISCI_HOST: 'ada@db' }, 'config_invalid'],
  ['a password in the host', { OMNISCI_HOST: 'ada:pw@db' }, 'config_invalid'],
  ['a path in the host', { OMNISCI_HOST: 'db/path' }, 'config_invalid'],
  ['a query in the host', { OMNISCI_HOST: 'db?x=1' }, 'config_invalid'],
  ['a port in the host', { OMNISCI_HOST: 'db:6278' }, 'config_invalid'],
  ['a line break in the host', { OMNISCI_HOST: 'a\nb' }, 'config_invalid'],
  ['half a bracket', { OMNISCI_HOST: '[::1' }, 'config_invalid'],
  ['no IPv6 in brackets', { OMNISCI_HOST: '[db]' }, 'config_invalid'],
  [
    "the address of a cloud's metadata",
    { OMNISCI_HOST: '169.254.169.254' },
    'config_invalid'
  ],
  [
    'the same as a number',
    { OMNISCI_HOST: 'http://2852039166/' },
    'config_invalid'
  ],
  [
    'an address of the link',
    { OMNISCI_HOST: '[fe80::1%lo]' },
    'config_invalid'
  ],
  ['too long a host', { OMNISCI_HOST: 'a'.repeat(300) }, 'config_invalid'],
  ['no port', { OMNISCI_PORT: undefined }, 'environment_missing'],
  ['an empty port', { OMNISCI_PORT: '' }, 'environment_missing'],
  ['a port of blanks', { OMNISCI_PORT: ' ' }, 'environment_missing'],
  ['port 0', { OMNISCI_PORT: '0' }, 'config_invalid'],
  ['port 65536', { OMNISCI_PORT: '65536' }, 'config_invalid'],
  ['port 6278x', { OMNISCI_PORT: '6278x' }, 'config_invalid'],
  ['a port below nothing', { OMNISCI_PORT: '-1' }, 'config_invalid'],
  ['a port with an exponent', { OMNISCI_PORT: '1e3' }, 'config_invalid'],
  ['a port in hexadecimal', { OMNISCI_PORT: '0x50' }, 'config_invalid']
];

test.concurrent.each(WRONG)('%s', async (_what, env, code) => {
  // Not the one that is stopped after each test: these run side by side.
  const all = { ...GOOD, ...env };
  const own = await startSidecar({
    config: {
      sessionFile: await sessionFile('SessionOfTheEnvironment0123456789')
    },
    env: Object.fromEntries(
      Object.entries(all).filter(
        (entry): entry is [string, string] => entry[1] !== undefined
      )
    )
  });
  try {
    const started = performance.now();
    const status = (await own.get('/status')).json<StatusReply>();
    expect(status.state).toBe(code);
    expect(status.message).toContain(Object.keys(env)[0]);
    const query = await startQuery(own, { sql: 'SELECT 1' });
    expect(query.status).toBe(409);
    expect(query.json()).toMatchObject({ code });
    expect(query.text).not.toContain('pw@');
    expect(performance.now() - started).toBeLessThan(SLACK_MS);
  } finally {
    await own.stop();
  }
});

describe('what is written in an unusual way is understood', () => {
  /** Where it was tried to connect to, as the message names it. */
  const tried = async (env: Env): Promise<string> => {
    const { state, message = '' } = await statusWith(env);
    expect(state).toBe('database_unreachable');
    return /The database at (\S+) cannot/.exec(message)?.[1] ?? message;
  };
  const CLOSED = '1';

  test.each([
    ['blanks around it', ' 127.0.0.1 ', '127.0.0.1:1'],
    ['the protocol before it', 'http://127.0.0.1/', '127.0.0.1:1'],
    ['IPv6', '::1', '[::1]:1'],
    ['IPv6 in brackets', '[::1]', '[::1]:1'],
    ['IPv6 with a zone', '[::1%lo]', '[::1%lo]:1'],
    ['another alphabet', 'bücher.invalid', 'xn--bcher-kva.invalid:1']
  ])('a host with %s', async (_what, host, name) => {
    expect(await tried({ OMNISCI_HOST: host, OMNISCI_PORT: CLOSED })).toBe(
      name
    );
  });

  test('a protocol in capitals, and blanks around a port', async () => {
    expect(
      await tried({ OMNISCI_PROTOCOL: ' HTTP ', OMNISCI_PORT: ` ${CLOSED} ` })
    ).toBe('127.0.0.1:1');
  });

  test('a name that has several addresses, of which one answers', async () => {
    server = net.createServer(socket => socket.end('no database'));
    await new Promise<void>(resolve =>
      server!.listen(0, '127.0.0.1', () => resolve())
    );
    const { port } = server.address() as AddressInfo;
    const { state } = await statusWith({
      OMNISCI_HOST: 'localhost',
      OMNISCI_PORT: String(port)
    });
    expect(state).toBe('bad_upstream_answer');
  });
});
