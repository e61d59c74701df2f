import { expect, test } from 'vitest';
import { namedConnection } from '../../../../src/output/named-connection';
import type { ConnectionInOutput } from '../../../../src/output/connection-in-output';
import { serverStatus } from '../../../helpers/server-status';

const servers = [
  serverStatus('handover', {
    connection: { protocol: 'http', host: 'localhost', port: '6278' },
    database: 'heavyai'
  }),
  serverStatus('prod', { database: 'flights' }),
  serverStatus('own', { origin: 'user' })
];

const at = (
  parts: Partial<Record<string, string>>
): ConnectionInOutput | null => ({
  ...{ protocol: 'https', host: 'prod.example.com', port: '443', database: '' },
  ...parts
});

const found = (
  named: ConnectionInOutput | null,
  allow: 'listed' | 'any' = 'listed'
) => namedConnection(named, { servers, policy: { allow } });

test.each<[string, ConnectionInOutput | null, string]>([
  ['an address', at({}), 'prod'],
  [
    'an address without protocol and port',
    at({ protocol: '', port: '' }),
    'prod'
  ],
  ["the session's own database", at({ database: 'flights' }), 'prod'],
  ['another database', at({ database: 'other' }), 'prod;other'],
  [
    'the handed-over server',
    at({ protocol: 'http', host: 'localhost', port: '6278' }),
    'handover'
  ],
  ['a key', { key: 'prod;other' }, 'prod;other'],
  ['the handed-over key', { key: 'handover' }, 'handover']
])('%s of a listed server is that connection', (_, named, key) => {
  expect(found(named)).toEqual({ kind: 'allowed', key });
});

test.each<[string, ConnectionInOutput | null, string]>([
  ['another host', at({ host: 'evil.example.com' }), 'evil.example.com:443'],
  ['another port', at({ port: '8443' }), 'prod.example.com:8443'],
  ['another protocol', at({ protocol: 'http' }), 'prod.example.com:443'],
  ['a host without port', at({ host: 'evil', port: '' }), 'evil'],
  ['a key of no server', { key: 'evil;x' }, 'evil;x'],
  [
    'a server that is off',
    at({ host: 'own.example.com' }),
    'own.example.com:443'
  ],
  ['its key', { key: 'own' }, 'own']
])('%s is none of the user’s', (_, named, name) => {
  expect(found(named)).toEqual({ kind: 'unknown', name });
});

test('a server of the settings is one where the administrator allows any', () => {
  expect(found({ key: 'own' }, 'any')).toEqual({ kind: 'allowed', key: 'own' });
});

test('no connection is named by an empty output, nor by a hand-over that is not there', () => {
  expect(found(null)).toEqual({ kind: 'none' });
  expect(
    namedConnection({ key: 'handover' }, { servers: [], policy: null })
  ).toEqual({ kind: 'none' });
});
