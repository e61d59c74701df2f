/**
 * A process that stands before the sandbox, and answers a query that it saw before from memory: the
 * database's own time is the same for all that read from it, and would hide what differs. Every
 * other call goes through. Started by {@link startReplayingDatabase} of replay.ts, with the port.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exception } from '../helpers/relay';
import { isResult, readCall, withSequence } from './thrift-message';

/** From the parent: whether to answer from memory, and to know Arrow. To it: that it was heard. */
export type Order = { replay: boolean; arrow: boolean };
export type Report = { port: number };

const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Content-Type'
};
const READS = /^\s*(SELECT|WITH)\b/i;

const sandboxPort = Number(process.argv[2]);
const seen = new Map<string, Buffer>();
let order: Order = { replay: true, arrow: true };

const bytesOf = async (message: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const ask = (body: Buffer, contentType = ''): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: sandboxPort,
        method: 'POST',
        agent: false,
        headers: { 'Content-Type': contentType, 'Content-Length': body.length }
      },
      response => {
        bytesOf(response).then(resolve, reject);
      }
    );
    request.on('error', reject);
    request.end(body);
  });

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(200, HEADERS).end();
    return;
  }
  const body = await bytesOf(request);
  const { protocol, key, method, sql, sequence } = readCall(body);
  const contentType = `application/vnd.apache.thrift.${protocol}`;
  let reply = order.replay ? seen.get(key) : undefined;
  if (method === 'sql_execute_df' && !order.arrow) {
    const text = `Invalid method name: '${method}'`;
    reply = exception({ protocol, method, sequence, text });
  }
  if (!reply) {
    reply = await ask(body, request.headers['content-type'] ?? contentType);
    if (READS.test(sql) && isResult(reply, protocol)) {
      seen.set(key, reply);
    }
  }
  const chunks = withSequence(reply, protocol, sequence);
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': contentType,
    'Content-Length': lengthOf(chunks)
  });
  chunks.forEach(chunk => response.write(chunk));
  response.end();
}

const lengthOf = (chunks: Buffer[]): number =>
  chunks.reduce((length, chunk) => length + chunk.length, 0);

const server = http.createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 60_000;
const report = (): void => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies Report);
};
server.listen(0, '127.0.0.1', report);
process.on('message', (told: Order) => {
  order = told;
  report();
});
process.on('disconnect', () => process.exit(0));
