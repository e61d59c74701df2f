/** The rows of one `sql_execute_df`, read from the database as the caller requests them. */
import type { Target } from './target';
import type { IAnswer } from './answer';
import type { FrameAnswer, FramePart } from '../thrift/calls';
import { notThrift, readError } from './network-error';

export type FrameStreamOptions = {
  answer: IAnswer;
  target: Target;
  parts: AsyncGenerator<FramePart, FrameAnswer>;
  /** Turns an error of the database or of the transport into the ApiError for the caller. */
  translate: (error: unknown) => unknown;
};

export class FrameStream {
  /** Number of bytes of the rows, if the database sends it first. */
  announced: number | null = null;
  /** The rest of the answer; null until the rows are read. */
  answer: FrameAnswer | null = null;
  private first: Buffer | null = null;

  constructor(private readonly options: FrameStreamOptions) {}

  /** Waits for the first bytes or the end. Rejects if the database refuses. */
  async begin(): Promise<void> {
    this.first = await this.next();
  }

  /** Returns more of the rows; null at the end. */
  async read(): Promise<Buffer | null> {
    const { first } = this;
    if (first) {
      this.first = null;
      return first;
    }
    return this.answer ? null : await this.next();
  }

  close(): void {
    this.options.answer.close();
  }

  private async next(): Promise<Buffer | null> {
    const { parts, target, translate } = this.options;
    try {
      for (;;) {
        const { value, done } = await parts.next();
        if (done) {
          await this.finish();
          this.answer = value;
          return null;
        }
        if ('announced' in value) {
          this.announced = value.announced;
        } else if (value.bytes.length > 0) {
          return value.bytes;
        }
      }
    } catch (error) {
      this.close();
      throw translate(readError(error, target));
    }
  }

  /** Reads the rest so that the connection can be reused. Raw TCP has no end. */
  private async finish(): Promise<void> {
    const { answer, target } = this.options;
    if (target.protocol !== 'binary' && (await answer.read())) {
      throw notThrift(target);
    }
    this.close();
  }
}
