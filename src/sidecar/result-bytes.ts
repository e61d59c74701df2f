/** Joins the pages of a result and decodes them. Rejects a result that is incomplete. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { PageHeader, QuerySummary } from '../../server/protocol';
import type { Table } from 'apache-arrow';
import { SidecarError } from './sidecar-error';

/** The contract's limit. */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

export type ResultBytesOptions = { trans: TranslationBundle };

export class ResultBytes {
  constructor(options: ResultBytesOptions) {
    this._trans = options.trans;
  }

  /** Bytes so far. */
  get length(): number {
    return this._length;
  }

  /** Memory for the body of a page, until that page is added: one page is read at a time. */
  memory({ bytes }: PageHeader): ArrayBuffer | null {
    if (bytes > MAX_PAGE_BYTES) {
      return null;
    }
    const used = this._memory;
    this._memory = null;
    // With one byte more, the end of the body is seen without more memory.
    return used && used.byteLength > bytes ? used : new ArrayBuffer(bytes + 1);
  }

  /** Takes the next page, which must match its header and follow the previous one. */
  async add(
    header: PageHeader | null,
    body: Uint8Array<ArrayBuffer>
  ): Promise<void> {
    if (header?.page !== this._pages || header.bytes !== body.byteLength) {
      throw this._broken();
    }
    if (
      header.digest !== null &&
      !(await this._hasDigest(body, header.digest))
    ) {
      throw this._broken();
    }
    this._pages++;
    this._store(header, body);
    this._length += body.byteLength;
  }

  /**
   * The rows, which must have the length and number that the sidecar counted; `null` for a
   * statement without a table.
   */
  async finish(summary: QuerySummary): Promise<Table | null> {
    if (summary.bytes !== this._length) {
      throw this._broken();
    }
    const bytes = this._join();
    if (bytes.byteLength === 0) {
      return null;
    }
    const { readTable } = await import('../table/read-table');
    let table: Table;
    try {
      table = readTable(bytes);
    } catch (cause) {
      throw this._broken(cause);
    }
    if (table.numRows !== summary.rows) {
      throw this._broken();
    }
    return table;
  }

  private _store(
    { expectedBytes, summary }: PageHeader,
    page: Uint8Array<ArrayBuffer>
  ): void {
    const isOnlyPage = this._pages === 1 && summary !== null;
    if (this._pages === 1 && !isOnlyPage && expectedBytes !== null) {
      this._whole = this._allocate(expectedBytes);
    }
    if (this._whole && this._length + page.length <= this._whole.length) {
      this._whole.set(page, this._length);
      this._memory = page.buffer;
    } else if (this._whole) {
      throw this._broken();
    } else {
      this._parts.push(page);
    }
  }

  private _join(): Uint8Array {
    if (this._whole) {
      return this._whole.subarray(0, this._length);
    }
    if (this._parts.length === 1) {
      return this._parts[0]!;
    }
    const whole = this._allocate(this._length);
    let at = 0;
    for (const part of this._parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private _allocate(length: number): Uint8Array {
    try {
      return new Uint8Array(length);
    } catch (cause) {
      throw new SidecarError(
        'result_too_large',
        this._trans.__(
          'The result does not fit into the memory of this browser. Choose fewer rows or columns.'
        ),
        { cause }
      );
    }
  }

  /**
   * Also true if the page's Content Security Policy forbids WebAssembly and nothing can be
   * compared; lengths and rows are checked anyway.
   */
  private async _hasDigest(page: Uint8Array, digest: string): Promise<boolean> {
    this._digest ??= startDigest();
    const own = (await this._digest)?.update(page).digest();
    return own === undefined || own.toString(16).padStart(16, '0') === digest;
  }

  private _broken(cause?: unknown): SidecarError {
    return new SidecarError(
      'bad_upstream_answer',
      this._trans.__('The result arrived incomplete. Run the query again.'),
      { cause }
    );
  }

  private readonly _trans: TranslationBundle;
  private readonly _parts: Uint8Array[] = [];
  private _whole: Uint8Array | null = null;
  private _memory: ArrayBuffer | null = null;
  private _digest: ReturnType<typeof startDigest> | null = null;
  private _length = 0;
  private _pages = 0;
}

async function startDigest() {
  const { default: xxhash } = await import('xxhash-wasm');
  try {
    return (await xxhash()).create64();
  } catch {
    return null;
  }
}
