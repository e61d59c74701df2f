/**
 * Sends one serialized call to the database and returns its answer, over HTTP(S) or over raw TCP
 * with one connection per call. Every failure is an ApiError that names host and port.
 */
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { ApiError } from '../errors/api-error';
import { nameOf } from './target';
import type { Target } from './target';
import { type IAnswer, StreamAnswer } from './answer';
import { Breaker } from './breaker';
import { Deadlines, type TimeLimits } from './deadlines';
import { lookup } from './lookup';
import { badAnswer, cutAnswer, networkError } from './network-error';
import { wholeAnswer } from './whole-answer';

export type Exchange = {
  target: Target;
  contentType: string;
  call: Buffer;
  /** From the first byte sent to the last received, without the time in which nobody reads. */
  timeLimitMs: number;
  /** Upper limit for a valid answer. */
  maxAnswerBytes: number;
  /** False if the call must not be sent twice. It then avoids connections that may be stale. */
  repeatable: boolean;
  signal?: AbortSignal;
};

export interface ITransport {
  /** The whole answer. */
  exchange(exchange: Exchange): Promise<Buffer>;
  /** The answer as it arrives. The caller closes it. */
  open(exchange: Exchange): Promise<IAnswer>;
  dispose(): void;
}

const OTHER_PROTOCOL = 'it speaks another protocol';
/** Informational answers (1xx) before the answer; one is usual. */
const MAX_INFORMATIONS = 8;

/**
 * A connection that the other side had already closed fails within this time. A later failure
 * belongs to the call itself, which is not repeated.
 */
const STALE_MS = 1000;

type Opening = Exchange & {
  limits: Pick<TimeLimits, 'connectMs' | 'idleMs'>;
  onConnected: () => void;
};

export class Transport implements ITransport {
  // The idle time is below the keep-alive time of common proxies.
  private readonly agents = {
    http: new http.Agent({ keepAlive: true, timeout: 4000 }),
    https: new https.Agent({ keepAlive: true, timeout: 4000 })
  };
  private readonly breaker = new Breaker();

  constructor(
    private readonly limits: Pick<TimeLimits, 'connectMs' | 'idleMs'>
  ) {}

  async exchange(exchange: Exchange): Promise<Buffer> {
    return await this.withFreshConnection(exchange, async attempt => {
      return await wholeAnswer(await this.openOnce(attempt), exchange);
    });
  }

  async open(exchange: Exchange): Promise<IAnswer> {
    return await this.withFreshConnection(exchange, attempt =>
      this.openOnce(attempt)
    );
  }

  dispose(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  /** Repeats the work if a kept-alive connection turns out to be closed. */
  private async withFreshConnection<T>(
    exchange: Exchange,
    work: (exchange: Exchange) => Promise<T>
  ): Promise<T> {
    try {
      return await work(exchange);
    } catch (error) {
      if (error instanceof StaleConnection && exchange.repeatable) {
        return await work({ ...exchange, repeatable: false });
      }
      throw error instanceof StaleConnection ? error.fault : error;
    }
  }

  private openOnce(exchange: Exchange): Promise<IAnswer> {
    const { target, signal } = exchange;
    return this.breaker.through(
      `${target.protocol} ${nameOf(target)}`,
      onConnected => {
        const opening = { ...exchange, limits: this.limits, onConnected };
        return target.protocol === 'binary'
          ? overSocket(opening)
          : this.overHttp(opening);
      },
      signal
    );
  }

  private overHttp(exchange: Opening): Promise<IAnswer> {
    const { target, call, repeatable, signal, onConnected } = exchange;
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
        lookup,
        agent: repeatable ? this.agents[protocol] : false,
        // NODE_TLS_REJECT_UNAUTHORIZED=0 would disable it silently.
        rejectUnauthorized: true,
        signal
      });
      const sentAt = performance.now();
      let hasBegun = false;
      let fault: Error | undefined;
      const fail = (reason: Error): void => {
        fault ??= reason;
        deadlines.clear();
        reject(fault);
        request.destroy();
      };
      const deadlines = new Deadlines({ ...exchange, onPassed: fail });
      request.on('socket', socket => {
        if (!socket.connecting) {
          onConnected();
          return;
        }
        deadlines.connecting();
        socket.once(protocol === 'https' ? 'secureConnect' : 'connect', () => {
          deadlines.connected();
          onConnected();
        });
      });
      request.on('error', error => {
        const reason = networkError(error, target);
        const isStale =
          request.reusedSocket &&
          !hasBegun &&
          performance.now() - sentAt < STALE_MS;
        fail(isStale ? new StaleConnection(reason) : reason);
      });
      // Without a listener, Node closes the connection and emits no error.
      request.on('upgrade', () => fail(badAnswer(target, OTHER_PROTOCOL)));
      let informations = 0;
      request.on('information', () => {
        if (++informations > MAX_INFORMATIONS) {
          fail(badAnswer(target, 'it sends too many informational answers'));
        }
      });
      request.on('response', response => {
        hasBegun = true;
        const error = headersError(response, target);
        if (error) {
          fail(error);
          return;
        }
        resolve(
          new StreamAnswer({
            stream: response,
            target,
            maxAnswerBytes: exchange.maxAnswerBytes,
            deadlines,
            explain: error =>
              (fault as ApiError | undefined) ??
              cutAnswer(target, 'its answer was cut off', error)
          })
        );
      });
      request.end(call);
    });
  }
}

/** A kept-alive connection that the other side had already closed. */
class StaleConnection extends Error {
  constructor(readonly fault: ApiError) {
    super();
  }
}

function headersError(
  { statusCode, headers }: http.IncomingMessage,
  target: Target
): ApiError | null {
  if (statusCode !== 200) {
    return badAnswer(target, `it answered HTTP status ${statusCode}`);
  }
  if (headers['content-encoding']) {
    return badAnswer(
      target,
      'its answer is compressed, which was not asked for'
    );
  }
  return null;
}

function overSocket(exchange: Opening): Promise<IAnswer> {
  const { target, call, signal, maxAnswerBytes, onConnected } = exchange;
  return new Promise((resolve, reject) => {
    const socket = net.connect({
      host: target.host,
      port: target.port,
      lookup,
      signal
    });
    const fail = (fault: ApiError): void => {
      deadlines.clear();
      reject(fault);
      socket.destroy(fault);
    };
    const deadlines = new Deadlines({ ...exchange, onPassed: fail });
    deadlines.connecting();
    socket.on('error', error => reject(networkError(error, target)));
    socket.on('close', () => deadlines.clear());
    socket.on('connect', () => {
      deadlines.connected();
      onConnected();
      socket.write(call);
      resolve(
        new StreamAnswer({
          stream: socket,
          target,
          maxAnswerBytes,
          deadlines,
          explain: error => networkError(error as Error, target)
        })
      );
    });
  });
}
