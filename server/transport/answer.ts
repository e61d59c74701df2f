/**
 * The bytes of one answer of the database as they arrive. Reads only on request: data that nobody
 * has requested stays in the database, and no deadline runs meanwhile.
 */
import type { Readable } from 'node:stream';
import { ApiError } from '../errors/api-error';
import type { Target } from './target';
import type { Deadlines } from './deadlines';
import { badAnswer } from './network-error';

export interface IAnswer {
  /** Returns the next bytes; null at the end. Rejects with an ApiError. */
  read(): Promise<Buffer | null>;
  /** Releases the connection; safe at any time. */
  close(): void;
}

export type StreamAnswerOptions = {
  stream: Readable;
  target: Target;
  /** Upper limit for a valid answer to this call. */
  maxAnswerBytes: number;
  deadlines: Deadlines;
  /** Turns the error that ended the stream into an ApiError. */
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
