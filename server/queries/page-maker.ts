/**
 * Cuts one Arrow stream into pages, and is the last to see that it is whole. Reads of it only what
 * the page at hand needs; copies nothing.
 */
import type { PageHeader, QuerySummary } from '../protocol';
import { type ApiError } from '../http/api-error';
import { ArrowStreamCheck, END_OF_STREAM } from './arrow-stream';
import type { IDigest } from './digest';
import type { IRows } from './rows';
import { resultTooLarge } from './too-large';

/** Half of what an answer may have: Jupyter holds each answer a few times over. */
export const PAGE_BYTES = 4 * 1024 * 1024;

export type Page = { header: PageHeader; pieces: readonly Uint8Array[] };

export type PageMakerOptions = {
  rows: IRows;
  digest: IDigest;
  /** The most rows wanted; one more may be there. */
  firstN: number | null;
  maxBytes: number;
  /** Makes an ApiError of what is wrong with the stream. */
  malformed: (error: unknown) => ApiError;
};

export class PageMaker {
  private readonly check = new ArrowStreamCheck();
  private readonly expectedBytes: number | null;
  private rest: Uint8Array | null = null;
  private bytes = 0;
  private page = 0;

  constructor(private readonly options: PageMakerOptions) {
    const { length } = options.rows;
    this.expectedBytes = length === null ? null : length + END_OF_STREAM.length;
    if (length !== null && length > options.maxBytes) {
      throw resultTooLarge(length, options.maxBytes);
    }
  }

  /** The next page; the last one has a summary, and must not be asked beyond. */
  async next(): Promise<Page> {
    const pieces: Uint8Array[] = [];
    const start = this.bytes;
    let summary: QuerySummary | null = null;
    for (let room = PAGE_BYTES; room > 0;) {
      const bytes = this.rest ?? (await this.options.rows.read());
      this.rest = null;
      if (!bytes) {
        summary = this.finish(pieces);
        break;
      }
      if (bytes.length > room) {
        this.rest = bytes.subarray(room);
      }
      const piece = bytes.subarray(0, room);
      room -= piece.length;
      this.accept(piece);
      pieces.push(piece);
    }
    const header: PageHeader = {
      page: this.page++,
      bytes: this.bytes - start,
      digest: this.options.digest.digest(),
      expectedBytes: summary?.bytes ?? this.expectedBytes,
      summary
    };
    return { header, pieces };
  }

  private accept(piece: Uint8Array): void {
    const { maxBytes, digest, malformed } = this.options;
    this.bytes += piece.length;
    if (this.bytes > maxBytes) {
      throw resultTooLarge(null, maxBytes);
    }
    try {
      this.check.push(piece);
    } catch (error) {
      throw malformed(error);
    }
    digest.update(piece);
  }

  private finish(pieces: Uint8Array[]): QuerySummary {
    const { rows: source, firstN, digest, malformed } = this.options;
    let rows = 0;
    if (source.hasTable) {
      try {
        const stream = this.check.end();
        rows = stream.rows;
        if (!stream.isEnded) {
          pieces.push(END_OF_STREAM);
          digest.update(END_OF_STREAM);
          this.bytes += END_OF_STREAM.length;
        }
      } catch (error) {
        throw malformed(error);
      }
    }
    const more = firstN !== null && rows > firstN;
    return { bytes: this.bytes, rows, more, ...source.told() };
  }
}
