/** The drawing thread. It keeps the pictures that it drew last, for hit tests. */
import { parentPort } from 'node:worker_threads';
import { VegaError } from '../../src/vega/vega-error';
import { hitTest } from './hit-test.js';
import type { RenderReply, RenderRequest } from './messages.js';
import { drawPicture, type Picture } from './picture.js';

/** The rows and shapes of so many pictures stay in memory. */
const MAX_PICTURES = 16;

const pictures = new Map<string, Picture>();

parentPort?.on('message', (request: RenderRequest) => {
  void answer(request).then(reply => parentPort?.postMessage(reply));
});

async function answer(request: RenderRequest): Promise<RenderReply> {
  try {
    if (request.kind === 'pick') {
      const picture = pictures.get(request.picture);
      return { picked: picture ? hitTest(picture, request) : null };
    }
    pictures.delete(request.picture);
    const { picture, drawn } = await drawPicture(request);
    pictures.set(request.picture, picture);
    const [oldest] = pictures.keys();
    if (pictures.size > MAX_PICTURES && oldest !== undefined) {
      pictures.delete(oldest);
    }
    return { drawn };
  } catch (error) {
    if (error instanceof VegaError) {
      return { error: { message: error.message, path: error.path } };
    }
    // Not the specification's fault: the thread ends with it, and the sandbox tells why.
    throw error;
  }
}
