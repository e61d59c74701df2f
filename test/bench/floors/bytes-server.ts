/** A bare Node server that has the bytes of a result: whole, in pages, and a page to read them in. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export const PAGE_BYTES = 4 * 1024 * 1024;

export async function serveBytes(
  bytes: Buffer,
  script: string
): Promise<http.Server> {
  const server = http.createServer(({ url = '' }, response) => {
    const page = /\/pages\/(\d+)$/.exec(url)?.[1];
    if (url.endsWith('/script.js')) {
      send(response, 'text/javascript', script);
    } else if (url.endsWith('/whole')) {
      send(response, 'application/octet-stream', bytes);
    } else if (page === undefined) {
      send(
        response,
        'text/html; charset=utf-8',
        '<!doctype html><script src="script.js"></script>'
      );
    } else {
      const start = Number(page) * PAGE_BYTES;
      const part = bytes.subarray(start, start + PAGE_BYTES);
      send(response, 'application/octet-stream', part);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export const portOf = (server: http.Server): number =>
  (server.address() as AddressInfo).port;

function send(
  response: http.ServerResponse,
  type: string,
  body: Buffer | string
): void {
  response
    .setHeader('Content-Type', type)
    .setHeader('Content-Length', Buffer.byteLength(body))
    .end(body);
}
