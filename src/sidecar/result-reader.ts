/**
 * Reads the result of one query, page by page, and checks that nothing is missing or changed. Does
 * not know what is queried.
 */
import type { Table } from 'apache-arrow';
import type { PageHeader, QuerySummary } from '../../server/protocol';
import type { ResultTable } from '../table/result-table';
import { invalidAnswerError } from './answer-error';
import type { QueryOptions, QueryReply } from './query';
import { QueryPages, type QueryPagesOptions } from './query-pages';
import { parsedText } from './reply-shape';
import { ResultBytes } from './result-bytes';

const PAGE_HEADER = 'X-OmniSci-Page';

export class ResultReader {
  constructor(private readonly _options: QueryPagesOptions) {
    this._pages = new QueryPages(_options);
  }

  /** True if the sidecar has nothing more of the query: all was read, or it has failed there. */
  get isOver(): boolean {
    return this._isRead || this._pages.hasFailed;
  }

  /** Starts the query, and reads all of its pages. Rejects with a SidecarError. Call it once. */
  async read({
    rowLimit,
    onProgress
  }: Omit<QueryOptions, 'signal'>): Promise<QueryReply> {
    const bytes = new ResultBytes(this._options);
    let next = this._pages.page(0);
    for (let number = 0; ; number++) {
      const { headers, body } = await next;
      const header = this._readHeader(headers);
      const { summary } = header;
      if (!summary) {
        // Requests the next page while this complete one is processed.
        next = this._pages.page(number + 1);
        next.catch(() => undefined);
      }
      await bytes.add(header, body);
      onProgress?.({
        bytes: bytes.length,
        expectedBytes: header.expectedBytes,
        rows: Math.min(header.rows, rowLimit ?? Infinity)
      });
      if (summary) {
        const arrow = await bytes.finish(summary);
        const table = arrow && (await tableOf(arrow, { rowLimit, summary }));
        this._isRead = true;
        return { summary, table };
      }
    }
  }

  /** Only a page of the sidecar has this header. */
  private _readHeader(headers: Headers): PageHeader {
    const header = parsedText(headers.get(PAGE_HEADER)) as PageHeader | null;
    if (typeof header?.page !== 'number') {
      throw invalidAnswerError(this._options.trans);
    }
    return header;
  }

  private readonly _pages: QueryPages;
  private _isRead = false;
}

/** Without the extra row that shows that there are more. */
async function tableOf(
  arrow: Table,
  {
    rowLimit,
    summary
  }: Pick<QueryOptions, 'rowLimit'> & { summary: QuerySummary }
): Promise<ResultTable> {
  const { ResultTable } = await import('../table/result-table');
  const limit = summary.maxRows ?? rowLimit;
  return new ResultTable(
    summary.more && limit !== null ? arrow.slice(0, limit) : arrow
  );
}
