import type { JSONObject, JSONValue } from '@lumino/coreutils';
import { describe, expect, test } from 'vitest';
import {
  readVegaPayload,
  type VegaPayload
} from '../../../../src/vega-output/payload';

const sql = 'SELECT x, y FROM tweets';
const vega = {
  width: 384,
  height: 564,
  data: [{ name: 'tweets', sql }],
  marks: []
};
const lite = { width: 384, height: 564, data: { sql }, mark: 'square' };
const address = {
  protocol: 'https',
  host: 'db.example.com',
  port: '443',
  database: 'mapd'
};

const read = (
  language: VegaPayload['language'],
  named: VegaPayload['named'] = address
): VegaPayload => ({
  language,
  text: JSON.stringify(language === 'vega' ? vega : lite),
  size: { width: 384, height: 564 },
  sql: [sql],
  hasLostQuery: false,
  named
});

/** What each version wrote; see `jupyterlab_omnisci.magics` of its time. */
const login2018 = {
  ...{ user: 'mapd', password: 'HyperInteractive', dbname: 'mapd' },
  ...{ host: 'db.example.com', port: 443, protocol: 'https' }
};
const login2019 = {
  ...{ username: 'mapd', password: 'HyperInteractive', database: 'mapd' },
  ...{ host: 'db.example.com', port: '443', protocol: 'https' }
};

describe('the output of a picture', () => {
  test.each<[string, JSONObject, VegaPayload]>([
    ['2018, Vega', { connection: login2018, vega }, read('vega')],
    [
      '2018, Vega-Lite',
      { connection: login2018, vegalite: lite },
      read('vega-lite')
    ],
    [
      '2019, Vega, with a session',
      {
        connection: { host: 'db.example.com', port: 443, protocol: 'https' },
        sessionId: 'abcdef',
        vega
      },
      read('vega', { ...address, database: '' })
    ],
    [
      '2019, Vega-Lite',
      { connection: login2019, sessionId: null, vegaLite: lite },
      read('vega-lite')
    ],
    [
      'today, with a key',
      { connection: { key: 'prod;flights' }, vega },
      read('vega', { key: 'prod;flights' })
    ],
    ['today, with an address', { connection: address, vega }, read('vega')],
    ['no connection', { vegaLite: lite }, read('vega-lite', null)],
    [
      'a spec as text',
      { connection: address, vega: JSON.stringify(vega) },
      read('vega')
    ]
  ])('of %s is read', (_, data, expected) => {
    const payload = readVegaPayload(data);
    expect(payload).toEqual(expected);
    expect(JSON.stringify(payload)).not.toMatch(/HyperInt|abcdef/);
  });

  test('lost its query where the extension of 2020 had compiled it', () => {
    const data = { name: 'mapd_data' };
    expect(readVegaPayload({ vegaLite: { ...lite, data } })?.hasLostQuery).toBe(
      true
    );
    // A database draws values, too.
    const values = [{ x: 1, y: 2 }];
    expect(
      readVegaPayload({ vegaLite: { ...lite, data: { values } } })?.hasLostQuery
    ).toBe(false);
  });

  test.each([
    ['a table', { ...lite, data: { name: 'flights' } }, []],
    ['a query as text', { ...lite, data: 'SELECT 1' }, ['SELECT 1']],
    ['a table of a layer', { layer: [{ data: { name: 'flights' } }] }, []]
  ])('has %s to draw', (_, vegaLite, sql) => {
    expect(readVegaPayload({ vegaLite })).toMatchObject({
      sql,
      hasLostQuery: false
    });
  });

  test('has every statement of its spec, in layers too', () => {
    const layered = {
      layer: [
        { data: { sql: 'SELECT 1' }, mark: 'point' },
        { data: { sql: 'SELECT 2' }, mark: 'line' }
      ]
    };
    expect(readVegaPayload({ vegaLite: layered })).toMatchObject({
      sql: ['SELECT 1', 'SELECT 2'],
      size: null
    });
  });

  test('keeps a text that is no JSON: Run says what is wrong with it', () => {
    expect(readVegaPayload({ vega: '{"width": 1,' })).toMatchObject({
      text: '{"width": 1,',
      sql: [],
      size: null
    });
  });

  test.each<[string, JSONValue | undefined]>([
    ['nothing', undefined],
    ['a text', sql],
    ['a list', [vega]],
    ['a connection alone', { connection: address }],
    ['a spec that is a list', { vega: [vega] }],
    ['an empty text', { vega: ' ' }]
  ])('%s is none', (_, data) => {
    expect(readVegaPayload(data)).toBeNull();
  });
});

test('a text that is nested without end has no statements', () => {
  const text = `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(readVegaPayload({ vega: text })).toMatchObject({ text, sql: [] });
});
