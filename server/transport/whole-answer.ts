/**
 * Collects an answer that is needed as a whole. Over raw TCP, only the message itself has an end.
 */
import type { Target } from './target';
import type { IAnswer } from './answer';
import { MalformedMessage, MessageScanner } from '../thrift/message-scanner';
import { badAnswer, cutAnswer } from './network-error';

export async function wholeAnswer(
  answer: IAnswer,
  { target, maxAnswerBytes }: { target: Target; maxAnswerBytes: number }
): Promise<Buffer> {
  try {
    return target.protocol === 'binary'
      ? await untilMessageEnds(answer, { target, maxAnswerBytes })
      : await untilClosed(answer);
  } finally {
    answer.close();
  }
}

async function untilClosed(answer: IAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk; (chunk = await answer.read());) {
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function untilMessageEnds(
  answer: IAnswer,
  { target, maxAnswerBytes }: { target: Target; maxAnswerBytes: number }
): Promise<Buffer> {
  const scanner = new MessageScanner(maxAnswerBytes);
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
  throw cutAnswer(target, 'it closed the connection before it answered');
}
