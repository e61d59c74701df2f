/** Each toxic makes of a good reply the bad one that it says, and Apache's own reader refuses it. */
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { ThriftProtocol } from '../../../server/thrift/calls';
import { FaultProxy, type Toxic } from '../../helpers/fault-proxy';
import {
  gzip,
  rewriteHead,
  webPage,
  wrongKind,
  wrongLength,
  wrongMethod,
  wrongSequence,
  wrongType,
  wrongVersion
} from '../../helpers/message-toxics';
import {
  SEQUENCE,
  thriftReply,
  type ThriftReply
} from '../../helpers/thrift-reply';

let proxy: FaultProxy | undefined;
let server: http.Server | undefined;
afterEach(async () => {
  await proxy?.stop();
  server?.close();
});

const replyOf = (protocol: ThriftProtocol): Promise<ThriftReply> =>
  thriftReply({
    protocol,
    method: 'get_version',
    args: [],
    answer: () => '5.10.2'
  });

type Heard = {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
};

/** What a caller hears of a server's answer behind this toxic; null where it breaks off. */
async function through(toxic: Toxic, answer: Buffer): Promise<Heard | null> {
  server = http.createServer((_, response) =>
    response.writeHead(200, { 'Content-Length': answer.length }).end(answer)
  );
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.start((server.address() as AddressInfo).port);
  proxy.poison('get_version', toxic);
  return await new Promise(resolve => {
    const request = http.request(
      { host: '127.0.0.1', port: proxy!.port, method: 'POST', agent: false },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve(null));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks)
          })
        );
      }
    );
    request.on('error', () => resolve(null));
    // All that the proxy looks at is the call's name.
    request.end('[1,"get_version",1,1,{}]');
  });
}

describe.each(['json', 'binary'] as const)('over %s', protocol => {
  test('what is not spoilt is the answer', async () => {
    const { bytes, decode } = await replyOf(protocol);
    const heard = await through(
      rewriteHead(head => head),
      bytes
    );
    expect(decode(heard!.body)).toBe('5.10.2');
  });

  test.each([
    ['sequence', wrongSequence],
    ['method', wrongMethod],
    ['kind', wrongKind],
    ['version', wrongVersion],
    ['type', wrongType]
  ])('wrong %s: well-formed on the line, and refused', async (_name, toxic) => {
    const { bytes, decode } = await replyOf(protocol);
    const heard = await through(toxic, bytes);
    expect(heard!.body.equals(bytes)).toBe(false);
    expect(() => decode(heard!.body)).toThrow();
  });

  test('the method and the sequence are what was changed', async () => {
    const { bytes } = await replyOf(protocol);
    const name = (await through(wrongMethod, bytes))!.body.toString('latin1');
    expect(name).toContain('noisrev_teg');
    await proxy?.stop();
    const reply = (await through(wrongSequence, bytes))!.body;
    const before = Buffer.from(String(SEQUENCE - 1));
    expect(
      protocol === 'json'
        ? reply.includes(before)
        : reply.readInt32BE(19) === SEQUENCE - 1
    ).toBe(true);
  });
});

test.each([3, -3])(
  'a Content-Length that is wrong by %i breaks the answer off',
  async difference => {
    const { bytes } = await replyOf('json');
    expect(await through(wrongLength(difference), bytes)).toBeNull();
  }
);

test('gzip: packed, and said to be', async () => {
  const { bytes } = await replyOf('json');
  const heard = await through(gzip, bytes);
  expect(heard!.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(heard!.body).equals(bytes)).toBe(true);
});

test('a page: status, headers and text', async () => {
  const { bytes } = await replyOf('json');
  const heard = await through(
    webPage(302, 'Moved', { Location: 'http://127.0.0.1:1/' }),
    bytes
  );
  expect(heard).toMatchObject({
    status: 302,
    headers: { location: 'http://127.0.0.1:1/' }
  });
  expect(String(heard!.body)).toBe('Moved');
});
