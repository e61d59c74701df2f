/** Pictures that the database renders: on a clone of each connection, in turn, and in time. */
import http from 'node:http';
import { rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  ErrorReply,
  PixelReply,
  RenderingReply,
  RenderReply
} from '../../server/protocol';
import { PICTURE, RenderingDatabase } from '../helpers/rendering-database';
import {
  type ISidecar,
  type Reply,
  sessionFile,
  startSidecar
} from '../helpers/sidecar';
import { until } from '../helpers/until';

const spec = (sql = 'SELECT x, y FROM t'): string =>
  JSON.stringify({ width: 384, height: 256, data: [{ name: 't', sql }] });
const AT_PIXEL = { x: 10, y: 20, radius: 2, columns: { t: ['x'] } };

let database: RenderingDatabase;
let session: string;
let file: string;
let sidecar: ISidecar;

beforeEach(async () => {
  database = await RenderingDatabase.start();
  session = database.logIn();
  file = await sessionFile(session);
  sidecar = await startSidecar({
    config: { sessionFile: file },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(database.port)
    }
  });
});
afterEach(async () => {
  await sidecar?.stop();
  await database?.stop();
});

async function render(
  body: Record<string, unknown> = {},
  connection = ''
): Promise<RenderReply> {
  const reply = await sidecar.post(`${connection}/renders`, {
    vega: spec(),
    ...body
  });
  expect(reply.status).toBe(200);
  return reply.json<RenderReply>();
}

const pixel = (widget: number, connection = ''): Promise<Reply> =>
  sidecar.post(`${connection}/renders/${widget}/pixel`, AT_PIXEL);

const refused = (reply: Reply): [number, string] => [
  reply.status,
  reply.json<ErrorReply>().code
];

const sessionsOf = (method: string): string[] =>
  database.of(method).map(call => call.session);

/** The clones that were rendered on and that the database still has. */
const heldClones = (): string[] =>
  [...new Set(sessionsOf('render_vega'))].filter(id =>
    database.sessions.has(id)
  );

/** Starts a picture that is not done, and returns what hangs up on it. */
async function renderEndlessly(): Promise<() => void> {
  database.isEndless = true;
  const request = http.request({
    socketPath: sidecar.socketPath,
    method: 'POST',
    path: '/renders',
    headers: { 'Content-Type': 'application/json' }
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ vega: spec() }));
  await until(() => database.running > 0 || null, 'the picture is rendered');
  return () => request.destroy();
}

test('a picture comes with its times and the resolved spec', async () => {
  const { widget, ...reply } = await render();
  expect(reply).toEqual({
    image: PICTURE.toString('base64'),
    executionTimeMs: 12,
    renderTimeMs: 34,
    metadata: '{"resolved":true}'
  });
  expect(widget).toBeGreaterThan(0);
  const [call] = database.of('render_vega');
  expect(call?.session === session).toBe(false);
  const [, vega, compression, nonce] = call!.args;
  expect([JSON.parse(String(vega)), compression, nonce]).toEqual([
    JSON.parse(spec()),
    -1,
    ''
  ]);
});

test('SQL with line breaks and tabs is sent in one line', async () => {
  await render({
    vega: '{"width": 9, "height": 9, "data": [{"name": "t", "sql": "SELECT\n\t1"}]}'
  });
  const [call] = database.of('render_vega');
  expect(JSON.parse(String(call!.args[1]))).toMatchObject({
    data: [{ sql: 'SELECT 1' }]
  });
});

test('a picture replaces the one whose number it names; others have their own', async () => {
  const first = await render();
  const other = await render();
  const again = await render({ widget: first.widget, compression: 9 });
  expect(again.widget).toBe(first.widget);
  expect(other.widget).not.toBe(first.widget);
  const numbers = database.of('render_vega').map(({ args }) => String(args[0]));
  expect(numbers[2]).toBe(numbers[0]);
  expect(numbers[1]).not.toBe(numbers[0]);
  expect(database.of('render_vega')[2]!.args[2]).toBe(9);
  expect(database.of('clone_session').length).toBe(1);
});

test('the row at a pixel is asked for where the picture was rendered', async () => {
  const { widget } = await render();
  expect((await pixel(widget)).json<PixelReply>()).toEqual({ hit: null });
  database.row = { rowId: 41, rowSet: null };
  expect((await pixel(widget)).json<PixelReply>()).toEqual({
    hit: { data: 'airports', rowId: 41, values: [] }
  });
  const [call] = database.of('get_result_row_for_pixel');
  expect(call?.session === sessionsOf('render_vega')[0]).toBe(true);
  expect(String(call!.args[0])).toBe(
    String(database.of('render_vega')[0]!.args[0])
  );
  const { x, y } = call!.args[1] as Record<string, number>;
  expect([Number(x), Number(y), ...call!.args.slice(2)]).toEqual([
    ...[10, 20, { t: ['x'] }, true, 2, '']
  ]);
});

