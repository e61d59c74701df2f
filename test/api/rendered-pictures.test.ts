/** Pictures that the sandbox draws, through the sidecar, in each protocol of the database. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ErrorReply,
  PixelReply,
  RenderingReply,
  RenderReply
} from '../../server/protocol';
import { type IRelay, startRelay } from '../helpers/relay';
import { ROOT } from '../helpers/root';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';

const ONE_AIRPORT = JSON.stringify({
  width: 100,
  height: 80,
  data: [
    {
      name: 'sfo',
      sql: "SELECT iata, city, latitude FROM airports WHERE iata = 'SFO'"
    }
  ],
  scales: [{ name: 'y', domain: [36.61898, 38.61898], range: 'height' }],
  marks: [
    {
      type: 'points',
      from: { data: 'sfo' },
      properties: {
        x: 30,
        y: { scale: 'y', field: 'latitude' },
        ...{ size: 10, fillColor: 'red' }
      }
    }
  ]
});
const example = (name: string): string =>
  readFileSync(join(ROOT, 'examples/vega', name), 'utf8');

let sandbox: ISandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

async function sidecarOf(
  protocol: string,
  port: number,
  session: string
): Promise<ISidecar> {
  return await startSidecar({
    config: { sessionFile: await sessionFile(session) },
    env: {
      OMNISCI_PROTOCOL: protocol,
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(port)
    }
  });
}

const refused = (reply: Reply): [number, string] => [
  reply.status,
  reply.json<ErrorReply>().code
];

describe.each(['JSON over HTTP', 'binary over HTTP', 'binary over TCP'])(
  'in %s',
  way => {
    let relay: IRelay;
    let sidecar: ISidecar;
    beforeAll(async () => {
      relay = await startRelay(sandbox.httpPort);
      relay.lacks = way.startsWith('JSON') ? 'binary' : undefined;
      sidecar = way.endsWith('TCP')
        ? await sidecarOf('binary', sandbox.binaryPort, await sandbox.logIn())
        : await sidecarOf('http', relay.port, await sandbox.logIn());
    });
    afterAll(async () => {
      await sidecar?.stop();
      await relay?.stop();
    });

    async function render(vega: string): Promise<RenderReply> {
      const reply = await sidecar.post('/renders', { vega });
      expect(reply.status).toBe(200);
      return reply.json<RenderReply>();
    }

    test('the sandbox renders', async () => {
      expect((await sidecar.get('/renders')).json<RenderingReply>()).toEqual({
        renders: true,
        rendersPolygons: true
      });
    });

    test.each([
      'airports.omnisci.vega.json',
      'states.omnisci.vega.json',
      'zipcodes.omnisci.vega'
    ])('%s is a PNG of its size', async name => {
      const { image } = await render(example(name));
      const { width, height } = await loadImage(Buffer.from(image, 'base64'));
      expect([width, height]).toEqual([800, 500]);
    });

    test('a pixel has the row that was drawn there, or none', async () => {
      const { widget } = await render(ONE_AIRPORT);
      const ask = async (x: number, y: number): Promise<PixelReply> =>
        (
          await sidecar.post(`/renders/${widget}/pixel`, {
            ...{ x, y, radius: 2 },
            columns: { sfo: ['iata', 'latitude'] }
          })
        ).json<PixelReply>();
      expect(await ask(30, 40)).toEqual({
        hit: {
          ...{ data: 'sfo', rowId: expect.any(Number) as number },
          values: [
            { name: 'iata', value: 'SFO' },
            { name: 'latitude', value: expect.closeTo(37.619, 2) as number }
          ]
        }
      });
      expect(await ask(90, 10)).toEqual({ hit: null });
    });

    test('the place of a fault is told', async () => {
      const vega = '{"width": 9, "height": 9, "marks": [{"type": "dots"}]}';
      const reply = await sidecar.post('/renders', { vega });
      expect(refused(reply)).toEqual([422, 'vega_invalid']);
      expect(reply.json<ErrorReply>().message).toContain('(/marks/0');
    });

    test('a table that is not there is told in the words of the database', async () => {
      const vega = ONE_AIRPORT.replace('FROM airports', 'FROM nowhere');
      const reply = await sidecar.post('/renders', { vega });
      expect(refused(reply)).toEqual([422, 'query_failed']);
      expect(reply.json<ErrorReply>().message).toContain('nowhere');
    });
  }
);

test('who hangs up stops the query of a picture', async () => {
  const relay = await startRelay(sandbox.httpPort);
  const sidecar = await sidecarOf('http', relay.port, await sandbox.logIn());
  try {
    const sql =
      'SELECT COUNT(*) AS n FROM flights a, flights b WHERE CAST(a.delay AS BIGINT) * b.distance > 7';
    const vega = JSON.stringify({
      ...{ width: 9, height: 9 },
      data: [{ name: 't', sql }]
    });
    const request = http.request({
      socketPath: sidecar.socketPath,
      ...{ method: 'POST', path: '/renders' },
      headers: { 'Content-Type': 'application/json' }
    });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ vega }));
    await until(() => relay.count('render_vega') || null, 'it is rendered');
    request.destroy();
    await until(() => relay.count('disconnect') || null, 'the clone is ended');
    const reply = await sidecar.post('/renders', { vega: ONE_AIRPORT });
    expect(reply.status).toBe(200);
    const sessions = relay.calls
      .filter(({ method }) => method === 'render_vega')
      .map(({ session }) => session);
    expect(new Set(sessions).size).toBe(2);
  } finally {
    await sidecar.stop();
    await relay.stop();
  }
});

test('a sandbox without rendering says so', async () => {
  const plain = await startSandbox({ args: ['--no-rendering', '--empty'] });
  const sidecar = await sidecarOf('http', plain.httpPort, await plain.logIn());
  try {
    expect((await sidecar.get('/renders')).json<RenderingReply>()).toEqual({
      renders: false,
      rendersPolygons: false
    });
    const reply = await sidecar.post('/renders', { vega: ONE_AIRPORT });
    expect(refused(reply)).toEqual([501, 'rendering_unavailable']);
    expect(reply.json<ErrorReply>().message).toContain(
      'Backend rendering is disabled.'
    );
  } finally {
    await sidecar.stop();
    await plain.stop();
  }
});
