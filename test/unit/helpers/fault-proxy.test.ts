/** Each toxic does to an answer what it says, and nothing else. */
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { FaultProxy, type Toxic } from '../../helpers/fault-proxy';
import {
  bandwidth,
  blackHoleAt,
  cutAt,
  endless,
  flipBit,
  garbageFrom,
  halfCloseAt,
  inPlace,
  latency,
  resetAt,
  slices,
  slowClose
} from '../../helpers/toxics';
import { until } from '../../helpers/until';

const ANSWER = Buffer.from(
  Array.from({ length: 4000 }, (_, index) => index % 251)
);

const servers: net.Server[] = [];
const proxies: FaultProxy[] = [];
afterEach(async () => {
  await Promise.all(proxies.splice(0).map(proxy => proxy.stop()));
  servers.splice(0).forEach(server => server.close());
});

/** A proxy before a server that answers whatever it is sent with {@link ANSWER}. */
async function proxied(...toxics: Toxic[]): Promise<FaultProxy> {
  const server = net.createServer(socket => {
    socket.on('data', () => socket.write(ANSWER));
    socket.on('error', () => undefined);
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const proxy = await FaultProxy.start((server.address() as AddressInfo).port);
  proxies.push(proxy);
  proxy.toxics = () => toxics;
  return proxy;
}

type Heard = {
  bytes: Buffer;
  pieces: number;
  /** How the other side ended it, if it did. */
  end: 'fin' | 'rst' | null;
};

/** Calls once, and listens until the end, or until so many bytes are there. */
function call(proxy: FaultProxy, count = Infinity): Promise<Heard> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let length = 0;
    const tell = (end: Heard['end']): void => {
      socket.destroy();
      resolve({ bytes: Buffer.concat(chunks), pieces: chunks.length, end });
    };
    const socket = net.connect(proxy.port, '127.0.0.1', () =>
      socket.write('call')
    );
    socket.on('data', chunk => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= count) {
        tell(null);
      }
    });
    socket.on('end', () => tell('fin'));
    socket.on('error', () => tell('rst'));
  });
}

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const started = performance.now();
  return [await work, performance.now() - started];
};

test('without toxics nothing is changed, call after call on one connection', async () => {
  const proxy = await proxied();
  const socket = net.connect(proxy.port, '127.0.0.1');
  let heard = 0;
  socket.on('data', chunk => {
    heard += chunk.length;
  });
  for (let turn = 1; turn <= 3; turn++) {
    socket.write('call');
    await until(() => (heard === turn * ANSWER.length ? true : null), 'heard');
  }
  socket.destroy();
  expect(proxy.calls).toHaveLength(3);
  expect(proxy.connections).toBe(1);
});

test('latency: the same bytes, later', async () => {
  const proxy = await proxied(latency(80));
  const [{ bytes }, ms] = await timed(call(proxy, ANSWER.length));
  expect(bytes.equals(ANSWER)).toBe(true);
  expect(ms).toBeGreaterThanOrEqual(79);
});

test('bandwidth: the same bytes, no faster than that', async () => {
  const proxy = await proxied(bandwidth(40_000));
  const [{ bytes }, ms] = await timed(call(proxy, ANSWER.length));
  expect(bytes.equals(ANSWER)).toBe(true);
  expect(ms).toBeGreaterThanOrEqual(90);
});

test('slices: the same bytes, in tiny packets', async () => {
  const proxy = await proxied(slices(100));
  const { bytes, pieces } = await call(proxy, ANSWER.length);
  expect(bytes.equals(ANSWER)).toBe(true);
  expect(pieces).toBeGreaterThan(2);
});

test.each([0, 1, 1500, 3999])(
  'cut at %i: so many bytes, and the end in order',
  async count => {
    const { bytes, end } = await call(await proxied(cutAt(count)));
    expect(bytes.equals(ANSWER.subarray(0, count))).toBe(true);
    expect(end).toBe('fin');
  }
);

