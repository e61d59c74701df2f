/**
 * Reads the result of one query, page by page, and checks that nothing is missing or changed. Does
 * not know what is queried.
 */
import { PromiseDelegate } from '@lumino/coreutils';
import type { Table } from 'apache-arrow';
import type { PageHeader, QuerySummary } from '../../server/protocol';
import type { ResultTable } from '../table/result-table';
import { invalidAnswerError } from './answer-error';
import type { QueryOptions, QueryReply } from './query';
import { QueryPages, type QueryPagesOptions } from './query-pages';
import { parsedText } from './reply-shape';
import type { Answer } from './requests';
import { ResultBytes } from './result-bytes';

const PAGE_HEADER = 'X-OmniSci-Page';

/** A page that was requested. Its body is read when the page before it is stored. */
type RequestedPage = {
  arrived: Promise<Answer>;
  isStored: PromiseDelegate<void>;
  next?: RequestedPage;
};

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
    let page = this._request(0, bytes);
    for (;;) {
      const { headers, body } = await page.arrived;
      const header = headerIn(headers);
      if (!header) {
        throw invalidAnswerError(this._options.trans);
      }
      const { summary } = header;
      await bytes.add(header, body);
      page.isStored.resolve();
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
      if (!page.next) {
        throw invalidAnswerError(this._options.trans);
      }
      page = page.next;
    }
  }

  /** Requests the page after it, too, when its own body begins: two are under way at a time. */
  private _request(
    number: number,
    bytes: ResultBytes,
    previous?: RequestedPage
  ): RequestedPage {
    const isStored = new PromiseDelegate<void>();
    const page: RequestedPage = {
      isStored,
      arrived: this._pages.page(number, async headers => {
        await previous?.isStored.promise;
        const header = headerIn(headers);
        if (header && !header.summary) {
          page.next ??= this._request(number + 1, bytes, page);
        }
        return header && bytes.memory(header);
      })
    };
    // The caller awaits one page at a time.
    page.arrived.catch(() => undefined);
    return page;
  }

  private readonly _pages: QueryPages;
  private _isRead = false;
}

/** Only a page of the sidecar has this header. */
function headerIn(headers: Headers): PageHeader | null {
  const header = parsedText(headers.get(PAGE_HEADER)) as PageHeader | null;
  return typeof header?.page === 'number' ? header : null;
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
