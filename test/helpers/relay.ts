/**
 * Stands between the sidecar and the sandbox: records the methods and sessions of calls, and
 * refuses what an older server would. Everything else passes unchanged.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Refusal = (method: string) => string | undefined;

export interface IRelay {
  port: number;
  /** Every call so far; `session` is the first argument. */
  calls: { method: string; session: string; protocol: 'json' | 'binary' }[];
  /** How often `method` was called. */
  count(method: string): number;
  /** Answers a TApplicationException with this text instead of calling the sandbox. */
  refuse: Refusal;
  /** Cuts the answer to a method after this many bytes; negative counts from its end. */
  cut: (method: string) => number | undefined;
  /** Does not answer calls of a method. */
  stall: (method: string) => boolean;
  /** Holds calls of a method back until this resolves. */
  hold: (method: string) => Promise<void> | undefined;
  /** Answers HTTP 406 to this protocol, like a server that speaks only the other. */
  lacks?: 'json' | 'binary';
  /** Passes everything unchanged again, and forgets the calls. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startRelay(target: number): Promise<IRelay> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void pass(Buffer.concat(chunks)));
    const pass = async (body: Buffer): Promise<void> => {
      const protocol = body[0] === 0x5b ? 'json' : 'binary';
      if (protocol === relay.lacks) {
        response.writeHead(406).end('<html>Not acceptable</html>');
        return;
      }
      const { method, session, sequence } =
        protocol === 'json' ? readJson(body) : readBinary(body);
      relay.calls.push({ method, session, protocol });
      if (relay.stall(method)) {
        return;
      }
      await relay.hold(method);
      const text = relay.refuse(method);
      if (text !== undefined) {
        response.end(exception({ protocol, method, sequence, text }));
        return;
      }
      const forward = http.request(
        {
          host: '127.0.0.1',
          port: target,
          method: 'POST',
          path: '/',
          headers: { 'Content-Type': request.headers['content-type'] }
        },
        answer => {
          const cutAt = relay.cut(method);
          if (cutAt !== undefined) {
            breakOff(answer, response, cutAt);
            return;
          }
          response.writeHead(answer.statusCode ?? 502);
          answer.pipe(response);
        }
      );
      forward.on('error', () => response.destroy());
      forward.end(body);
    };
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const relay: IRelay = {
    port: (server.address() as AddressInfo).port,
    calls: [],
    count: method => relay.calls.filter(call => call.method === method).length,
    refuse: () => undefined,
    cut: () => undefined,
    stall: () => false,
    hold: () => undefined,
    reset() {
      relay.calls.length = 0;
      relay.refuse = () => undefined;
      relay.cut = () => undefined;
      relay.stall = () => false;
      relay.hold = () => undefined;
      relay.lacks = undefined;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
  return relay;
}

/** Closes the connection in the middle, although the whole length was announced. */
function breakOff(
  answer: http.IncomingMessage,
  response: http.ServerResponse,
  cutAt: number
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => {
    const body = Buffer.concat(chunks);
    response.writeHead(200, { 'Content-Length': body.length });
    response.write(body.subarray(0, cutAt < 0 ? body.length + cutAt : cutAt));
    setImmediate(() => response.destroy());
  });
}

type Call = { method: string; session: string; sequence: number };

function readJson(body: Buffer): Call {
  const [, method, , sequence, args] = JSON.parse(body.toString()) as [
    number,
    string,
    number,
    number,
    Record<string, { str?: string }>
  ];
  return { method, session: args[1]?.str ?? '', sequence };
}

/** Version, name, sequence; then the first field of the arguments' struct if it is a string. */
function readBinary(body: Buffer): Call {
  const length = body.readInt32BE(4);
  const method = body.toString('utf8', 8, 8 + length);
  const sequence = body.readInt32BE(8 + length);
  const field = 12 + length;
  const isText = body[field] === 11 && body.readInt16BE(field + 1) === 1;
  const start = field + 7;
  const session = isText
    ? body.toString('utf8', start, start + body.readInt32BE(field + 3))
    : '';
  return { method, session, sequence };
}

export type Exception = {
  protocol: 'json' | 'binary';
  method: string;
  sequence: number;
  text: string;
};

/** Like C++ servers, with type 1, UNKNOWN_METHOD, for `Invalid method name`. */
export function exception({
  protocol,
  method,
  sequence,
  text
}: Exception): Buffer {
  const type = text.startsWith('Invalid method name') ? 1 : 6;
  if (protocol === 'json') {
    const body = { 1: { str: text }, 2: { i32: type } };
    return Buffer.from(JSON.stringify([1, method, 3, sequence, body]));
  }
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const string = (value: string): Buffer =>
    Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from([0x80, 0x01, 0, 3]),
    string(method),
    number(sequence),
    Buffer.from([11, 0, 1]),
    string(text),
    Buffer.from([8, 0, 2]),
    number(type),
    Buffer.from([0])
  ]);
}