test('reset: RST, and no more bytes than said', async () => {
  const { bytes, end } = await call(await proxied(resetAt(1000)));
  // What was under way may be lost.
  expect(ANSWER.subarray(0, 1000).indexOf(bytes)).toBe(0);
  expect(end).toBe('rst');
});

test('half-close: the end of the answer, while the other side still listens', async () => {
  const proxy = await proxied(halfCloseAt(10));
  const socket = net.connect({
    port: proxy.port,
    host: '127.0.0.1',
    allowHalfOpen: true
  });
  socket.write('call');
  await new Promise(resolve => socket.resume().on('end', resolve));
  expect(proxy.size).toBe(1);
  await new Promise<void>(resolve => socket.write('more', () => resolve()));
  expect(proxy.size).toBe(1);
  socket.destroy();
});

test('black hole: so many bytes, then neither more nor an end', async () => {
  const proxy = await proxied(blackHoleAt(20));
  const silent = call(proxy);
  expect((await call(proxy, 20)).bytes.length).toBe(20);
  expect(
    await Promise.race([
      silent.then(() => 'ended'),
      new Promise(resolve => setTimeout(resolve, 100, 'silent'))
    ])
  ).toBe('silent');
  await proxy.stop();
  expect((await silent).bytes.length).toBe(20);
});

test('endless: what was said, for ever', async () => {
  const { bytes } = await call(
    await proxied(endless(3, Buffer.from('abc'))),
    10_000
  );
  expect(bytes.subarray(0, 3).equals(ANSWER.subarray(0, 3))).toBe(true);
  expect(bytes.toString('latin1', 3)).toMatch(/^(abc)+a?b?$/);
});

test('garbage: the beginning, and noise from there on, the same each time', async () => {
  const proxy = await proxied(garbageFrom(100));
  const { bytes } = await call(proxy, ANSWER.length);
  expect(bytes.length).toBe(ANSWER.length);
  expect(bytes.indexOf(ANSWER.subarray(0, 100))).toBe(0);
  expect(bytes.subarray(100).equals(ANSWER.subarray(100))).toBe(false);
  expect((await call(proxy, ANSWER.length)).bytes.equals(bytes)).toBe(true);
});

test('a turned bit: one byte differs, and it by one bit', async () => {
  const { bytes } = await call(await proxied(flipBit(77, 3)), ANSWER.length);
  const changed = [...bytes.keys()].filter(at => bytes[at] !== ANSWER[at]);
  expect(changed).toEqual([77]);
  expect(bytes[77]! ^ ANSWER[77]!).toBe(8);
});

test('in place: other bytes, and the end', async () => {
  const { bytes, end } = await call(await proxied(inPlace('HELO')));
  expect(String(bytes)).toBe('HELO');
  expect(end).toBe('fin');
});

test('slow close: the end comes later than the bytes', async () => {
  const web = http.createServer((_, response) =>
    response.writeHead(200, { Connection: 'close' }).end('x')
  );
  servers.push(web);
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve));
  const proxy = await FaultProxy.start((web.address() as AddressInfo).port);
  proxies.push(proxy);
  proxy.toxics = () => [slowClose(80)];
  const [, ms] = await timed(
    new Promise<void>(resolve => {
      const socket = net.connect(proxy.port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      socket.resume().on('close', () => resolve());
    })
  );
  expect(ms).toBeGreaterThanOrEqual(79);
});

test('stopped: nobody listens; begun again: at the same place', async () => {
  const proxy = await proxied();
  const { port } = proxy;
  await proxy.stop();
  await expect(
    new Promise((resolve, reject) =>
      net.connect(port, '127.0.0.1', () => resolve(null)).on('error', reject)
    )
  ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await proxy.listen(port);
  expect((await call(proxy, ANSWER.length)).bytes.equals(ANSWER)).toBe(true);
});
