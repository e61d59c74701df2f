/** An export to a real Jupyter server, through a proxy that limits bodies as nginx does by default. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ContentsManager, ServerConnection } from '@jupyterlab/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHUNK_BYTES, PartialFile } from '../../src/export/partial-file';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';

const BODY_LIMIT = 1024 * 1024;

let jupyter: Jupyter;
let proxy: http.Server;
const refused: number[] = [];
beforeAll(async () => {
  jupyter = await Jupyter.start(new JupyterFolders(), {
    module: 'jupyter_server'
  });
  proxy = await startProxy(jupyter.url);
});
afterAll(async () => {
  proxy?.closeAllConnections();
  proxy?.close();
  await jupyter?.stop();
});

/** Passes everything on but bodies beyond the limit, which it answers with a page of its own. */
async function startProxy(target: string): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > BODY_LIMIT) {
      refused.push(length);
      request.resume();
      request.on('end', () => {
        response.writeHead(413, { 'Content-Type': 'text/html' });
        response.end('<h1>413 Request Entity Too Large</h1>');
      });
      return;
    }
    const { method, headers, url } = request;
    const onward = http.request(
      new URL(url ?? '', target),
      { method, headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return server;
}

test('arrives whole, in smaller chunks after the first refusal', async () => {
  const { port } = proxy.address() as AddressInfo;
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: `http://127.0.0.1:${port}/`,
    token: jupyter.token,
    appendToken: false
  });
  const contents = new ContentsManager({ serverSettings });
  const file = new PartialFile({
    contents,
    path: 'rows.csv.part~',
    mimeType: 'text/csv'
  });
  const all = Buffer.from(
    Uint8Array.from(
      { length: 3 * CHUNK_BYTES + 11 },
      (_, at) => (at * 31) & 255
    )
  );
  for (let at = 0; at < all.length; at += 900_001) {
    await file.write(all.subarray(at, at + 900_001));
  }
  await file.finish();
  await file.rename('rows.csv');
  contents.dispose();
  const { root } = jupyter.folders;
  expect(readFileSync(join(root, 'rows.csv')).equals(all)).toBe(true);
  expect(refused).toHaveLength(1);
});
