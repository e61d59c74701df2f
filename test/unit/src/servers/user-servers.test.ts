/** The user's own servers, as settings of today and of 2020 have them. */
import { describe, expect, test } from 'vitest';
import { freeId, userServers } from '../../../../src/servers/user-servers';

/** As the 2020 extension wrote its settings, and as Immerse's servers.json is. */
const OF_2020 = {
  database: 'heavyai',
  master: true,
  username: 'admin',
  password: 'HyperInteractive',
  url: 'http://old.example.com:6273',
  protocol: 'https',
  host: 'ignored.example.com',
  port: 443,
  GTM: 'GTM-1',
  loadDashboard: 3,
  customStyles: { title: 'Ours' }
};

test('an entry of 2020 is read: its address goes before its parts', () => {
  expect(userServers([OF_2020])).toEqual([
    {
      id: 'old.example.com',
      label: '',
      connection: { protocol: 'http', host: 'old.example.com', port: '6273' },
      database: 'heavyai',
      username: 'admin',
      isMaster: true
    }
  ]);
});

describe('an address', () => {
  test.each([
    [{ host: 'a' }, 'https a 443'],
    [{ host: 'a', protocol: 'http' }, 'http a 80'],
    [{ host: 'a', protocol: 'binary' }, 'binary a 6274'],
    [{ host: 'a', port: 6273 }, 'https a 6273'],
    [{ host: 'a', port: '6273' }, 'https a 6273'],
    [{ url: 'https://b' }, 'https b 443'],
    [{ host: 'a', url: 'localhost:6273' }, 'https a 443'],
    [{ host: 'a', url: 'no address' }, 'https a 443']
  ])('of %o is %s', (entry, expected) => {
    const { protocol, host, port } = userServers([entry])[0]!.connection;
    expect(`${protocol} ${host} ${port}`).toBe(expected);
  });
});

test('each has an ID that a path can hold, and no other has', () => {
  const ids = userServers([
    { id: 'handover', host: 'a' },
    { host: 'two words' },
    { host: 'two words' },
    { label: '…', host: 'h' },
    { id: 'x'.repeat(100), host: 'h' }
  ]).map(server => server?.id);
  expect(ids).toEqual([
    'handover-2',
    'two-words',
    'two-words-2',
    'server',
    'x'.repeat(64)
  ]);
});

test('what names no server is passed over, at its place', () => {
  const servers = userServers([null, 7, { GTM: 'x' }, { host: 'a' }]);
  expect(servers.map(server => server?.id)).toEqual([
    undefined,
    undefined,
    undefined,
    'a'
  ]);
  expect(userServers('nothing')).toEqual([]);
});

test('a free ID is no longer than the sidecar takes', () => {
  const taken = new Set(['x'.repeat(64)]);
  expect(freeId('x'.repeat(90), taken)).toBe(`${'x'.repeat(62)}-2`);
});
