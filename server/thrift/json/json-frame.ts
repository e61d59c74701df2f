/**
 * Reads the reply to `sql_execute_df` in Thrift's JSON protocol. Decodes `df_buffer` from base64,
 * passes it on as it arrives, and does not hold it.
 */
import { Base64Input } from './base64-input';
import type { ReadBytes } from '../binary/binary-input';
import type { FrameAnswer, FramePart } from '../calls';
import { JsonPath } from './json-path';

/** `[version, method, kind, sequence, {result: {struct: {df_buffer: {text: "…` */
const DF_BUFFER = '4/0/rec/7/str';
const QUOTE = 0x22;
/** Limit for everything except `df_buffer`. */
const ENVELOPE_LIMIT = 16 * 1024 * 1024;

export async function* readJsonFrame(
  read: ReadBytes,
  decode: (envelope: Buffer) => FrameAnswer
): AsyncGenerator<FramePart, FrameAnswer> {
  const path = new JsonPath(DF_BUFFER);
  const envelope: Buffer[] = [];
  let length = 0;
  let base64: Base64Input | null = null;
  for (let chunk; (chunk = await read());) {
    let at = 0;
    while (at < chunk.length) {
      if (base64) {
        const quote = chunk.indexOf(QUOTE, at);
        const end = quote === -1 ? chunk.length : quote;
        yield { bytes: base64.push(chunk.subarray(at, end)) };
        at = end;
        if (quote !== -1) {
          yield { bytes: base64.end() };
          base64 = null;
          at++;
        }
        continue;
      }
      const start = at;
      while (at < chunk.length && !base64) {
        if (path.opens(chunk[at++]!)) {
          base64 = new Base64Input();
        }
      }
      envelope.push(Buffer.from(chunk.subarray(start, at)));
      if (base64) {
        // In the envelope, an empty string replaces the buffer.
        envelope.push(Buffer.from('"'));
      }
      length += at - start;
      if (length > ENVELOPE_LIMIT) {
        throw new RangeError('it is too big');
      }
    }
  }
  if (base64) {
    throw new RangeError('it ends too soon');
  }
  return decode(Buffer.concat(envelope));
}
