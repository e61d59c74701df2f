/** Collects an answer that is needed whole; raw TCP has no end but that of the message itself. */
import type { Target } from '../session/connection';
import type { IAnswer } from './answer';
import { MalformedMessage, MessageScanner } from './message-scanner';
import { badAnswer } from './network-fault';

const ANSWER_LIMIT = 512 * 1024 * 1024;

export async function wholeAnswer(
  answer: IAnswer,
  target: Target
): Promise<Buffer> {
  try {
    return target.protocol === 'binary'
      ? await untilMessageEnds(answer, target)
      : await untilClosed(answer, target);
  } finally {
    answer.close();
  }
}

async function untilClosed(answer: IAnswer, target: Target): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let chunk; (chunk = await answer.read());) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > ANSWER_LIMIT) {
      throw badAnswer(target, 'its answer is bigger than 512 MiB');
    }
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

async function untilMessageEnds(
  answer: IAnswer,
  target: Target
): Promise<Buffer> {
  const scanner = new MessageScanner(ANSWER_LIMIT);
  for (let chunk; (chunk = await answer.read());) {
    try {
      const message = scanner.push(chunk);
      if (message) {
        return message;
      }
    } catch (error) {
      const reason = error instanceof MalformedMessage ? error.message : '';
      throw badAnswer(target, `its answer is not Thrift: ${reason}`, error);
    }
  }
  throw badAnswer(target, 'it closed the connection before it answered');
}
