/**
 * Reads the reply to `sql_execute_df` in Thrift's binary protocol. Passes `df_buffer` on as it
 * arrives and does not hold it.
 */
import { BinaryInput, type ReadBytes, TYPE } from './binary-input';
import { beginReply, endReply, type ExpectedReply } from './binary-reply';
import type { FrameAnswer, FramePart } from '../calls';
import { MalformedMessage } from '../message-scanner';

/** Fields of TDataFrame. */
const SM_HANDLE = 1;
const SM_SIZE = 2;
const DF_HANDLE = 3;
const DF_SIZE = 4;
const EXECUTION_TIME_MS = 5;
const DF_BUFFER = 7;
const NOTHING = Buffer.alloc(0);

export async function* readBinaryFrame(
  read: ReadBytes,
  expected: ExpectedReply
): AsyncGenerator<FramePart, FrameAnswer> {
  const input = new BinaryInput(read);
  await beginReply(input, expected);
  const answer: FrameAnswer = {
    sm_handle: NOTHING,
    df_handle: NOTHING,
    sm_size: null,
    df_size: null,
    execution_time_ms: null
  };
  let type: number;
  while ((type = await input.int8()) !== TYPE.STOP) {
    const id = await input.int16();
    if (id === DF_BUFFER && type === TYPE.STRING) {
      let remaining = await input.size();
      yield { announced: remaining };
      while (remaining > 0) {
        const bytes = await input.take(remaining);
        remaining -= bytes.length;
        yield { bytes };
      }
    } else if (type === TYPE.I64) {
      const value = await input.int64();
      if (id === SM_SIZE) {
        answer.sm_size = value;
      } else if (id === DF_SIZE) {
        answer.df_size = value;
      } else if (id === EXECUTION_TIME_MS) {
        answer.execution_time_ms = value;
      }
    } else if (type === TYPE.STRING && id === SM_HANDLE) {
      answer.sm_handle = await input.bytes();
    } else if (type === TYPE.STRING && id === DF_HANDLE) {
      answer.df_handle = await input.bytes();
    } else {
      await input.skip(type);
    }
  }
  await endReply(input);
  if (input.available > 0) {
    throw new MalformedMessage('something follows it');
  }
  return answer;
}
