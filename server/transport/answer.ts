/**
 * The bytes of one answer of the database as they arrive. Reads on only when asked to, so that
 * what nobody wants yet stays with the database; then no deadline runs either.
 */
import type { Readable } from 'node:stream';
import { ApiError } from '../errors/api-error';
import type { Target } from './target';
import type { Deadlines } from './deadlines';
import { badAnswer } from './network-error';

export interface IAnswer {
  /** The next bytes; null where the other side has ended. Rejects with an ApiError. */
  read(): Promise<Buffer | null>;
  /** Lets go of the connection; safe at any time. */
  close(): void;
}

export type StreamAnswerOptions = {
  stream: Readable;
  target: Target;
  /** What no honest answer to this call exceeds. */
  maxAnswerBytes: number;
  deadlines: Deadlines;
  /** Makes an ApiError of what ended the stream. */
  explain: (error: unknown) => ApiError;
};

export class StreamAnswer implements IAnswer {
  private readonly chunks: AsyncIterator<Buffer>;
  private isClosed = false;
  private length = 0;

  constructor(private readonly options: StreamAnswerOptions) {
    this.chunks = options.stream[
      Symbol.asyncIterator
    ]() as AsyncIterator<Buffer>;
  }

  async read(): Promise<Buffer | null> {
    const { deadlines, explain, maxAnswerBytes, target } = this.options;
    deadlines.waiting();
    try {
      const next = await this.chunks.next();
      if (next.done) {
        deadlines.clear();
        return null;
      }
      deadlines.received();
      this.length += next.value.length;
      if (this.length > maxAnswerBytes) {
        throw badAnswer(target, 'its answer does not end');
      }
      return next.value;
    } catch (error) {
      deadlines.clear();
      throw error instanceof ApiError ? error : explain(error);
    }
  }

  close(): void {
    if (!this.isClosed) {
      this.isClosed = true;
      const { stream, deadlines } = this.options;
      deadlines.clear();
      stream.destroy();
    }
  }
}
