/**
 * Cuts one Arrow stream into pages and checks at the end that it is complete. Reads only as much as
 * the current page needs.
 */
import type { PageHeader, QuerySummary } from '../protocol';
import { type ApiError } from '../errors/api-error';
import { ArrowStreamCheck, END_OF_STREAM } from '../arrow/arrow-stream';
import type { IDigest } from '../arrow/digest';
import { Page, PAGE_BYTES, type PageMemory } from './page';
import type { IRows } from '../database/rows';
import { resultTooLarge } from '../database/too-large';

export type PageMakerOptions = {
  rows: IRows;
  digest: IDigest;
  memory: PageMemory;
  /** Maximum number of rows; the stream may contain one more. */
  rowLimit: number | null;
  /** The admin's limit, which {@link rowLimit} keeps to; `null` for none. */
  maxRows: number | null;
  maxBytes: number;
  /** Turns a fault of the stream into an ApiError. */
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

  /** Returns the next page. The last page has a summary; do not call again after it. */
  async next(): Promise<Page> {
    const pieces: Uint8Array[] = [];
    const start = this.bytes;
    // A page that arrives in one piece needs no other memory.
    const isShort = (this.expectedBytes ?? Infinity) <= PAGE_BYTES;
    const memory = isShort ? null : this.options.memory.take();
    let summary: QuerySummary | null = null;
    let used = 0;
    while (used < PAGE_BYTES) {
      const bytes = this.rest ?? (await this.options.rows.read());
      this.rest = null;
      if (!bytes) {
        summary = this.finish(pieces);
        break;
      }
      const piece = bytes.subarray(0, PAGE_BYTES - used);
      if (piece.length < bytes.length) {
        this.rest = bytes.subarray(piece.length);
      }
      this.accept(piece);
      memory?.set(piece, used);
      used += piece.length;
      if (!memory) {
        pieces.push(piece);
      }
    }
    if (memory) {
      pieces.unshift(memory.subarray(0, used));
    }
    const header: PageHeader = {
      page: this.page++,
      bytes: this.bytes - start,
      digest: this.options.digest.digest(),
      expectedBytes: summary?.bytes ?? this.expectedBytes,
      rows: this.check.toldRows,
      summary
    };
    return new Page(
      header,
      pieces,
      () => memory && this.options.memory.giveBack(memory)
    );
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
    const { rows: source, rowLimit, maxRows, digest, malformed } = this.options;
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
    const more = rowLimit !== null && rows > rowLimit;
    return {
      ...{ bytes: this.bytes, rows, more },
      ...(more && rowLimit === maxRows && { maxRows }),
      ...source.stats()
    };
  }
}
