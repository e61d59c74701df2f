/** Pictures as the browser asks for them: with its own client, through a real Jupyter server. */
import { writeFileSync } from 'node:fs';
import { ServerConnection } from '@jupyterlab/services';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SidecarClient } from '../../src/sidecar/client';
import type { ConnectionClient } from '../../src/sidecar/connection-client';
import { HANDOVER } from '../../src/sidecar/route-address';
import { trans } from '../helpers/fake-connection';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { PICTURE, RenderingDatabase } from '../helpers/rendering-database';
import { until } from '../helpers/until';

const VEGA = '{"width": 9, "height": 9}';
const AT_PIXEL = { x: 1, y: 2, radius: 0, columns: {} };

let database: RenderingDatabase;
let jupyter: Jupyter;
let client: ConnectionClient;
beforeAll(async () => {
  database = await RenderingDatabase.start();
  const folders = new JupyterFolders();
  writeFileSync(folders.sessionFile, database.logIn(), { mode: 0o600 });
  jupyter = await Jupyter.start(folders, {
    module: 'jupyter_server',
    config: { OmniSciSessionManager: { session_file: folders.sessionFile } },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(database.port)
    }
  });
  client = new SidecarClient({
    serverSettings: ServerConnection.makeSettings({
      baseUrl: jupyter.url,
      token: jupyter.token,
      appendToken: false
    }),
    trans,
    page: new EventTarget()
  }).of(HANDOVER);
});
afterAll(async () => {
  await jupyter?.stop();
  await database?.stop();
});
beforeEach(() => {
  database.isEndless = false;
  database.row = { rowId: 3, rowSet: null };
});

test('a picture arrives, and the row at its pixel', async () => {
  expect(await client.rendering()).toEqual({
    renders: true,
    rendersPolygons: true
  });
  const { image, widget } = await client.render({ vega: VEGA });
  expect(image).toBe(PICTURE.toString('base64'));
  expect(await client.pixel(widget, AT_PIXEL)).toEqual({
    hit: { data: 'airports', rowId: 3, values: [] }
  });
});

test('an abort of the browser interrupts the database', async () => {
  const { widget } = await client.render({ vega: VEGA });
  database.isEndless = true;
  const abort = new AbortController();
  const rendered = client.render({ vega: VEGA, widget }, abort.signal);
  await until(() => database.running > 0 || null, 'the picture is rendered');
  abort.abort(new Error('Cancelled by the user.'));
  await expect(rendered).rejects.toThrow();
  await database.called('interrupt');
  await until(() => database.running === 0 || null, 'the picture is stopped');
  await expect(client.pixel(widget, AT_PIXEL)).rejects.toMatchObject({
    code: 'render_unknown'
  });
});

test.each([
  ['vega_invalid', '{"width": 9}'],
  [
    'read_only',
    '{"width": 9, "height": 9, "data": [{"name": "t", "sql": "DROP TABLE t"}]}'
  ]
])('a refusal keeps its code: %s', async (code, vega) => {
  await expect(client.render({ vega })).rejects.toMatchObject({ code });
});
