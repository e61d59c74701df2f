/**
 * Carries one serialized call to the database and its answer back: over HTTP(S), or raw TCP with
 * a connection a call. Every failure is an ApiError that names host and port.
 */
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { ApiError } from '../http/api-error';
import type { Target } from '../session/connection';
import { Deadlines } from './deadlines';
import { MalformedMessage, MessageScanner } from './message-scanner';
import { badAnswer, networkFault } from './network-fault';

const ANSWER_LIMIT = 512 * 1024 * 1024;

export type Exchange = {
  target: Target;
  contentType: string;
  call: Buffer;
  /** From the first byte sent to the last received. */
  timeLimitMs: number;
  /** False for what must not be sent twice: then no connection is taken that may have gone stale. */
  repeatable: boolean;
  signal?: AbortSignal;
};

export interface ITransport {
  exchange(exchange: Exchange): Promise<Buffer>;
  dispose(): void;
}

export class Transport implements ITransport {
  // The idle time is below the keep-alive time of common proxies.
  private readonly agents = {
    http: new http.Agent({ keepAlive: true, timeout: 4000 }),
    https: new https.Agent({ keepAlive: true, timeout: 4000 })
  };

  async exchange(exchange: Exchange): Promise<Buffer> {
    if (exchange.target.protocol === 'binary') {
      return await overSocket(exchange);
    }
    try {
      return await this.overHttp(exchange);
    } catch (error) {
      if (error instanceof StaleConnection && exchange.repeatable) {
        return await this.overHttp({ ...exchange, repeatable: false });
      }
      throw error instanceof StaleConnection ? error.fault : error;
    }
  }

  dispose(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private overHttp(exchange: Exchange): Promise<Buffer> {
    const { target, call, repeatable, signal } = exchange;
    const protocol = target.protocol === 'https' ? 'https' : 'http';
    const { request: send } = protocol === 'https' ? https : http;
    return new Promise((resolve, reject) => {
      const request = send({
        host: target.host,
        port: target.port,
        method: 'POST',
        path: '/',
        headers: {
          'Content-Type': exchange.contentType,
          'Content-Length': call.length
        },
        agent: repeatable ? this.agents[protocol] : false,
        signal
      });
      const deadlines = new Deadlines(exchange, fault => {
        reject(fault);
        request.destroy();
      });
      const fail = (fault: Error): void => {
        deadlines.clear();
        reject(fault);
        request.destroy();
      };
      request.on('socket', socket => {
        if (socket.connecting) {
          deadlines.connecting();
          socket.once(protocol === 'https' ? 'secureConnect' : 'connect', () =>
            deadlines.connected()
          );
        }
      });
      request.on('error', error => {
        const fault = networkFault(error, target);
        fail(request.reusedSocket ? new StaleConnection(fault) : fault);
      });
      request.on('response', response => {
        collect(response, exchange, deadlines).then(answer => {
          deadlines.clear();
          resolve(answer);
        }, fail);
      });
      request.end(call);
    });
  }
}

/** A connection kept alive that the other side had already closed. */
class StaleConnection extends Error {
  constructor(readonly fault: ApiError) {
    super();
  }
}

async function collect(
  response: http.IncomingMessage,
  { target }: Exchange,
  deadlines: Deadlines
): Promise<Buffer> {
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    throw badAnswer(target, `it answered HTTP status ${statusCode}`);
  }
  if (headers['content-encoding']) {
    throw badAnswer(
      target,
      'its answer is compressed, which was not asked for'
    );
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      deadlines.received();
      chunks.push(chunk);
      length += chunk.length;
      if (length > ANSWER_LIMIT) {
        throw badAnswer(target, 'its answer is bigger than 512 MiB');
      }
    }
  } catch (error) {
    throw error instanceof ApiError
      ? error
      : badAnswer(target, 'its answer broke off', error);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

function overSocket(exchange: Exchange): Promise<Buffer> {
  const { target, call, signal } = exchange;
  return new Promise((resolve, reject) => {
    const socket = net.connect({
      host: target.host,
      port: target.port,
      signal
    });
    const scanner = new MessageScanner(ANSWER_LIMIT);
    const finish = (): void => {
      deadlines.clear();
      socket.destroy();
    };
    const fail = (fault: ApiError): void => {
      finish();
      reject(fault);
    };
    const deadlines = new Deadlines(exchange, fail);
    deadlines.connecting();
    socket.on('connect', () => {
      deadlines.connected();
      socket.write(call);
    });
    socket.on('data', chunk => {
      deadlines.received();
      try {
        const answer = scanner.push(chunk);
        if (answer) {
          finish();
          resolve(answer);
        }
      } catch (error) {
        const reason = error instanceof MalformedMessage ? error.message : '';
        fail(badAnswer(target, `its answer is not Thrift: ${reason}`, error));
      }
    });
    socket.on('error', error => fail(networkFault(error, target)));
    socket.on('close', () =>
      fail(badAnswer(target, 'it closed the connection before it answered'))
    );
  });
}
