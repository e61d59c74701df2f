/**
 * Toxics of a {@link FaultProxy} for HTTP and Thrift: answers that are well-formed but not an
 * answer to this call.
 */
import { gzipSync } from 'node:zlib';
import { MessageScanner } from '../../server/thrift/message-scanner';
import type { Toxic } from './fault-proxy';
import { exception } from './relay';
import { cutAt, endless, resetAt } from './toxics';

const HEAD_END = '\r\n\r\n';
const MAX_BYTES = 256 * 1024 * 1024;

/** An answer in its parts; over raw TCP the head is empty. */
type Parts = { head: string; body: Buffer };

const rewritten = (change: (parts: Parts) => Parts): Toxic =>
  async function* (answer) {
    const { head, body } = change(await wholeOf(answer));
    yield Buffer.concat([Buffer.from(head, 'latin1'), body]);
  };

/** Another body, with its correct length. */
export const rewriteBody = (change: (body: Buffer) => Buffer): Toxic =>
  rewritten(parts => {
    const changed = change(parts.body);
    return { head: withLength(parts.head, changed.length), body: changed };
  });

/** Another HTTP head; the body stays. */
export const rewriteHead = (change: (head: string) => string): Toxic =>
  rewritten(parts => ({ ...parts, head: change(parts.head) }));

/** Makes the body longer or shorter than Content-Length says, and then ends. */
export const wrongLength = (difference: number): Toxic =>
  async function* (answer, { close }) {
    const { head, body } = await wholeOf(answer);
    yield Buffer.from(withLength(head, body.length - difference), 'latin1');
    yield body;
    close();
  };

/** Cuts an answer of this many bytes, including the HTTP head, at `place`. */
export const cutWhere = (
  place: (length: number) => number,
  end: 'close' | 'reset'
): Toxic =>
  async function* (answer, link) {
    const { head, body } = await wholeOf(answer);
    const bytes = Buffer.concat([Buffer.from(head, 'latin1'), body]);
    const cut = end === 'close' ? cutAt : resetAt;
    yield* cut(place(bytes.length))(only(bytes), link);
  };

/** A message that begins with `begin` of the real one and then repeats `more` for ever. */
export const endlessMessage = (
  begin: (message: Buffer) => Buffer,
  more: Buffer
): Toxic =>
  async function* (answer, link) {
    const { head, body } = await wholeOf(answer);
    yield Buffer.from(
      head.replace(/content-length: \d+/i, 'Connection: close'),
      'latin1'
    );
    yield begin(body);
    yield* endless(0, more)(only(more), link);
  };

/** Like a server that compresses without being asked. */
export const gzip: Toxic = rewritten(({ head, body }) => {
  const packed = gzipSync(body);
  const named = head.replace(HEAD_END, `\r\nContent-Encoding: gzip${HEAD_END}`);
  return { head: withLength(named, packed.length), body: packed };
});

/** Other answers of a web server. */
export const webPage = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {}
): Toxic =>
  rewritten(() => ({
    head: [
      `HTTP/1.1 ${status} Something`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '\r\n'
    ].join('\r\n'),
    body: Buffer.from(text)
  }));

/** The reply to the previous call. */
export const wrongSequence = rewriteBody(message =>
  change(message, {
    json: ([version, name, kind, sequence, result]) => [
      version,
      name,
      kind,
      Number(sequence) - 1,
      result
    ],
    binary: (bytes, { sequence }) =>
      bytes.writeInt32BE(bytes.readInt32BE(sequence) - 1, sequence)
  })
);

/** The reply to another method, with a name of the same length. */
export const wrongMethod = rewriteBody(message =>
  change(message, {
    json: ([version, name, ...rest]) => [version, reversed(name), ...rest],
    binary: (bytes, { name, sequence }) =>
      bytes.write(
        reversed(bytes.toString('latin1', name, sequence)),
        name,
        'latin1'
      )
  })
);

/** Not a reply but a call. */
export const wrongKind = rewriteBody(message =>
  change(message, {
    json: ([version, name, , ...rest]) => [version, name, 1, ...rest],
    binary: bytes => bytes.writeUInt8(1, 3)
  })
);

/** An unknown version of Thrift's protocol. */
export const wrongVersion = rewriteBody(message =>
  change(message, {
    json: ([, ...rest]) => [2, ...rest],
    binary: bytes => bytes.writeUInt16BE(0x8002, 0)
  })
);

/** The result has another type than the method's: a double. */
export const wrongType = rewriteBody(message =>
  change(message, {
    json: ([version, name, kind, sequence]) => [
      version,
      name,
      kind,
      sequence,
      { 0: { dbl: 1 } }
    ],
    binary: (bytes, { result }) => bytes.writeUInt8(4, result)
  })
);

/** An error of the database instead of the result. */
export const refusal = (text: string): Toxic =>
  rewriteBody(message => {
    if (message[0] === 0x5b) {
      const [, method, , sequence] = JSON.parse(message.toString()) as [
        number,
        string,
        number,
        number
      ];
      return exception({ protocol: 'json', method, sequence, text });
    }
    const end = 8 + message.readInt32BE(4);
    return exception({
      protocol: 'binary',
      method: message.toString('latin1', 8, end),
      sequence: message.readInt32BE(end),
      text
    });
  });

type Places = { name: number; sequence: number; result: number };

/** Changes a message's protocol fields; its content stays. */
function change(
  message: Buffer,
  how: {
    json: (message: unknown[]) => unknown[];
    binary: (bytes: Buffer, places: Places) => void;
  }
): Buffer {
  if (message[0] === 0x5b) {
    const parsed = JSON.parse(message.toString()) as unknown[];
    return Buffer.from(JSON.stringify(how.json(parsed)));
  }
  const bytes = Buffer.from(message);
  const sequence = 8 + bytes.readInt32BE(4);
  how.binary(bytes, { name: 8, sequence, result: sequence + 4 });
  return bytes;
}

const reversed = (text: unknown): string =>
  [...String(text)].reverse().join('');

const withLength = (head: string, length: number): string =>
  head.replace(/(content-length: )\d+/i, `$1${length}`);

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** Waits for the whole answer: HTTP gives its length, and Thrift's binary protocol has an end. */
async function wholeOf(answer: AsyncIterable<Buffer>): Promise<Parts> {
  const scanner = new MessageScanner(MAX_BYTES);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    chunks.push(chunk);
    if (chunks[0]!.toString('latin1', 0, 4) !== 'HTTP') {
      const body = scanner.push(chunk);
      if (body) {
        return { head: '', body };
      }
      continue;
    }
    const bytes = Buffer.concat(chunks);
    const start = bytes.indexOf(HEAD_END) + HEAD_END.length;
    const head = bytes.toString('latin1', 0, start);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (bytes.length - start === length) {
      return { head, body: bytes.subarray(start) };
    }
  }
  throw new Error('The database itself did not answer whole.');
}
