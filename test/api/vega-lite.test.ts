/** Vega-Lite over the real sidecar and sandbox: domains by SQL, errors, and who may ask. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorReply, VegaLiteReply } from '../../server/protocol';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';

type Dialect = {
  data: { sql: string }[];
  scales: { name: string; domain: unknown[] }[];
  projections?: { bounds: { x: number[]; y: number[] } }[];
};

let sandbox: ISandbox;
let sidecar: ISidecar;

beforeAll(async () => {
  sandbox = await startSandbox();
  sidecar = await startSidecar({
    config: { sessionFile: await sessionFile(await sandbox.logIn()) },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
});
afterAll(async () => {
  await sidecar?.stop();
  await sandbox?.stop();
});

async function translated(spec: object | string): Promise<Dialect> {
  const reply = await ask(spec);
  expect(reply.status).toBe(200);
  return JSON.parse(reply.json<VegaLiteReply>().vega) as Dialect;
}

const ask = (spec: object | string): ReturnType<ISidecar['post']> =>
  sidecar.post('/vega-lite', {
    vegaLite: typeof spec === 'string' ? spec : JSON.stringify(spec)
  });

const DELAY = { field: 'delay', type: 'quantitative' };
const view = (encoding: object, mark = 'circle'): object => ({
  data: { sql: 'SELECT delay, distance, origin FROM flights' },
  mark,
  encoding
});

const domainOf = ({ scales }: Dialect, name: string): unknown =>
  scales.find(scale => scale.name === name)?.domain;

test('takes the domain of numbers from the table', async () => {
  const exact = { ...DELAY, scale: { zero: false, nice: false } };
  const dialect = await translated({
    data: {
      sql: 'SELECT an_int AS delay, a_bigint, a_float FROM every_type WHERE id < 3'
    },
    mark: 'circle',
    encoding: { x: exact, y: { ...exact, field: 'a_float' } }
  });
  expect(domainOf(dialect, 'x')).toEqual([-2147483647, 3]);
  expect(domainOf(dialect, 'y')).toEqual([expect.closeTo(-0.1, 6), 1.5]);
});

test('takes the domain of categories from the table, the most frequent ones', async () => {
  const dialect = await translated(
    view({ x: DELAY, y: DELAY, color: { field: 'origin', type: 'nominal' } })
  );
  const domain = domainOf(dialect, 'color');
  expect(domain).toHaveLength(20);
  expect(domain).toContain('ORD');
  expect(domain).toEqual([...(domain as string[])].sort());
});

test('takes categories that are no texts', async () => {
  const dialect = await translated({
    data: 'every_type',
    mark: 'square',
    encoding: {
      x: { field: 'a_boolean', type: 'nominal' },
      y: { field: 'a_decimal', type: 'ordinal' },
      color: { field: 'a_bigint', type: 'ordinal' }
    }
  });
  expect(domainOf(dialect, 'x')).toEqual([false, true]);
  expect(domainOf(dialect, 'y')).toContain(12.3456);
  expect(domainOf(dialect, 'color')).toContain(4);
});

test('takes the bounds of a map from the table', async () => {
  const { projections } = await translated({
    data: 'airports',
    mark: 'circle',
    encoding: {
      longitude: { field: 'longitude' },
      latitude: { field: 'latitude' }
    }
  });
  const { x, y } = projections![0]!.bounds;
  expect(x[0]).toBeLessThan(-176);
  expect(x[1]).toBeGreaterThan(145);
  expect(y[0]).toBeLessThan(-14);
});

test('takes line breaks within a text, as specs of 2020 have them', async () => {
  const dialect = await translated(
    '{"data": {"sql": "SELECT delay\n\tFROM flights"}, "mark": "circle", "encoding": {"x": {"field": "delay", "type": "quantitative", "scale": {"domain": [0, 1], "range": "width"}}}}'
  );
  expect(dialect.data[0]?.sql).toContain('(SELECT delay');
});

test('names the property that is not drawn, and its place', async () => {
  const reply = await ask(view({ x: DELAY, shape: DELAY }));
  expect(reply.status).toBe(422);
  expect(reply.json<ErrorReply>()).toMatchObject({
    code: 'vega_invalid',
    message:
      'The spec is not valid (/encoding/shape): encoding.shape is not drawn by the database.'
  });
});

test('quotes what the database says of an unknown column', async () => {
  const reply = await ask(view({ x: { ...DELAY, field: 'no_such' } }));
  expect(reply.status).toBe(422);
  expect(reply.json<ErrorReply>()).toMatchObject({ code: 'query_failed' });
  expect(reply.json<ErrorReply>().message).toContain('no_such');
});

test.each([
  ['DROP TABLE flights', 'not a query'],
  ['SELECT 1; DROP TABLE flights', 'not one SQL statement'],
  ['SELECT 1) AS t; DELETE FROM flights --', 'not one SQL statement']
])('runs nothing of %s', async (sql, reason) => {
  const reply = await ask({ ...view({ x: DELAY }), data: { sql } });
  expect(reply.status).toBe(422);
  expect(reply.json<ErrorReply>().message).toContain(reason);
  expect((await ask(view({ x: DELAY }))).status).toBe(200);
});

test('refuses text that is no JSON, and a body without a text', async () => {
  const reply = await ask('{"mark": ');
  expect(reply.status).toBe(422);
  expect(reply.json<ErrorReply>().code).toBe('vega_invalid');
  expect((await sidecar.post('/vega-lite', {})).status).toBe(400);
});
