/** A real HTTP server that answers as a test wants, and a client of the sidecar that asks it. */
import { ServerConnection } from '@jupyterlab/services';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { SidecarClient } from '../../src/sidecar/client';
import type { ConnectionClient } from '../../src/sidecar/connection-client';
import { HANDOVER } from '../../src/sidecar/route-request';
import { trans } from './fake-connection';

export type AnsweringServer = {
  /** Of the handed-over connection. */
  client: ConnectionClient;
  sidecar: SidecarClient;
  /** What `pagehide` is dispatched to. */
  page: EventTarget;
  /** How it answers from now on. */
  answer: RequestListener;
  /** The paths that were asked for, below `/lab/omnisci/`. */
  readonly asked: string[];
  stop(): Promise<void>;
};

/** Listens on a free port until the test is over. */
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

/** Answers with a web page, as proxies do and what asks for a login. */
export const webPage =
  (status = 200): RequestListener =>
  (_, response) => {
    response
      .writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Log in</title>');
  };
