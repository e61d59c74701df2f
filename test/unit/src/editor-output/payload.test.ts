import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { describe, expect, test } from 'vitest';
import { readPayload } from '../../../../src/editor-output/payload';

const query = 'SELECT COUNT(*) FROM flights';

describe('the output of a SQL editor', () => {
  test.each<[string, JSONObject, ReturnType<typeof readPayload>]>([
    [
      'a key',
      { connection: { key: 'prod' }, query },
      { query, named: { key: 'prod' } }
    ],
    ['no connection', { query }, { query, named: null }],
    [
      'a connection that cannot be read',
      { connection: ['db'], query },
      { query, named: null }
    ]
  ])('with %s is read', (_, data, expected) => {
    expect(readPayload(data)).toEqual(expected);
  });

  test.each<[string, JSONValue | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', query],
    ['a list', [query]],
    ['an output without SQL', { connection: { key: 'prod' } }],
    ['SQL that is no text', { connection: { key: 'prod' }, query: { a: 1 } }]
  ])('%s is none', (_, data) => {
    expect(readPayload(data)).toBeNull();
  });
});
