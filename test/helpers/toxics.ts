/**
 * What can happen to the bytes of an answer, whatever they mean: the toxics of a {@link
 * FaultProxy}.
 */
import {
  setImmediate as turn,
  setTimeout as pause
} from 'node:timers/promises';
import type { Link, Toxic } from './fault-proxy';

/** Delays each piece by this time, plus a random time up to `jitterMs`. */
export const latency = (ms: number, jitterMs = 0): Toxic =>
  async function* (answer, { gone }) {
    for await (const bytes of answer) {
      await pause(ms + Math.random() * jitterMs, undefined, { signal: gone });
      yield bytes;
    }
  };

/** A slow line. */
export const bandwidth = (bytesPerSecond: number): Toxic =>
  async function* (answer, { gone }) {
    const most = Math.max(1, Math.floor(bytesPerSecond / 50));
    for await (const piece of inPieces(answer, most)) {
      const ms = (1000 * piece.length) / bytesPerSecond;
      await pause(ms, undefined, { signal: gone });
      yield piece;
    }
  };

/** Tiny packets: each is sent by itself. */
export const slices = (size: number): Toxic =>
  async function* (answer) {
    for await (const piece of inPieces(answer, size)) {
      yield piece;
      await turn();
    }
  };

/** The connection ends in order after this many bytes of the answer. */
export const cutAt = (count: number): Toxic => stopAt(count, 'close');

/** RST after this many bytes of the answer. */
export const resetAt = (count: number): Toxic => stopAt(count, 'reset');

/** The database's side ends after this many bytes and continues to listen. */
export const halfCloseAt = (count: number): Toxic => stopAt(count, 'halfClose');

/** After this many bytes nothing more arrives, and nothing ends. */
export const blackHoleAt = (count: number): Toxic =>
  async function* (answer, { gone }) {
    yield* firstOf(answer, count);
    await forever(gone);
  };

/** After this many bytes of the answer, these bytes arrive without an end. */
export const endless = (count: number, bytes: Buffer): Toxic =>
  async function* (answer, { gone }) {
    yield* firstOf(answer, count);
    while (!gone.aborted) {
      yield bytes;
      await turn();
    }
  };

/** From this byte on, noise of the same length; always the same noise. */
export const garbageFrom = (count: number): Toxic =>
  async function* (answer) {
    let at = 0;
    let state = 1;
    for await (const bytes of answer) {
      const spoilt = Buffer.from(bytes);
      for (let index = Math.max(0, count - at); index < bytes.length; index++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        spoilt[index] = state >>> 24;
      }
      at += bytes.length;
      yield spoilt;
    }
  };

/** Flips one bit of the byte at this position. */
export const flipBit = (place: number, bit = 0): Toxic =>
  async function* (answer) {
    let at = 0;
    for await (const bytes of answer) {
      const spoilt = Buffer.from(bytes);
      if (place >= at && place < at + bytes.length) {
        spoilt[place - at]! ^= 1 << bit;
      }
      at += bytes.length;
      yield spoilt;
    }
  };

/** Keeps the connection open this much longer. */
export const slowClose = (ms: number): Toxic =>
  async function* (answer, { gone }) {
    yield* answer;
    await pause(ms, undefined, { signal: gone });
  };

/** These bytes instead of the answer, and then the end. */
export const inPlace = (bytes: Buffer | string): Toxic =>
  async function* (answer, { close }) {
    yield* firstOf(answer, 0);
    yield Buffer.from(bytes);
    close();
  };

function stopAt(
  count: number,
  end: keyof Pick<Link, 'close' | 'reset' | 'halfClose'>
): Toxic {
  return async function* (answer, link) {
    yield* firstOf(answer, count);
    if (end === 'reset') {
      // libuv takes RST for an orderly end if it arrives together with data.
      await pause(20);
    }
    link[end]();
    await forever(link.gone);
  };
}

async function* inPieces(
  answer: AsyncIterable<Buffer>,
  size: number
): AsyncGenerator<Buffer> {
  for await (const bytes of answer) {
    for (let at = 0; at < bytes.length; at += size) {
      yield bytes.subarray(at, at + size);
    }
  }
}

async function* firstOf(
  answer: AsyncIterable<Buffer>,
  count: number
): AsyncGenerator<Buffer> {
  let left = count;
  if (left === 0) {
    return;
  }
  for await (const bytes of answer) {
    yield bytes.subarray(0, left);
    left -= bytes.length;
    if (left <= 0) {
      return;
    }
  }
}

const forever = (gone: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (gone.aborted) {
      resolve();
    }
    gone.addEventListener('abort', () => resolve());
  });
