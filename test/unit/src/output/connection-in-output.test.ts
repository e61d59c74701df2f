import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { describe, expect, test } from 'vitest';
import {
  connectionInOutput,
  hasSecret,
  withoutSecrets,
  type ConnectionInOutput
} from '../../../../src/output/connection-in-output';

const query = 'SELECT COUNT(*) FROM flights';
const address = {
  protocol: 'https',
  host: 'db.example.com',
  port: '443',
  database: 'mapd'
};

/** What each version wrote; see `jupyterlab_omnisci.magics` of its time. */
const VARIANTS: [
  string,
  JSONObject,
  { named: ConnectionInOutput | null; isSecret: boolean }
][] = [
  [
    '2018: the dictionary of the magic, with its password',
    {
      connection: {
        ...{ user: 'mapd', password: 'HyperInteractive', dbname: 'mapd' },
        ...{ host: 'db.example.com', port: 443, protocol: 'https' }
      },
      query
    },
    { named: address, isSecret: true }
  ],
  [
    '2018: an Ibis connection',
    {
      connection: {
        ...{ username: 'mapd', password: 'HyperInteractive' },
        ...{ database: 'mapd', host: 'DB.example.com', port: '443' },
        protocol: 'HTTPS'
      },
      query
    },
    { named: address, isSecret: true }
  ],
  [
    '2019: a live session',
    {
      connection: { host: 'db.example.com', port: 443, protocol: 'https' },
      sessionId: 'abcdef',
      query
    },
    { named: { ...address, database: '' }, isSecret: true }
  ],
  [
    '2019: a dictionary without a session',
    {
      connection: { ...address, username: 'mapd', password: '' },
      sessionId: null,
      query
    },
    { named: address, isSecret: false }
  ],
  [
    'servers.json: a URL',
    {
      connection: {
        url: 'https://mapd:secret@db.example.com/',
        database: 'mapd'
      },
      sessionId: null,
      query
    },
    { named: address, isSecret: true }
  ],
  [
    'the address left out',
    { connection: {}, sessionId: null, query },
    { named: null, isSecret: false }
  ],
  [
    'no connection',
    { connection: null, query },
    { named: null, isSecret: false }
  ],
  [
    'today: a key',
    { connection: { key: 'prod;flights' }, query },
    { named: { key: 'prod;flights' }, isSecret: false }
  ],
  [
    'today: an address',
    { connection: address, query },
    { named: address, isSecret: false }
  ]
];

describe('the connection in an output', () => {
  test.each(VARIANTS)('of %s is read', (_, data, { named, isSecret }) => {
    expect(connectionInOutput(data['connection'])).toEqual(named);
    expect(hasSecret(data)).toBe(isSecret);
  });

  test.each(VARIANTS)('of %s loses its secrets and no more', (_, data, was) => {
    const left = withoutSecrets(data);
    expect(JSON.stringify(left)).not.toMatch(/HyperInt|abcdef|secret/);
    expect(connectionInOutput(left['connection'])).toEqual(was.named);
    expect(left['query']).toBe(query);
    expect(withoutSecrets(left)).toEqual(left);
  });

  test.each<JSONValue>([
    { session_id: 'abcdef' },
    { 'Session-ID': 'abcdef' },
    { passwd: 'abcdef' },
    { password: ['abcdef'] },
    { password: { plain: 'abcdef' } },
    { options: [{ password: 'abcdef' }] },
    { URL: 'https://mapd:abcdef@db.example.com/' },
    { url: 'heavydb://mapd:abcdef@db.example.com:6274/omnisci' },
    { url: 'https://db.example.com/?sessionid=abcdef&protocol=http' },
    { url: 'https://mapd:ab/abcdef@db.example.com:99999/' },
    { host: 'mapd:abcdef@db.example.com' },
    [{ password: 'abcdef' }],
    'https://mapd:abcdef@db.example.com/'
  ])('loses its secret wherever that is: %j', connection => {
    const left = withoutSecrets({ connection, query });
    expect(hasSecret({ connection, query })).toBe(true);
    expect(JSON.stringify(left)).not.toContain('abcdef');
    expect(hasSecret(left)).toBe(false);
  });

  test.each<[string, JSONValue | undefined]>([
    ['nothing', undefined],
    ['a list', ['db']],
    ['a text', 'db.example.com'],
    ['a host that is no text', { host: { a: 1 } }],
    ['a URL that is none', { url: 'db example' }]
  ])('%s names no connection', (_, connection) => {
    expect(connectionInOutput(connection)).toBeNull();
  });
});
