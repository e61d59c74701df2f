/** The body of a page comes into memory that is used again, or at least comes whole. */
import { expect, test } from 'vitest';
import { readBody } from '../../../../../src/sidecar/request/read-body';

const BODY = Uint8Array.from({ length: 1000 }, (_, n) => n % 251);

/** In pieces, as from a network. */
function piecewise(options: { type?: 'bytes'; fails?: boolean }): Response {
  const pieces = [BODY.slice(0, 300), BODY.slice(300, 301), BODY.slice(301)];
  return new Response(
    new ReadableStream({
      ...(options.type && { type: options.type }),
      pull: controller => {
        const piece = pieces.shift();
        if (piece) {
          controller.enqueue(piece);
        } else if (options.fails) {
          controller.error(new TypeError('cut'));
        } else {
          controller.close();
          (controller as ReadableByteStreamController).byobRequest?.respond(0);
        }
      }
    } as UnderlyingDefaultSource)
  );
}

test('a body comes into the memory, and the memory comes back', async () => {
  const memory = new ArrayBuffer(BODY.length + 1);
  const body = await readBody(piecewise({ type: 'bytes' }), memory);
  expect(body).toEqual(BODY);
  expect(body.buffer.byteLength).toBe(BODY.length + 1);
  expect(memory.byteLength).toBe(0);
});

test.each([0, 1, 300, 999, 1000])(
  'a body that does not fit into %i bytes comes whole',
  async size => {
    const memory = new ArrayBuffer(size);
    expect(await readBody(piecewise({ type: 'bytes' }), memory)).toEqual(BODY);
  }
);

test('where a body is no byte stream, or no memory is given, it comes whole', async () => {
  const memory = new ArrayBuffer(BODY.length + 1);
  expect(await readBody(piecewise({}), memory)).toEqual(BODY);
  expect(memory.byteLength).toBe(BODY.length + 1);
  expect(await readBody(piecewise({ type: 'bytes' }), null)).toEqual(BODY);
});

test('a body that is cut rejects', async () => {
  const cut = piecewise({ type: 'bytes', fails: true });
  await expect(readBody(cut, new ArrayBuffer(2000))).rejects.toThrow('cut');
});

test('an empty body is empty', async () => {
  expect(await readBody(new Response(), new ArrayBuffer(1))).toHaveLength(0);
});
