/** Asks one route at one place, and waits no longer than so long for the whole answer. */
import http, { type IncomingHttpHeaders } from 'node:http';

export type Place = {
  name: string;
  /** A unix socket, or a port of this machine. */
  socketPath?: string;
  port?: number;
  /** In front of the sidecar's routes; ends with a slash. */
  path: string;
  headers?: Record<string, string>;
  /** As a browser keeps its connections; without one each request has its own, as Jupyter's. */
  agent?: http.Agent;
};

export type Asked = {
  method: 'GET' | 'POST';
  route: string;
  content?: object;
  /** Whoever aborts it hangs up. */
  signal?: AbortSignal;
};

export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** No answer within the bound. */
export class Hung extends Error {}

/** Past what a request may wait in Jupyter, in the sidecar's line, and for a page. */
const ANSWER_MS = 60_000;

export function ask(place: Place, asked: Asked): Promise<Answer> {
  const { socketPath, port, path, headers, agent } = place;
  const { method, route, content, signal } = asked;
  const body = content && JSON.stringify(content);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        ...(socketPath === undefined
          ? { host: '127.0.0.1', port }
          : { socketPath }),
        method,
        path: path + route,
        agent: agent ?? false,
        signal,
        headers: {
          ...headers,
          ...(body !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body)
          })
        }
      },
      response => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces)
          });
        });
      }
    );
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(() => {
      reject(new Hung(`${method} ${route.split('?')[0]}`));
      request.destroy();
    }, ANSWER_MS);
    request.on('error', fail);
    request.end(body);
  });
}
