/**
 * What the browser makes of a sidecar whose replies are cut on their way, at every byte: an error,
 * never rows. The server is HTTP's own, so a cut looks as it does to a browser.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterEach, describe, expect, test } from 'vitest';
import xxhash from 'xxhash-wasm';
import type { PageHeader } from '../../server/protocol';
import { SidecarError } from '../../src/sidecar/sidecar-error';
import { queryAsBrowser } from '../helpers/browser-query';
import { type Call, FaultProxy, type Toxic } from '../helpers/fault-proxy';
import { times } from '../helpers/scale';
import { cutAt, resetAt } from '../helpers/toxics';

const STREAM = Buffer.from(
  tableToIPC(tableFromArrays({ n: Int32Array.of(1, 2, 3) }), 'stream')
);
const PAGES = 2;
/** Every byte in full; every so many in quick. */
const STEP = times({ quick: 17, full: 1 });

let server: http.Server | undefined;
let proxy: FaultProxy | undefined;
afterEach(async () => {
  await proxy?.stop();
  server?.close();
});

/** A sidecar with one result, of which it tells the truth; `body` may differ from it. */
async function sidecar(
  framing: 'length' | 'chunks',
  body: (page: number, bytes: Buffer) => Buffer = (_page, bytes) => bytes
): Promise<number> {
  const digest = (await xxhash()).create64();
  const size = Math.ceil(STREAM.length / PAGES);
  const pages = Array.from({ length: PAGES }, (_, page) => {
    const bytes = STREAM.subarray(page * size, (page + 1) * size);
    const header: PageHeader = {
      page,
      bytes: bytes.length,
      digest: digest.update(bytes).digest().toString(16).padStart(16, '0'),
      expectedBytes: STREAM.length,
      rows: 3,
      summary:
        page < PAGES - 1
          ? null
          : {
              bytes: STREAM.length,
              rows: 3,
              more: false,
              executionTimeMs: 1,
              queryType: 'read'
            }
    };
    return { header, bytes };
  });
  server = http.createServer((request, response) => {
    request.resume();
    if (request.url!.endsWith('/cancel')) {
      response.end('{"outcome":"finished"}');
      return;
    }
    const number = Number(/\/pages\/(\d+)/.exec(request.url!)?.[1] ?? 0);
    const { header, bytes } = pages[number]!;
    const sent = body(number, bytes);
    response.setHeader('X-OmniSci-Page', JSON.stringify(header));
    if (framing === 'length') {
      response.setHeader('Content-Length', sent.length);
    }
    response.write(sent);
    response.end();
  });
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const outcome = (port: number): Promise<string> =>
  queryAsBrowser(port, 'SELECT n').then(
    () => 'rows',
    (error: unknown) => {
      expect(error).toBeInstanceOf(SidecarError);
      return (error as SidecarError).code;
    }
  );

describe.each(['length', 'chunks'] as const)('framed by %s', framing => {
  test('whole, it is rows', async () => {
    expect(await outcome(await sidecar(framing))).toBe('rows');
  });

  test.each([0, 1])('a cut on the line, in page %i', async page => {
    const port = await sidecar(framing);
    proxy = await FaultProxy.start(port);
    const isPage = ({ bytes }: Call): boolean =>
      bytes.includes(page ? '/pages/1' : 'POST /queries HTTP');
    // Of the whole reply, with its head.
    let length = 0;
    const measured: Toxic = async function* (answer) {
      for await (const bytes of answer) {
        length += bytes.length;
        yield bytes;
      }
    };
    proxy.toxics = call => (isPage(call) ? [measured] : []);
    expect(await outcome(proxy.port)).toBe('rows');
    const wrong: string[] = [];
    for (let at = 0; at < length; at += STEP) {
      const cut = at % 2 ? resetAt(at) : cutAt(at);
      proxy.toxics = call => (isPage(call) ? [cut] : []);
      const code = await outcome(proxy.port);
      if (!/^(server_unreachable|bad_upstream_answer)$/.test(code)) {
        wrong.push(`${code} at ${at} of ${length}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(length).toBeGreaterThan(300);
  });

  test.each([0, 1])(
    'a page that a proxy between cut clean, page %i',
    async page => {
      for (let at = 0; at < STREAM.length / PAGES - 1; at += STEP) {
        const port = await sidecar(framing, (number, bytes) =>
          number === page ? bytes.subarray(0, at) : bytes
        );
        expect(await outcome(port)).toBe('bad_upstream_answer');
        server!.close();
      }
    }
  );

  test('a page with a text of the proxy’s appended', async () => {
    const port = await sidecar(framing, (_page, bytes) =>
      Buffer.concat([bytes, Buffer.from('Connection closed')])
    );
    expect(await outcome(port)).toBe('bad_upstream_answer');
  });

  test('a page with one byte changed, wherever it is', async () => {
    for (let at = 0; at < STREAM.length / PAGES; at += STEP) {
      const port = await sidecar(framing, (number, bytes) => {
        const spoilt = Buffer.from(bytes);
        if (number === 0) {
          spoilt[at]! ^= 1;
        }
        return spoilt;
      });
      expect(await outcome(port)).toBe('bad_upstream_answer');
      server!.close();
    }
  });
});
