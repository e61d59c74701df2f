import { expect, test } from 'vitest';
import { readDatabaseAddress } from '../../../../server/session/database-address';
import { nameOf } from '../../../../server/transport/target';

const names = { protocol: 'P', host: 'H', port: 'N' };
const read = (env: Record<string, string>, given = {}) =>
  readDatabaseAddress({
    names,
    env: { P: 'http', H: 'db', N: '6278', ...env },
    given
  });

test('names every variable that is missing at once', () => {
  expect(read({ P: '', H: '', N: '' }).fault?.message).toBe(
    'The environment variables P, H and N for the address of the database are not set. Set them and restart Jupyter.'
  );
  expect(read({ H: '', N: '' }).fault?.message).toContain('variables H and N');
  expect(read({ H: '' }).fault?.message).toContain('variable H for');
  expect(read({ H: '', N: '' }, { port: '1' }).fault?.message).toContain(
    'variable H for'
  );
});

test.each([
  ['db.example', 'db.example'],
  [' db_1 ', 'db_1'],
  ['http://db', 'db'],
  ['binary://db/', 'db'],
  ['10.0.0.1', '10.0.0.1'],
  ['::1', '::1'],
  ['[fd00::1%eth0]', 'fd00::1%eth0'],
  ['bücher.example', 'xn--bcher-kva.example']
])('takes the host %s', (text, host) => {
  expect(read({ H: text }).target?.host).toBe(host);
});

test.each([
  'a b',
  'user@db',
  'db/path',
  'db:6274',
  'http://',
  '[::1',
  'db?x',
  '-db',
  'a\nb'
])('refuses the host %j and names its variable', text => {
  const { target, fault } = read({ H: text });
  expect(target).toBeNull();
  expect(fault).toMatchObject({ code: 'config_invalid' });
  expect(fault?.message).toContain('variable H');
});

test.each([
  '169.254.169.254',
  '169.254.0.1',
  // As inet_aton and browsers read them, too.
  '2852039166',
  '0xa9.0xfe.43518',
  '169.254.169.254.',
  '１６９.254.169.254',
  'fe80::1',
  '[fe80::1%eth0]',
  'febf::1',
  '::ffff:169.254.169.254',
  '[::ffff:a9fe:a9fe]'
])('refuses the link-local address %s', text => {
  const { target, fault } = read({ H: text });
  expect(target).toBeNull();
  expect(fault?.code).toBe('config_invalid');
  expect(fault?.message).toContain('link-local');
});

test.each([
  '169.253.255.255',
  '169.255.0.1',
  'fec0::1',
  'fe7f::1',
  '127.0.0.1'
])('takes the address %s, which is none of the link', text => {
  expect(read({ H: text }).target?.host).toBe(text);
});

test.each(['0', '65536', '6278x', '-1', '1e3', '６２７８', '+80'])(
  'refuses the port %j',
  text => {
    expect(read({ N: text }).fault?.code).toBe('config_invalid');
  }
);

test('a missing variable is told from a wrong one', () => {
  expect(read({ P: ' ' }).fault?.code).toBe('environment_missing');
  expect(read({ P: 'ftp' }).fault?.code).toBe('config_invalid');
});

test.each([
  ['port', '6278'],
  ['host', 'db.example'],
  ['host', '10.0.0.1'],
  ['host', 'db-1'],
  ['host', 'localhost'],
  ['protocol', 'http'],
  ['protocol', 'BINARY']
] as const)(
  'a setting for the %s that holds %s is told to want a name',
  (part, value) => {
    const { target, fault } = readDatabaseAddress({
      names: { protocol: 'P', host: 'H', port: 'N', [part]: value },
      env: { P: 'http', H: 'db', N: '6278' }
    });
    expect(target).toBeNull();
    expect(fault?.code).toBe('config_invalid');
    expect(fault?.message).toContain(
      `OmniSciSessionManager.${part} must be the name of an environment variable, but is "${value}"`
    );
  }
);

test.each([
  ['port', 'db_port'],
  ['host', 'DBHOST'],
  ['host', 'db_host'],
  ['protocol', 'http_kind']
] as const)(
  'a setting for the %s that holds the name %s is understood',
  (part, name) => {
    const names = { protocol: 'P', host: 'H', port: 'N', [part]: name };
    const env = { P: 'http', H: 'db', N: '6278' };
    const { fault } = readDatabaseAddress({ names, env });
    expect(fault?.code).toBe('environment_missing');
    expect(fault?.message).toContain(`variable ${name}`);
    const value = env[{ protocol: 'P', host: 'H', port: 'N' }[part] as 'P'];
    const read = readDatabaseAddress({ names, env: { ...env, [name]: value } });
    expect(read.target).toEqual({ protocol: 'http', host: 'db', port: 6278 });
  }
);

test('what a manager gives goes before the environment, and is blamed itself', () => {
  expect(read({}, { host: 'other' }).target).toEqual({
    protocol: 'http',
    host: 'other',
    port: 6278
  });
  expect(read({}, { port: 'x' }).fault?.code).toBe('session_manager_invalid');
});

test('brackets an IPv6 address once', () => {
  expect(nameOf({ protocol: 'http', host: '::1', port: 1 })).toBe('[::1]:1');
});
