/** The format of a connection's key. */
import { expect, test } from 'vitest';
import {
  formatKey,
  parseKey
} from '../../../../server/connections/connection-key';

test.each([
  ['prod', { server: 'prod', database: null }],
  ['prod;flights', { server: 'prod', database: 'flights' }],
  ['prod;a;b', { server: 'prod', database: 'a;b' }],
  ['prod;', { server: 'prod', database: '' }]
])('the key %s is of %o, and back', (key, parts) => {
  expect(parseKey(key)).toEqual(parts);
  expect(formatKey(parts)).toBe(key);
});
