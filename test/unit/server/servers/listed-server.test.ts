import { expect, test } from 'vitest';
import { listedServers } from '../../../../server/servers/listed-server';

const read = (list: unknown, usePasswords = false) =>
  listedServers(list, { where: 'The list', usePasswords });

/** With what Immerse has in its own servers.json and this extension has no use for. */
const IMMERSE = {
  enableJupyter: true,
  url: 'https://immerse.example:8443',
  master: true,
  loadDashboard: 12,
  GTM: 'GTM-1234',
  username: 'admin',
  password: 'a-password-of-a-test',
  database: 'heavyai',
  login_panel_databases: ['heavyai', 'flights', 7],
  feature_flags: { 'ui/x': true },
  customStyles: { title: 'A & B' }
};

test('Immerse’s own servers.json is read, and what it has for itself is passed over', () => {
  const [server] = read([IMMERSE]);
  expect(server).toEqual({
    id: 'immerse.example-8443',
    label: 'immerse.example',
    origin: 'admin',
    connection: { protocol: 'https', host: 'immerse.example', port: '8443' },
    username: 'admin',
    database: 'heavyai',
    databases: ['heavyai', 'flights'],
    isSingleSignOn: false,
    password: null,
    isDefault: true,
    readOnly: false
  });
});

test('its password is taken only where the admin says so', () => {
  expect(read([IMMERSE], true)[0]?.password?.reveal()).toBe(IMMERSE.password);
});

test.each([
  [{ host: 'h' }, ['https', 'h', '443']],
  [{ host: 'h', protocol: 'http' }, ['http', 'h', '80']],
  [{ host: 'h', protocol: 'binary' }, ['binary', 'h', '6274']],
  [{ host: 'h', port: 6278 }, ['https', 'h', '6278']],
  [{ host: 'h', port: '6278' }, ['https', 'h', '6278']],
  [{ host: 'h', url: 'http://u:81', port: 9 }, ['http', 'u', '81']],
  [{ host: 'h', url: '//no-url' }, ['https', 'h', '443']]
])('%j is at %j', (entry, [protocol, host, port]) => {
  expect(read([entry])[0]?.connection).toEqual({ protocol, host, port });
});

test('servers without an ID, and those that share one, get one that stays the same', () => {
  const list = [
    ...[{ host: 'h' }, { host: 'h' }, { id: 'prod', host: 'a' }],
    ...[
      { id: 'prod', host: 'b' },
      { id: 'a;b', host: 'c' }
    ],
    { id: 'handover', host: 'd' }
  ];
  const ids = read(list).map(({ id }) => id);
  expect(ids).toEqual([
    'h-443',
    'h-443-2',
    'prod',
    'prod-2',
    'c-443',
    'handover-2'
  ]);
  expect(read(list).map(({ id }) => id)).toEqual(ids);
});

test('a server with single sign-on is told as such', () => {
  expect(read([{ host: 'h', SAMLurl: 'https://sso' }])[0]).toMatchObject({
    isSingleSignOn: true
  });
});

test.each([
  [{ host: 'h' }, 'The list holds no list of servers.'],
  ['x', 'The list holds no list of servers.'],
  [[null], 'The list: server 1 is no object.'],
  [[{ host: 'h' }, 'x'], 'The list: server 2 is no object.'],
  [[{ label: 'L' }], 'The list: server 1 has neither "url" nor "host".']
])('%j is refused with the place of the fault', (list, message) => {
  expect(() => read(list)).toThrow(
    expect.objectContaining({ code: 'config_invalid', message })
  );
});
