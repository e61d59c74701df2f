/** A real HTTP server with the answers of a test, and a client of the sidecar that calls it. */
import { ServerConnection } from '@jupyterlab/services';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { SidecarClient } from '../../src/sidecar/client';
import type { ConnectionClient } from '../../src/sidecar/connection-client';
import { HANDOVER } from '../../src/sidecar/route-address';
import { trans } from './fake-connection';

export type AnsweringServer = {
  /** Of the handed-over connection. */
  client: ConnectionClient;
  sidecar: SidecarClient;
  /** The target of `pagehide`. */
  page: EventTarget;
  /** Sets the next answers. */
  answer: RequestListener;
  /** The requested paths, below `/lab/omnisci/`. */
  readonly asked: string[];
  stop(): Promise<void>;
};

/** Listens on a free port until the test ends. */
export async function startAnsweringServer(
  answer: RequestListener
): Promise<AnsweringServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://server');
    asked.push(pathname.replace('/lab/omnisci/', ''));
    running.answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const stop = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  const page = new EventTarget();
  const sidecar = new SidecarClient({
    serverSettings: ServerConnection.makeSettings({
      baseUrl: `http://127.0.0.1:${port}/lab/`
    }),
    trans,
    page
  });
  const running: AnsweringServer = {
    sidecar,
    client: sidecar.of(HANDOVER),
    page,
    answer,
    asked,
    stop
  };
  onTestFinished(stop);
  return running;
}

/** Answers with JSON. */
export const json =
  (value: unknown, status = 200): RequestListener =>
  (_, response) => {
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(value));
  };

/** Answers with a web page, like proxies and login pages. */
export const webPage =
  (status = 200): RequestListener =>
  (_, response) => {
    response
      .writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Log in</title>');
  };
