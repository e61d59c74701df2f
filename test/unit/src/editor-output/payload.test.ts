import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { describe, expect, test } from 'vitest';
import {
  readPayload,
  withoutSecrets
} from '../../../../src/editor-output/payload';

const query = 'SELECT COUNT(*) FROM flights';
const address = {
  protocol: 'https',
  host: 'db.example.com',
  port: '443',
  database: 'mapd'
};

/** What each version wrote; see `jupyterlab_omnisci.magics` of its time. */
const VARIANTS: [string, JSONObject, ReturnType<typeof readPayload>][] = [
  [
    '2018: the dictionary of the magic, with its password',
    {
      connection: {
        ...{ user: 'mapd', password: 'HyperInteractive', dbname: 'mapd' },
        ...{ host: 'db.example.com', port: 443, protocol: 'https' }
      },
      query
    },
    { query, named: address, hasSecret: true }
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
    { query, named: address, hasSecret: true }
  ],
  [
    '2019: a live session',
    {
      connection: { host: 'db.example.com', port: 443, protocol: 'https' },
      sessionId: 'abcdef',
      query
    },
    { query, named: { ...address, database: '' }, hasSecret: true }
  ],
  [
    '2019: a dictionary without a session',
    {
      connection: { ...address, username: 'mapd', password: '' },
      sessionId: null,
      query
    },
    { query, named: address, hasSecret: false }
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
    { query, named: address, hasSecret: true }
  ],
  [
    'the address left out',
    { connection: {}, sessionId: null, query },
    { query, named: null, hasSecret: false }
  ],
  [
    'no connection',
    { connection: null, query },
    { query, named: null, hasSecret: false }
  ],
  [
    'today: a key',
    { connection: { key: 'prod;flights' }, query },
    { query, named: { key: 'prod;flights' }, hasSecret: false }
  ],
  [
    'today: an address',
    { connection: address, query },
    { query, named: address, hasSecret: false }
  ]
];

describe('the output of a SQL editor', () => {
  test.each(VARIANTS)('of %s is read', (_, data, expected) => {
    expect(readPayload(data)).toEqual(expected);
  });

  test.each(VARIANTS)('of %s loses its secrets and no more', (_, data, was) => {
    const left = withoutSecrets(data);
    expect(JSON.stringify(left)).not.toMatch(/HyperInt|abcdef|secret/);
    expect(readPayload(left)).toEqual({ ...was, hasSecret: false });
    expect(withoutSecrets(left)).toEqual(left);
  });

  test.each<[string, JSONValue | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', query],
    ['a list', [query]],
    ['an output without SQL', { connection: address }],
    ['SQL that is no text', { connection: address, query: { a: 1 } }]
  ])('%s is none', (_, data) => {
    expect(readPayload(data)).toBeNull();
  });

  test.each<[string, JSONValue]>([
    ['a list', ['db']],
    ['a text', 'db.example.com'],
    ['a host that is no text', { host: { a: 1 } }],
    ['a URL that is none', { url: 'db example' }]
  ])('%s names no connection', (_, connection) => {
    expect(readPayload({ connection, query })?.named).toBeNull();
  });
});
