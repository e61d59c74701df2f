/** Reads the body of an answer, into memory that is used again. */

/**
 * Resolves with the body, in `memory` if there is any, the body fits, and the browser can read into
 * it. `memory` is detached: `buffer` of the result is what remains of it. If the promise rejects, it
 * is lost.
 */
export async function readBody(
  response: Response,
  memory: ArrayBuffer | null
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = memory && byobReaderOf(response);
  if (!reader) {
    return new Uint8Array(await response.arrayBuffer());
  }
  let buffer = memory;
  for (let at = 0; ;) {
    if (at === buffer.byteLength) {
      buffer = grown(buffer);
    }
    const { value, done } = await reader.read(new Uint8Array(buffer, at));
    if (value) {
      buffer = value.buffer;
      at += value.byteLength;
    }
    if (done) {
      return new Uint8Array(buffer, 0, at);
    }
  }
}

/** `null` in browsers whose bodies are no byte streams, such as Safari. */
function byobReaderOf(response: Response): ReadableStreamBYOBReader | null {
  try {
    return response.body?.getReader({ mode: 'byob' }) ?? null;
  } catch {
    return null;
  }
}

function grown(buffer: ArrayBuffer): ArrayBuffer {
  const larger = new Uint8Array(Math.max(1, 2 * buffer.byteLength));
  larger.set(new Uint8Array(buffer));
  return larger.buffer;
}