test.each([
  ['text that is not JSON', 'no spec', 422, 'vega_invalid', 'line 1'],
  ['JSON that is no object', '[1]', 422, 'vega_invalid', 'JSON object'],
  ['a spec without a size', '{"height": 9}', 422, 'vega_invalid', 'width'],
  [
    'a spec with a wrong size',
    '{"width": "9", "height": 9}',
    ...([422, 'vega_invalid', '(/width)'] as const)
  ],
  [
    'a picture that is too large',
    '{"width": 4097, "height": 4096}',
    ...([422, 'vega_invalid', '4097 × 4096'] as const)
  ],
  ['SQL that writes', spec('DROP TABLE t'), 403, 'read_only', '/data/0/sql'],
  [
    'SQL that writes behind a query',
    spec('SELECT 1 AS x /* */; DROP TABLE t'),
    ...([403, 'read_only', '/data/0/sql'] as const)
  ],
  [
    'ALTER SESSION',
    spec("ALTER SESSION SET CURRENT_DATABASE = 'x'"),
    ...([403, 'read_only', '/data/0/sql'] as const)
  ],
  [
    'more than 4 MiB',
    ' '.repeat(4 * 2 ** 20 + 1),
    ...([413, 'request_too_large', '4 MiB'] as const)
  ],
  [
    'JSON that is nested without end',
    `{"width": 9, "height": 9, "x": ${'['.repeat(200_000)}`,
    ...([422, 'vega_invalid', ''] as const)
  ]
])('%s is refused before the database is called', async (_, vega, ...rest) => {
  const [status, code, words] = rest;
  const reply = await sidecar.post('/renders', { vega });
  expect(refused(reply)).toEqual([status, code]);
  expect(reply.json<ErrorReply>().message).toContain(words);
  expect(database.calls).toEqual([]);
  // The pattern of the route and the code, and nothing of the spec.
  expect(sidecar.log()).not.toMatch(/DROP|CURRENT_DATABASE/);
});

test.each([
  ['no spec', {}],
  ['a number for a spec', { vega: 7 }],
  ['a widget that is no number', { vega: spec(), widget: '1' }],
  ['a compression of 10', { vega: spec(), compression: 10 }]
])('a request with %s is invalid', async (_, body) => {
  expect(refused(await sidecar.post('/renders', body))).toEqual([
    400,
    'request_invalid'
  ]);
});

test.each([
  ['a negative x', { ...AT_PIXEL, x: -1 }],
  ['half a pixel', { ...AT_PIXEL, y: 0.5 }],
  ['a wide radius', { ...AT_PIXEL, radius: 101 }],
  ['no columns', { ...AT_PIXEL, columns: null }],
  ['columns that are no lists', { ...AT_PIXEL, columns: { t: 'x' } }]
])('a question for a pixel with %s is invalid', async (_, body) => {
  const { widget } = await render();
  expect(refused(await sidecar.post(`/renders/${widget}/pixel`, body))).toEqual(
    [400, 'request_invalid']
  );
  expect(refused(await sidecar.post('/renders/none/pixel', AT_PIXEL))).toEqual([
    400,
    'request_invalid'
  ]);
});

test('a spec of 4 MiB is rendered', async () => {
  const usermeta = '"\n'.repeat(2 ** 20 - 20);
  const vega = JSON.stringify({ width: 9, height: 9, usermeta });
  expect(vega.length / 2 ** 20).toBeCloseTo(4, 3);
  await render({ vega });
});

test('pictures of one connection are rendered one after another', async () => {
  const replies = await Promise.all([render(), render(), render()]);
  expect(new Set(replies.map(({ widget }) => widget)).size).toBe(3);
  expect(database.mostAtOnce).toBe(1);
  expect(database.of('clone_session').length).toBe(1);
});

test('two connections have a clone each, and none has the picture of the other', async () => {
  database.row = { rowId: 7, rowSet: null };
  const { widget } = await render();
  await render({}, '/connections/handover%3Bflights');
  expect(new Set(sessionsOf('render_vega')).size).toBe(2);
  expect(database.of('switch_database').length).toBe(1);
  expect((await pixel(widget)).status).toBe(200);
  expect(
    refused(await pixel(widget, '/connections/handover%3Bflights'))
  ).toEqual([404, 'render_unknown']);
});

test('who hangs up stops the picture, and its clone is given up', async () => {
  const { widget } = await render();
  const [clone] = heldClones();
  const hangUp = await renderEndlessly();
  hangUp();
  await database.called('disconnect');
  expect(sessionsOf('interrupt').every(id => id === clone)).toBe(true);
  expect(sessionsOf('disconnect')).toEqual([clone]);
  database.isEndless = false;
  expect(refused(await pixel(widget))).toEqual([404, 'render_unknown']);
  const again = await render({ widget });
  expect(again.widget).not.toBe(widget);
  expect((await pixel(again.widget)).status).toBe(200);
});

test('who hangs up while others are rendered is not rendered at all', async () => {
  const hangUp = await renderEndlessly();
  const leaves = await renderQueued();
  leaves();
  hangUp();
  await database.called('disconnect');
  database.isEndless = false;
  await render();
  expect(database.of('render_vega').length).toBe(2);
});

