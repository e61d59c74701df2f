/** Writes events into the log's stream, as lines that the shim takes out of it. */
import type { LogFormat } from '../log';
import type { IEvents } from './event';

/** @returns what writes nothing in the format for people. */
export const writeEvents = (
  stream: NodeJS.WritableStream,
  format: LogFormat
): IEvents => ({
  record(event) {
    if (format === 'json') {
      stream.write(`${JSON.stringify({ event })}\n`);
    }
  }
});
