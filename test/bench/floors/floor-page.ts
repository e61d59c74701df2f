/** Runs in the page that `floors.ts` opens: fetches the bytes of a result, and decodes them. */
import { tableFromIPC } from 'apache-arrow';

export type FloorReading = { rows: number; ms: number };

export type FloorWindow = Window & {
  /** The pages one after another, into one buffer. */
  readPages: (options: {
    url: string;
    pages: number;
    bytes: number;
  }) => Promise<FloorReading>;
  /** One GET. */
  readWhole: (url: string) => Promise<FloorReading>;
};

const floor = window as unknown as FloorWindow;

floor.readPages = async ({ url, pages, bytes }) => {
  const began = performance.now();
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (let page = 0; page < pages; page++) {
    const body = await bodyOf(`${url}/${page}`);
    whole.set(body, at);
    at += body.length;
  }
  return readingOf(whole, began);
};

floor.readWhole = async url => {
  const began = performance.now();
  return readingOf(await bodyOf(url), began);
};

function readingOf(bytes: Uint8Array, began: number): FloorReading {
  const rows = tableFromIPC(bytes).numRows;
  return { rows, ms: performance.now() - began };
}

async function bodyOf(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
