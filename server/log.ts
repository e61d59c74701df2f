/**
 * The logger: writes complete lines to one stream, in the format of Jupyter's log. It never gets a
 * secret.
 */
import { inspect } from 'node:util';

export interface ILog {
  info(message: string): void;
  warn(message: string): void;
  /** `cause` is written completely, with its stack. */
  error(message: string, cause?: unknown): void;
}

/** Returns a logger on `stream`. If the reader has gone, logging must not fail. */
export function createLog(stream: NodeJS.WritableStream): ILog {
  stream.on('error', () => undefined);
  const write = (level: string, message: string, cause?: unknown): void => {
    const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
    const detail = cause === undefined ? '' : `\n${shown(cause)}`;
    stream.write(`[${level} ${time} omnisci] ${oneLine(message)}${detail}\n`);
  };
  return {
    info: message => write('I', message),
    warn: message => write('W', message),
    error: (message, cause) => write('E', message, cause)
  };
}

/** Control characters in a message could forge log lines or control a terminal. */
export const oneLine = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');

/** The properties of an error, without bytes: those of a request contain the session ID. */
const shown = (cause: unknown): string =>
  inspect(cause, { depth: 3, maxArrayLength: 3 })
    .replace(/<Buffer [^>]*>/g, '<Buffer>')
    .split('\n')
    .map(line => `    ${oneLine(line)}`)
    .join('\n');
