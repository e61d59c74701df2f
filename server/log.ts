/**
 * The logger: writes complete lines to one stream. It never gets a secret.
 */
import { inspect } from 'node:util';

export interface ILog {
  info(message: string): void;
  warn(message: string): void;
  /** `cause` is written completely, with its stack. */
  error(message: string, cause?: unknown): void;
}

/** `text` is read by people, in the manner of Jupyter's log; `json` by the shim, for that log. */
export type LogFormat = 'text' | 'json';

/** Returns a logger on `stream`. If the reader has gone, logging must not fail. */
export function createLog(
  stream: NodeJS.WritableStream,
  format: LogFormat = 'text'
): ILog {
  stream.on('error', () => undefined);
  const line = format === 'json' ? jsonLine : textLine;
  const write = (level: Level, message: string, cause?: unknown): void => {
    const detail = cause === undefined ? '' : shown(cause);
    stream.write(`${line(level, oneLine(message), detail)}\n`);
  };
  return {
    info: message => write('INFO', message),
    warn: message => write('WARNING', message),
    error: (message, cause) => write('ERROR', message, cause)
  };
}

/** The names that Python has for them. */
type Level = 'INFO' | 'WARNING' | 'ERROR';

function textLine(level: Level, message: string, detail: string): string {
  const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
  return `[${level[0]} ${time} omnisci] ${message}${detail && `\n${detail}`}`;
}

const jsonLine = (level: Level, message: string, detail: string): string =>
  JSON.stringify({ level, message, detail });

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