/** A request behind another; resolves when the sidecar has it. */
async function renderQueued(): Promise<() => void> {
  const request = http.request({
    socketPath: sidecar.socketPath,
    method: 'POST',
    path: '/renders',
    headers: { 'Content-Type': 'application/json' }
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ vega: spec() }));
  // A later request is answered later: the sidecar has read the first.
  await sidecar.get('/session');
  return () => request.destroy();
}

test('a clone that the database forgot is replaced for a picture, not for a pixel', async () => {
  const first = await render();
  heldClones().forEach(id => database.expire(id));
  expect(refused(await pixel(first.widget))).toEqual([404, 'render_unknown']);
  const second = await render({ widget: first.widget });
  heldClones().forEach(id => database.expire(id));
  const third = await render({ widget: second.widget });
  expect((await pixel(third.widget)).status).toBe(200);
  expect(database.of('clone_session').length).toBe(3);
});

test('a new session gets a new clone, and the old one is ended', async () => {
  const { widget } = await render();
  const [clone] = heldClones();
  const renewed = database.logIn();
  await writeFile(`${file}.new`, renewed, { mode: 0o600 });
  await rename(`${file}.new`, file);
  expect(refused(await pixel(widget))).toEqual([404, 'render_unknown']);
  await database.called('disconnect');
  expect(sessionsOf('disconnect')).toEqual([clone]);
  await render();
  expect(sessionsOf('clone_session').at(-1) === renewed).toBe(true);
});

test('without a session, a picture and a pixel tell why', async () => {
  const { widget } = await render();
  await writeFile(file, '');
  for (const reply of [
    await sidecar.post('/renders', { vega: spec() }),
    await pixel(widget),
    await sidecar.get('/renders')
  ]) {
    expect(refused(reply)).toEqual([409, 'session_missing']);
  }
  await database.called('disconnect');
  expect(heldClones()).toEqual([]);
});

test('the end of the sidecar ends the clone, and the session stays', async () => {
  await render();
  await sidecar.stop();
  expect(heldClones()).toEqual([]);
  expect(database.sessions.has(session)).toBe(true);
});

test('the end of the sidecar stops a picture', async () => {
  await renderEndlessly();
  await sidecar.stop();
  expect(database.of('interrupt').length).toBeGreaterThan(0);
  expect(heldClones()).toEqual([]);
});

test('signing out ends the clone', async () => {
  await render();
  const reply = await sidecar.post('/connections/sign-out', {
    server: 'handover'
  });
  expect(reply.status).toBe(200);
  expect(heldClones()).toEqual([]);
});

test('whether the database renders is asked once for a session', async () => {
  const ask = async (): Promise<RenderingReply> =>
    (await sidecar.get('/renders')).json<RenderingReply>();
  expect(await ask()).toEqual({ renders: true, rendersPolygons: true });
  await ask();
  expect(database.of('get_server_status').length).toBe(1);
  database.rendering = false;
  await writeFile(file, database.logIn());
  expect(await ask()).toEqual({ renders: false, rendersPolygons: false });
});

test('a server without the calls renders nothing, and says so', async () => {
  database.lacks = new Set(['get_server_status', 'render_vega']);
  expect((await sidecar.get('/renders')).json<RenderingReply>()).toEqual({
    renders: false,
    rendersPolygons: false
  });
  expect(refused(await sidecar.post('/renders', { vega: spec() }))).toEqual([
    501,
    'rendering_unavailable'
  ]);
});

test('a server that clones no sessions renders nothing on the session itself', async () => {
  database.lacks = new Set(['clone_session']);
  expect(refused(await sidecar.post('/renders', { vega: spec() }))).toEqual([
    501,
    'rendering_unavailable'
  ]);
  expect(database.of('render_vega')).toEqual([]);
});

test.each([
  ['Backend rendering is disabled.', 501, 'rendering_unavailable'],
  [
    'Rendering is only supported in the Enterprise and Community Editions',
    ...([501, 'rendering_unavailable'] as const)
  ],
  [
    'JSON parse error (/marks/0/type): unknown mark type "dots"',
    ...([422, 'vega_invalid'] as const)
  ],
  ["Table 'NOWHERE' does not exist", 422, 'query_failed']
])('the database says: %s', async (text, status, code) => {
  database.fault = () => text;
  const reply = await sidecar.post('/renders', { vega: spec() });
  expect(refused(reply)).toEqual([status, code]);
  expect(reply.json<ErrorReply>().message).toContain(text);
});

test('a picture that failed takes no place of another', async () => {
  const { widget } = await render();
  database.fault = () => 'Out of memory.';
  for (let count = 0; count < 70; count++) {
    await sidecar.post('/renders', { vega: spec() });
  }
  expect((await pixel(widget)).status).toBe(200);
});

test('neither the session nor its clone is in an answer, an error or the log', async () => {
  database.fault = clone =>
    `No memory for ${session}, a clone of it is ${clone}`;
  const failed = await sidecar.post('/renders', { vega: spec() });
  database.fault = null;
  const good = await render();
  const told = failed.text + JSON.stringify(good) + sidecar.log();
  const ids = [session, ...sessionsOf('render_vega')];
  expect(ids.filter(id => told.includes(id)).length).toBe(0);
  expect(failed.text).toContain('[session ID]');
});
