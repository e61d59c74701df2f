/**
 * Thrift over HTTP, as HeavyDB's ports 6276 and 6278 in one: the protocol is the one that the
 * Content-Type names, else the one that the body begins with. Any path will do.
 */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse
} from 'node:http';
import {
  createServer as createHttpsServer,
  type Server as HttpsServer
} from 'node:https';
import type { TlsOptions } from 'node:tls';
import {
  type MessageProcessor,
  protocolError,
  type ProtocolName,
  protocolOf
} from './message.js';
import { thrift } from './runtime.js';

const MAX_BYTES = 64 * 1024 * 1024;

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type'
};

/** Speaks HTTPS where it has a certificate. */
export function createHttpServer(
  processor: MessageProcessor,
  tls?: TlsOptions
): Server | HttpsServer {
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    respond(processor, request, response).catch(() => response.destroy());
  };
  const server = tls ? createHttpsServer(tls, serve) : createServer(serve);
  // HeavyDB keeps connections open; an idle minute is enough for clients that reuse them.
  server.keepAliveTimeout = 60_000;
  return server;
}

async function respond(
  processor: MessageProcessor,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(200, CORS).end();
    return;
  }
  if (request.method !== 'POST') {
    response
      .writeHead(405, { ...CORS, Allow: 'POST, OPTIONS' })
      .end('Thrift requires POST.');
    return;
  }
  const body = await bodyOf(request);
  if (!body) {
    response.writeHead(413, CORS).end('The message is too long.');
    return;
  }
  const byContent = protocolOf(body[0]);
  const protocol = protocolNamed(request.headers['content-type']) ?? byContent;
  if (!protocol) {
    response.writeHead(400, CORS).end('This is no Thrift message.');
    return;
  }
  const reply = (message: Buffer): void => {
    response
      .writeHead(200, {
        ...CORS,
        'Content-Type': `application/vnd.apache.thrift.${protocol}`,
        'Content-Length': message.length
      })
      .end(message);
  };
  if (protocol !== byContent) {
    protocolError(protocol, `The message is not ${protocol} Thrift.`, reply);
    return;
  }
  thrift.TBufferedTransport.receiver(input => {
    try {
      processor.process(protocol, input, reply);
    } catch (error) {
      protocolError(protocol, textOf(error), reply);
    }
  })(body);
}

function protocolNamed(contentType = ''): ProtocolName | undefined {
  const name = /^application\/vnd\.apache\.thrift\.(json|binary)\b/.exec(
    contentType
  );
  return name?.[1] as ProtocolName | undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_BYTES) {
      return undefined;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const textOf = (error: unknown): string =>
  error instanceof Error && error.message
    ? error.message
    : 'The message is incomplete.';
